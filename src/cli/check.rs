//! `gongkai check` and `gongkai explain`.

use super::Status;
use super::args::{CheckArgs, Format};
use super::context::Session;
use crate::diag::{self, Finding, Outcome, Severity};
use crate::engine::{self, BuildOptions};
use crate::schema::nearest;

/// Finds everything that is wrong, without building.
pub(super) fn check(session: &Session, args: &CheckArgs) -> Outcome<Status> {
    let options = BuildOptions { drafts: args.drafts, ..session.options(&args.site) };
    let findings = engine::check(&options)?;
    session.printer.findings(&findings, args.format);
    if findings.is_empty() && args.format == Format::Human {
        session.printer.note("cli.checked", &[]);
    }
    let refused = findings.has_errors() || (args.strict && findings.count(Severity::Warning) > 0);
    Ok(if refused { Status::Findings } else { Status::Ok })
}

/// Explains a finding's code, or lists all codes.
pub(super) fn explain(session: &Session, code: Option<&String>) -> Outcome<Status> {
    let Some(code) = code else {
        for (code, entry) in diag::codes() {
            session.printer.result(&format!("{code}\t{}\t{}\n", entry.severity.name(), entry.message(session.lang)));
        }
        return Ok(Status::Ok);
    };
    let Some((code, entry)) = diag::codes().find(|(known, _)| known == code) else {
        let near = nearest(code, diag::codes().map(|(known, _)| known)).unwrap_or_default();
        return Err(Finding::file("code-unknown", code).with("code", code).with("suggestion", near).into());
    };
    let lang = session.lang;
    let mut page = format!("{code} ({})\n\n{}\n", entry.severity.name(), entry.message(lang));
    let label = |key: &str| diag::text(lang, key, &[]);
    for (key, text) in [
        ("cli.label-rule", entry.rule()),
        ("cli.label-help", entry.help(lang)),
        ("cli.label-why", entry.explanation(lang)),
    ] {
        if !text.is_empty() {
            page += &format!("\n{}\n{text}\n", label(key));
        }
    }
    session.printer.result(&page);
    Ok(Status::Ok)
}
