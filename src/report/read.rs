//! Reading `annual-report.toml`: every cell with its place, so that a finding points at the cell.
//!
//! It knows the file and the form; whether the figures make sense is for [`super::check`].

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::edition::{Edition, Encoding, TableForm, edition, edition_for, editions};
use super::model::{Acknowledgement, PRINTED_ISSUES, Places, Printed, Report, Statement};
use super::number::Number;
use super::value::CellValue;
use crate::diag::{Finding, Findings, Source};
use crate::schema::{self, Reader};

/// Reads a report. What cannot be understood is a finding and stays 未填.
#[must_use]
pub fn read(source: Source<'_>, findings: &mut Findings) -> Report {
    schema::read(source, 0..source.text.len(), findings, |reader| {
        let year = year(reader);
        let form = form(reader, year);
        let mut report = Report::empty(form, year, "");
        report.places = Places { edition: reader.span("edition"), year: reader.span("year") };
        report.body = reader.required_text("body", "body = \"某某乡人民政府\"").unwrap_or_default();
        report.delegation = reader.text("delegation", "delegation = \"云政发〔2022〕1号\"");
        for table in &form.tables {
            read_table(reader, table, &mut report);
        }
        report.statements = statements(reader);
        report.acknowledged = reader.tables("acknowledged", acknowledgement).into_iter().flatten().collect();
        report.printed = reader.tables("printed", printed).into_iter().flatten().collect();
        report
    })
}

fn year(reader: &mut Reader<'_, '_>) -> i16 {
    if reader.value("year").is_none() {
        reader.missing("year", "year = 2019");
        return 0;
    }
    let year = reader.integer("year", "2019").unwrap_or(0);
    if let Some(year) = i16::try_from(year).ok().filter(|year| (1949..=2999).contains(year)) {
        return year;
    }
    let finding = Finding::at("report-year", reader.source(), reader.span("year")).with("year", year);
    reader.report(finding);
    0
}

fn form(reader: &mut Reader<'_, '_>, year: i16) -> &'static Edition {
    let ids = || editions().iter().map(|edition| edition.id.as_str());
    let Some(id) = reader.required_text("edition", "edition = \"2021\"") else { return edition_for(year) };
    edition(&id).unwrap_or_else(|| {
        reader.not_a_choice("edition", &id, ids());
        edition_for(year)
    })
}

fn read_table(reader: &mut Reader<'_, '_>, table: &'static TableForm, report: &mut Report) {
    let span = reader.span(&table.id);
    for (slot, cell) in report.edition.slots.iter().zip(&mut report.cells) {
        if slot.table == table.id {
            cell.span = span.clone();
        }
    }
    if reader.value(&table.id).is_none() {
        return;
    }
    report.present.push(&table.id);
    reader.table(&table.id, |reader| {
        for (row, cells) in report.edition.rows(&table.id) {
            let span = reader.span(row);
            match table.encoding {
                Encoding::List => read_list(reader, row, &cells, report),
                Encoding::Named => read_named(reader, row, &cells, report),
            }
            for at in cells {
                if let Some(cell) = report.cells.get_mut(at).filter(|cell| cell.value == CellValue::Absent) {
                    cell.span = span.clone();
                }
            }
        }
    });
}

fn read_list(reader: &mut Reader<'_, '_>, row: &'static str, cells: &[usize], report: &mut Report) {
    let Some(value) = reader.value(row) else { return };
    let Some(items) = value.get_ref().as_array() else {
        reader.wrong_type(row, value, "list", "[0, 0, 0, 0, 0, 0, 0]");
        return;
    };
    if items.len() != cells.len() {
        let finding = Finding::at("report-row-length", reader.source(), reader.span_of(value))
            .with("row", row)
            .with("found", items.len())
            .with("expected", cells.len());
        reader.report(finding);
    }
    for (item, at) in items.iter().zip(cells) {
        put(reader, row, item, *at, report);
    }
}

fn read_named(reader: &mut Reader<'_, '_>, row: &'static str, cells: &[usize], report: &mut Report) {
    if reader.value(row).is_none() {
        return;
    }
    let slots = &report.edition.slots;
    let columns: Vec<(usize, &'static str)> =
        cells.iter().filter_map(|at| Some((*at, slots.get(*at)?.column.as_str()))).collect();
    reader.table(row, |reader| {
        for (at, column) in columns {
            if let Some(value) = reader.value(column) {
                put(reader, column, value, at, report);
            }
        }
    });
}

fn put(reader: &mut Reader<'_, '_>, key: &str, value: &Spanned<DeValue<'_>>, at: usize, report: &mut Report) {
    let Some(understood) = cell_value(value.get_ref()) else {
        reader.wrong_type(key, value, "integer", "0");
        return;
    };
    let span = reader.span_of(value);
    if let Some(cell) = report.cells.get_mut(at) {
        cell.value = understood;
        cell.span = span;
    }
}

/// A cell's value: an integer, a decimal (kept as written) or a text.
fn cell_value(value: &DeValue<'_>) -> Option<CellValue> {
    match value {
        // in quotation marks digits are a text, as in any other list of the file
        DeValue::String(text) => Some(match CellValue::from_printed(text) {
            CellValue::Number(_) => CellValue::Text(text.trim().to_owned()),
            value => value,
        }),
        DeValue::Integer(_) | DeValue::Float(_) => number(value).map(CellValue::Number),
        _ => None,
    }
}

fn number(value: &DeValue<'_>) -> Option<Number> {
    if let Some(integer) = value.as_integer() {
        return Number::whole(i64::from_str_radix(integer.as_str(), integer.radix()).ok()?);
    }
    Number::parse(value.as_float()?.as_str().trim_start_matches('+'))
}

fn statements(reader: &mut Reader<'_, '_>) -> Vec<Statement> {
    let mut all = Vec::new();
    let names = reader.table("statements", |reader| {
        reader.entries().into_iter().map(|(name, value)| (name, reader.span_of(value))).collect::<Vec<_>>()
    });
    let Some(mut names) = names else { return all };
    let Some(value) = reader.value("statements") else { return all };
    let Some(table) = value.get_ref().as_table() else { return all };
    // in the order of the file, not of the names
    names.sort_by_key(|(_, span)| span.start);
    for (name, span) in names {
        let Some((_, entry)) = table.iter().find(|(key, _)| key.get_ref().as_ref() == name) else { continue };
        match statement(&name, entry, span) {
            Some(statement) => all.push(statement),
            None => reader.wrong_type(
                &name,
                entry,
                "table",
                "{ says = \"受理12件\", value = 12, equals = \"requests.new.total\" }",
            ),
        }
    }
    all
}

/// `{ says = "…", value = 12, equals = "…" }`; a rate has `percent = 97.92` instead of `value`.
fn statement(name: &str, entry: &Spanned<DeValue<'_>>, span: Range<usize>) -> Option<Statement> {
    let table = entry.get_ref().as_table()?;
    let get =
        |key: &str| table.iter().find(|(found, _)| found.get_ref().as_ref() == key).map(|(_, value)| value.get_ref());
    if table.iter().any(|(key, _)| !["says", "value", "percent", "equals"].contains(&key.get_ref().as_ref())) {
        return None;
    }
    let text = |key: &str| get(key).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    let (value, percent) = match (get("value"), get("percent")) {
        (Some(value), None) => (number(value)?, false),
        (None, Some(value)) => (number(value)?, true),
        _ => return None,
    };
    Some(Statement { name: name.to_owned(), says: text("says"), value, equals: text("equals"), percent, span })
}

fn acknowledgement(reader: &mut Reader<'_, '_>) -> Option<Acknowledgement> {
    let span = reader.span("rule");
    let rule = reader.required_text("rule", "rule = \"report-x13\"");
    let reason = reader.required_text("reason", "reason = \"…\"");
    let at = reader.text("at", "at = \"requests.new.total\"").unwrap_or_default();
    Some(Acknowledgement { rule: rule?, at, reason: reason?, span })
}

fn printed(reader: &mut Reader<'_, '_>) -> Option<Printed> {
    let span = reader.span("issue");
    let table = reader.required_text("table", "table = \"review\"");
    let issue = reader.choice("issue", &PRINTED_ISSUES);
    let row = reader.text("row", "row = \"new\"").unwrap_or_default();
    let original = reader.texts("original", "original = [\"0\", \"0\"]");
    Some(Printed { row, table: table?, issue: issue?, original, span })
}
