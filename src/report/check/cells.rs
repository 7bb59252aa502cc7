//! X8–X10: what may stand in a cell, and what this body may have at all.

use super::{Context, Issue};
use crate::diag::{Finding, Place, Severity};
use crate::report::edition::{Kind, Slot};
use crate::report::trial::row_label;
use crate::report::value::CellValue;

/// Levels that may make 规章 (立法法第九十一条、第九十三条); `city` is 设区的市、自治州.
const RULE_MAKERS: [&str; 3] = ["city", "province", "ministry"];

/// What is printed where there is nothing to report.
const PLACEHOLDERS: [&str; 8] = ["", "/", "／", "-", "—", "——", "无", "不适用"];

pub(super) fn check(context: &Context<'_>, issues: &mut Vec<Issue>) {
    missing(context, issues);
    for (at, (slot, cell)) in context.input.report.slots().enumerate() {
        if let Some(severity) = fault(slot, &cell.value) {
            let mut issue = issue(context, "report-x10", at, slot);
            issue.finding.severity = severity;
            issues.push(issue);
        }
        let some = cell.value.number().is_some_and(|number| !number.is_zero());
        if some && slot.row == "rules" && !RULE_MAKERS.contains(&context.input.level) {
            issues.push(issue(context, "report-x8", at, slot));
        }
    }
    powers(context, issues);
}

fn issue(context: &Context<'_>, code: &'static str, at: usize, slot: &Slot) -> Issue {
    Issue { finding: describe(context, context.at_cell(code, at), at, slot), subject: slot.address() }
}

fn describe(context: &Context<'_>, finding: Finding, at: usize, slot: &Slot) -> Finding {
    let report = context.input.report;
    let shown = report.cells.get(at).map(|cell| cell.value.shown()).unwrap_or_default();
    finding
        .with("table", report.edition.table(&slot.table).map_or("", |form| form.number.as_str()))
        .with("row", row_label(slot))
        .with("column", slot.column_labels.join(" "))
        .with("value", shown)
        .with("level", context.input.level)
}

/// X10: what cannot be a figure of the form is an error; a placeholder, or a change in words, is a warning.
fn fault(slot: &Slot, value: &CellValue) -> Option<Severity> {
    match value {
        CellValue::Absent => None,
        CellValue::Number(number) => {
            let signed = slot.kind == Kind::Change;
            let fractional = slot.kind == Kind::Amount;
            let wrong = (number.is_negative() && !signed) || (!number.is_whole() && !fractional);
            wrong.then_some(Severity::Error)
        }
        CellValue::Text(_) if slot.kind == Kind::Change && value.change().is_some() => Some(Severity::Warning),
        CellValue::Text(text) if PLACEHOLDERS.contains(&text.as_str()) => Some(Severity::Warning),
        CellValue::Text(_) => Some(Severity::Error),
    }
}

/// Tables, rows and single cells that are 未填: one finding each for the largest thing that is missing.
fn missing(context: &Context<'_>, issues: &mut Vec<Issue>) {
    let report = context.input.report;
    for table in &report.edition.tables {
        if !report.present.contains(&table.id.as_str()) {
            let place = if context.input.source.text.is_empty() {
                Place::file(context.input.source.path)
            } else {
                context.input.source.place(report.places.edition.clone())
            };
            let finding =
                Finding::new("report-missing-table", place).with("table", &table.number).with("key", &table.id);
            issues.push(Issue { finding: finding.with("caption", &table.caption), subject: table.id.clone() });
            continue;
        }
        for (row, cells) in report.edition.rows(&table.id) {
            let absent = |at: &&usize| report.cells.get(**at).is_some_and(|cell| cell.value == CellValue::Absent);
            let gaps: Vec<&usize> = cells.iter().filter(absent).collect();
            let Some((first, slot)) = gaps.first().and_then(|at| Some((**at, report.edition.slots.get(**at)?))) else {
                continue;
            };
            let columns = gaps.iter().filter_map(|at| report.edition.slots.get(**at)?.column_labels.last().cloned());
            let finding = context.at_cell("report-x10", first).severity(Severity::Warning);
            let finding = describe(context, finding, first, slot);
            let finding = finding.with("column", columns.collect::<Vec<_>>().join("、"));
            issues.push(Issue { finding, subject: format!("{}.{row}", table.id) });
        }
    }
}

/// X9: a township that punishes needs a delegation (行政处罚法第二十四条).
fn powers(context: &Context<'_>, issues: &mut Vec<Issue>) {
    let report = context.input.report;
    if context.input.level != "township" || report.delegation.is_some() {
        return;
    }
    for row in ["penalties", "coercive_measures"] {
        let some = |value: &CellValue| value.change().is_some_and(|number| !number.is_zero());
        let found = report.slots().enumerate().find(|(_, (slot, cell))| slot.row == row && some(&cell.value));
        if let Some((at, (slot, _))) = found {
            issues.push(issue(context, "report-x9", at, slot));
        }
    }
}
