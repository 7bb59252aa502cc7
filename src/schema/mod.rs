//! Reading TOML against what is expected: every key by name and type, with the place of everything
//! that is wrong, did-you-mean for unknown keys, and all findings at once.
//!
//! It knows TOML and findings, not what the keys mean.

mod reader;
mod suggest;

use std::ops::Range;

use toml::Spanned;
use toml::de::DeTable;

use crate::diag::{Finding, Findings, Source};

pub use reader::{Reader, kind_name};
pub use suggest::nearest;

/// A date that does not exist, with the key before it.
fn no_such_date(source: Source<'_>, at: Range<usize>) -> Finding {
    let line_start = source.text[..at.start].rfind('\n').map_or(0, |end| end + 1);
    let line_end = source.text[at.start..].find('\n').map_or(source.text.len(), |end| at.start + end);
    let (key, value) = source.text[line_start..line_end].split_once('=').unwrap_or(("", ""));
    let value = value.split('#').next().unwrap_or_default().trim();
    Finding::at("date-invalid", source, at).with("key", key.trim()).with("value", value)
}

/// Parses the part `span` of a text as TOML and hands the table to `read`; syntax errors become findings
/// and `read` then sees what could be understood.
pub fn read<T>(
    source: Source<'_>,
    span: Range<usize>,
    findings: &mut Findings,
    read: impl FnOnce(&mut Reader<'_, '_>) -> T,
) -> T {
    let text = source.text.get(span.clone()).unwrap_or_default();
    let (table, errors): (Spanned<DeTable<'_>>, _) = DeTable::parse_recoverable(text);
    for error in errors {
        let at = error.span().unwrap_or(0..0);
        let at = at.start + span.start..at.end + span.start;
        findings.push(match error.message().starts_with("invalid date") {
            true => no_such_date(source, at),
            false => Finding::at("toml-syntax", source, at).with("reason", error.message()),
        });
    }
    let mut reader = Reader::new(source, span.start, table.get_ref(), span.start..span.start, findings);
    let value = read(&mut reader);
    reader.finish();
    value
}
