//! A report's figures as CSV and JSON: long form, one line a cell, with the cell's state.
//!
//! 未填, blank, 0 and 不适用 keep their own state, so that nobody has to guess.

use serde_json::{Value, json};

use super::model::Report;

/// Columns of the CSV.
const HEAD: [&str; 13] = [
    "year", "edition", "body", "table", "row", "column", "table_label", "row_label", "column_label", "unit", "value",
    "text", "state",
];

/// The report as CSV: UTF-8 with a byte order mark (WPS and Excel need it), CRLF, RFC 4180 quotes.
#[must_use]
pub fn csv(report: &Report) -> String {
    years_csv(std::slice::from_ref(report))
}

/// All reports in one CSV, by year.
#[must_use]
pub fn years_csv(reports: &[Report]) -> String {
    let mut out = String::from("\u{feff}");
    out.push_str(&line(HEAD.iter().map(|name| (*name).to_owned())));
    for record in by_year(reports).into_iter().flat_map(records) {
        out.push_str(&line(record.into_iter()));
    }
    out
}

/// The report as JSON: `{year, edition, body, document, cells: [{table, row, column, …, value, text, state}]}`.
#[must_use]
pub fn json(report: &Report) -> Value {
    let cells = report.slots().map(|(slot, cell)| {
        json!({
            "table": slot.table,
            "row": slot.row,
            "column": slot.column,
            "row_label": slot.row_labels,
            "column_label": slot.column_labels,
            "unit": slot.unit,
            "value": cell.value.number().and_then(exact),
            "text": cell.value.shown(),
            "state": cell.value.state().name(),
        })
    });
    json!({
        "year": report.year,
        "edition": report.edition.id,
        "document": report.edition.document,
        "body": report.body,
        "cells": cells.collect::<Vec<_>>(),
    })
}

/// All reports as JSON: `{"reports": […]}`, by year.
#[must_use]
pub fn years_json(reports: &[Report]) -> Value {
    json!({ "reports": by_year(reports).into_iter().map(json).collect::<Vec<_>>() })
}

fn by_year(reports: &[Report]) -> Vec<&Report> {
    let mut sorted: Vec<&Report> = reports.iter().collect();
    sorted.sort_by_key(|report| report.year);
    sorted
}

fn records(report: &Report) -> Vec<[String; 13]> {
    let caption = |table: &str| report.edition.table(table).map_or("", |form| form.caption.as_str()).to_owned();
    report
        .slots()
        .map(|(slot, cell)| {
            [
                report.year.to_string(),
                report.edition.id.clone(),
                report.body.clone(),
                slot.table.clone(),
                slot.row.clone(),
                slot.column.clone(),
                caption(&slot.table),
                slot.row_labels.join(" / "),
                slot.column_labels.join(" / "),
                slot.unit.clone().unwrap_or_default(),
                cell.value.number().map(|number| number.to_string()).unwrap_or_default(),
                cell.value.shown(),
                cell.value.state().name().to_owned(),
            ]
        })
        .collect()
}

/// A number as JSON writes it, digit for digit.
fn exact(number: super::number::Number) -> Option<Value> {
    serde_json::from_str(&number.to_string()).ok()
}

/// One line of CSV.
pub(super) fn line(fields: impl Iterator<Item = String>) -> String {
    fields.map(|field| quoted(&field)).collect::<Vec<_>>().join(",") + "\r\n"
}

/// A CSV field. A text that a spreadsheet would run as a formula is kept from it by an apostrophe.
fn quoted(field: &str) -> String {
    let formula = field.starts_with(['=', '+', '@', '\t']) || (field.starts_with('-') && field.len() > 1 && field.parse::<f64>().is_err());
    let field = if formula { format!("'{field}") } else { field.to_owned() };
    if field.contains([',', '"', '\n', '\r']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field }
}
