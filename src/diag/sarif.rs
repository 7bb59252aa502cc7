//! Findings as SARIF 2.1.0 (OASIS), which code hosts and editors show beside the lines.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::catalogue::{Lang, entry};
use super::finding::{Finding, Findings};

/// A SARIF log with one run.
#[must_use]
pub fn sarif(findings: &Findings, lang: Lang) -> Value {
    let codes: BTreeSet<&str> = findings.iter().map(|finding| finding.code).collect();
    let rules: Vec<Value> = codes
        .iter()
        .map(|code| {
            let entry = entry(code);
            json!({
                "id": code,
                "shortDescription": { "text": entry.message(lang) },
                "help": { "text": entry.help(lang) },
                "properties": { "basis": entry.rule() },
            })
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "gongkai", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": findings.iter().map(|finding| result(finding, lang)).collect::<Vec<_>>(),
        }],
    })
}

fn result(finding: &Finding, lang: Lang) -> Value {
    let mut location = json!({ "artifactLocation": { "uri": finding.place.path } });
    if finding.place.line > 0 {
        location["region"] = json!({ "startLine": finding.place.line, "startColumn": finding.place.column });
    }
    let help = finding.help(lang);
    let text = if help.is_empty() { finding.message(lang) } else { format!("{}\n{help}", finding.message(lang)) };
    json!({
        "ruleId": finding.code,
        "level": finding.severity.name(),
        "message": { "text": text },
        "locations": [{ "physicalLocation": location }],
    })
}
