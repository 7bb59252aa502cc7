//! Findings as JSON, in the shape that scripts rely on.

use serde_json::{Value, json};

use super::catalogue::Lang;
use super::finding::{Finding, Findings};

/// `{"findings":[{code, severity, path, line, column, message, rule, help}]}`.
#[must_use]
pub fn json(findings: &Findings, lang: Lang) -> Value {
    json!({ "findings": findings.iter().map(|finding| one(finding, lang)).collect::<Vec<_>>() })
}

fn one(finding: &Finding, lang: Lang) -> Value {
    json!({
        "code": finding.code,
        "severity": finding.severity.name(),
        "path": finding.place.path,
        "line": finding.place.line,
        "column": finding.place.column,
        "message": finding.message(lang),
        "rule": finding.rule(),
        "help": finding.help(lang),
    })
}
