//! Reading CSV with a head row: fields by name, each record with its line and place.

use std::ops::Range;

use crate::diag::{Finding, Findings, Source};

/// Most records of a register.
const MAX_RECORDS: usize = 200_000;

/// One record.
#[derive(Debug, Clone)]
pub struct Record {
    /// Line in the file, from 1.
    pub line: usize,
    /// Where it stands, in bytes.
    pub span: Range<usize>,
    fields: Vec<String>,
}

/// A register's table.
#[derive(Debug, Default)]
pub struct Table {
    head: Vec<String>,
    /// The records in order; blank lines are left out.
    pub records: Vec<Record>,
}

impl Table {
    /// Reads a table. A column that is none of `names` is a finding: registers hold no personal data.
    #[must_use]
    pub fn read(source: Source<'_>, names: &[&[&str]], findings: &mut Findings) -> Self {
        let mut records = records(source.text);
        if records.is_empty() {
            return Self::default();
        }
        let head = records.remove(0);
        for column in head.fields.iter().filter(|column| !names.iter().any(|known| known.contains(&column.trim()))) {
            let finding = Finding::at("report-register-column", source, head.span.clone());
            let known = names.iter().map(|known| known.join("/")).collect::<Vec<_>>().join(", ");
            findings.push(finding.with("column", column).with("known", known));
        }
        records.retain(|record| record.fields.iter().any(|field| !field.trim().is_empty()));
        Self { head: head.fields.iter().map(|name| name.trim().to_owned()).collect(), records }
    }

    /// A record's field under any of these column names; empty when there is none.
    #[must_use]
    pub fn field<'t>(&self, record: &'t Record, names: &[&str]) -> &'t str {
        let at = self.head.iter().position(|name| names.contains(&name.as_str()));
        at.and_then(|at| record.fields.get(at)).map_or("", |field| field.trim())
    }
}

/// RFC 4180: quoted fields may hold commas, quotes and line breaks.
fn records(text: &str) -> Vec<Record> {
    let mut records = Vec::new();
    let (mut fields, mut field, mut quoted) = (Vec::new(), String::new(), false);
    let (mut line, mut start_line, mut start) = (1, 1, 0);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\u{feff}' if at == 0 => {}
            '"' if quoted && chars.peek().is_some_and(|(_, next)| *next == '"') => {
                field.push('"');
                chars.next();
            }
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                fields.push(std::mem::take(&mut field));
                records.push(Record { line: start_line, span: start..at, fields: std::mem::take(&mut fields) });
                line += 1;
                (start_line, start) = (line, at + 1);
                if records.len() >= MAX_RECORDS {
                    return records;
                }
            }
            '\r' if !quoted => {}
            c => {
                line += usize::from(c == '\n');
                field.push(c);
            }
        }
    }
    if !field.is_empty() || !fields.is_empty() {
        fields.push(field);
        records.push(Record { line: start_line, span: start..text.len(), fields });
    }
    records
}
