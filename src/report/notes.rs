//! What is odd in an original's tables, in words for the page and for findings.

use super::model::{Printed, PrintedIssue, Report};
use crate::diag::{Finding, Lang, Place, Source};

/// The notes that belong under a table, in Chinese.
#[must_use]
pub fn printed_notes(report: &Report, table: &str) -> Vec<String> {
    let wanted = report.printed.iter().filter(|printed| printed.table == table);
    wanted.map(|printed| finding(report, printed, Place::file("")).message(Lang::Zh)).collect()
}

/// The findings that the same notes are.
pub(super) fn printed_findings(report: &Report, source: Source<'_>) -> Vec<Finding> {
    report.printed.iter().map(|printed| finding(report, printed, source.place(printed.span.clone()))).collect()
}

fn finding(report: &Report, printed: &Printed, place: Place) -> Finding {
    let code = match printed.issue {
        PrintedIssue::SurplusValues => "report-surplus-values",
        PrintedIssue::LostCells => "report-lost-cells",
    };
    let form = report.edition.table(&printed.table);
    let of_row = |slot: &&crate::report::edition::Slot| printed.row.is_empty() || slot.row == printed.row;
    let slots: Vec<_> = report.edition.slots.iter().filter(|slot| slot.table == printed.table).filter(of_row).collect();
    let label = slots.first().and_then(|slot| slot.row_labels.last()).filter(|_| !printed.row.is_empty());
    Finding::new(code, place)
        .with("table", form.map_or("", |form| form.number.as_str()))
        .with("count", printed.original.len())
        .with("row", label.map(|label| format!("「{label}」")).unwrap_or_default())
        .with("columns", slots.len())
        .with("original", printed.original.join("；"))
}
