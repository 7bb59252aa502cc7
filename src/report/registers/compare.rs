//! A report filled in by hand against the registers.

use super::draft::counted;
use super::{Registers, candidates, services};
use crate::diag::{Finding, Findings, Source};
use crate::report::formula::{Amount, Side};
use crate::report::model::Report;
use crate::report::number::{Number, plain};
use crate::report::trial::row_label;

/// Adds a finding for every cell that the registers contradict, and for every statement about the service
/// centres that does not follow from `services.csv`. `source` is `annual-report.toml`.
pub fn compare(report: &Report, source: Source<'_>, registers: &Registers, findings: &mut Findings) {
    for (at, candidate) in candidates(registers, report.edition, report.year) {
        let Some((slot, cell)) = report.edition.slots.get(at).zip(report.cells.get(at)) else { continue };
        let agrees = cell.value.number().is_some_and(|number| Some(number) == Number::whole(candidate.value));
        if agrees {
            continue;
        }
        findings.push(
            Finding::at("report-register-differs", source, cell.span.clone())
                .with("table", report.edition.table(&slot.table).map_or("", |table| table.number.as_str()))
                .with("row", row_label(slot))
                .with("column", slot.column_labels.last().map_or("", String::as_str))
                .with("value", cell.value.shown())
                .with("register", candidate.value)
                .with("counts", counted(&candidate)),
        );
    }
    for statement in report.statements.iter().filter(|statement| statement.equals.contains("services.")) {
        let lookup = |name: &str| {
            let stated =
                report.statements.iter().find(|other| other.name == name).map(|other| other.value.millionths());
            stated.or_else(|| {
                services::value(&registers.services, report.year, name).map(|value| i128::from(value) * 1_000_000)
            })
        };
        let Some(side) = Side::parse(&statement.equals) else { continue };
        let Some(value) = side.value(&lookup) else { continue };
        let holds = match value {
            value if statement.percent => value.is_percent(statement.value),
            Amount::Sum(sum) => sum == statement.value.millionths(),
            Amount::Quotient(..) => true,
        };
        if holds {
            continue;
        }
        let computed = match value {
            value if statement.percent => format!("{}%", plain(value.percent(statement.value.places().max(2)))),
            Amount::Sum(sum) => plain(sum),
            Amount::Quotient(..) => String::new(),
        };
        findings.push(
            Finding::at("report-x13", source, statement.span.clone())
                .with("name", &statement.name)
                .with("stated", statement.value)
                .with("computed", computed)
                .with("sum", side.with_numbers(&lookup)),
        );
    }
}
