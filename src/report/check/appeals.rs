//! Since 2024 a refusal to disclose goes to 行政复议 before it can go to court: more direct lawsuits than the
//! year before want a second look (行政复议法第二十三条第一款第四项).

use super::{Context, Issue};
use crate::report::trial::row_label;

/// First year in which reconsideration comes first.
const FIRST_YEAR: i16 = 2024;
const ROW: &str = "litigation_direct";

pub(super) fn check(context: &Context<'_>, issues: &mut Vec<Issue>) {
    let report = context.input.report;
    let Some(previous) = context.input.previous.filter(|_| report.year >= FIRST_YEAR) else { return };
    let total = report.edition.slot("review", ROW, "total").and_then(|at| Some((at, report.edition.slots.get(at)?)));
    let (Some((at, slot)), Some(before)) = (total, previous.number("review", ROW, "total")) else { return };
    let Some(now) = report.number("review", ROW, "total").filter(|now| *now > before) else { return };
    let finding = context.at_cell("report-direct-litigation", at).with("row", row_label(slot));
    issues.push(Issue { finding: finding.with("value", now).with("before", before), subject: slot.address() });
}
