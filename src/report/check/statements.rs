//! `[statements]`: figures of the narrative, each tied to its sentence and to a formula (X12, X13).
//!
//! A changed sentence or a changed cell breaks the tie, and the break is a finding.

use std::ops::Range;

use super::{Context, Issue};
use crate::diag::Finding;
use crate::report::formula::{Amount, Side};
use crate::report::model::{Report, Statement};
use crate::report::narrative::Compact;
use crate::report::number::{Number, plain};

/// A statement's figure against its formula.
#[derive(Debug, Clone)]
pub struct Tie {
    /// The statement's name.
    pub name: String,
    /// The figure as stated.
    pub stated: String,
    /// What the formula gives, at least at the stated precision; `None` when a name has no number.
    pub computed: Option<String>,
    /// The formula with its numbers.
    pub sum: String,
    /// Whether both agree at the printed precision.
    pub holds: Option<bool>,
    /// Names in the formula that nothing has.
    pub unknown: Vec<String>,
    /// Whether the formula uses cells of the tables (X12) and not only other statements (X13).
    pub uses_cells: bool,
}

/// Every tied statement with its outcome.
#[must_use]
pub fn ties(report: &Report) -> Vec<Tie> {
    report.statements.iter().filter_map(|statement| tie(report, statement)).collect()
}

pub(super) fn check(context: &Context<'_>, issues: &mut Vec<Issue>) {
    let report = context.input.report;
    for statement in &report.statements {
        let at_statement = |code| Finding::at(code, context.input.source, statement.span.clone());
        if let Some(problem) = sentence_problem(context, statement) {
            let finding = at_statement("report-statement-broken").with("name", &statement.name).with("says", &statement.says);
            issues.push(Issue { finding: finding.with("problem", problem), subject: statement.name.clone() });
        }
        if statement.percent && statement.value.millionths() > 100_000_000 {
            let finding = at_statement("report-x13").with("name", &statement.name).with("stated", format!("{}%", statement.value));
            let finding = finding.with("computed", "≤100%").with("sum", &statement.says);
            issues.push(Issue { finding, subject: statement.name.clone() });
        }
        if statement.equals.is_empty() {
            continue;
        }
        let Some(tie) = tie(report, statement) else {
            let finding = at_statement("report-statement-formula").with("name", &statement.name);
            let finding = finding.with("formula", &statement.equals).with("unknown", "");
            issues.push(Issue { finding, subject: statement.name.clone() });
            continue;
        };
        if !tie.unknown.is_empty() {
            let finding = at_statement("report-statement-formula").with("name", &statement.name);
            let finding = finding.with("formula", &statement.equals).with("unknown", tie.unknown.join(", "));
            issues.push(Issue { finding, subject: statement.name.clone() });
        } else if tie.holds == Some(false) {
            let finding = at_statement(if tie.uses_cells { "report-x12" } else { "report-x13" })
                .with("name", &statement.name)
                .with("stated", &tie.stated)
                .with("computed", tie.computed.unwrap_or_default())
                .with("sum", &tie.sum);
            issues.push(Issue { finding, subject: statement.name.clone() });
        }
    }
}

/// The characters of the narrative that statements already tie down.
pub(super) fn tied(context: &Context<'_>) -> Vec<Range<usize>> {
    context.input.report.statements.iter().filter_map(|statement| context.narrative.find(&statement.says)).collect()
}

/// Why the sentence no longer carries the figure; `None` when it does.
fn sentence_problem(context: &Context<'_>, statement: &Statement) -> Option<String> {
    if statement.says.is_empty() || context.narrative.find(&statement.says).is_none() {
        return Some("正文中没有这句话 / the narrative has no such sentence".to_owned());
    }
    if says_figure(&statement.says, statement.value, statement.percent) {
        return None;
    }
    Some(format!("句中没有 {} / the sentence does not contain {}", statement.value, statement.value))
}

/// Whether some words contain a figure as a number of its own.
fn says_figure(says: &str, value: Number, percent: bool) -> bool {
    let text: String = Compact::fold(says).into_iter().collect::<String>().replace(',', "");
    let wanted = value.to_string();
    text.match_indices(&wanted).any(|(at, _)| {
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        let mut after = text.get(at + wanted.len()..).unwrap_or_default().chars();
        let next = after.next();
        let decimal = next == Some('.') && after.next().is_some_and(|c| c.is_ascii_digit());
        !before.is_some_and(|c| c.is_ascii_digit() || c == '.')
            && !next.is_some_and(|c| c.is_ascii_digit())
            && !decimal
            && (!percent || next == Some('%'))
    })
}

fn tie(report: &Report, statement: &Statement) -> Option<Tie> {
    if statement.equals.is_empty() {
        return None;
    }
    let side = Side::parse(&statement.equals)?;
    let lookup = |name: &str| find(report, name).flatten();
    let value = side.value(&lookup);
    let stated = statement.value.millionths();
    let places = statement.value.places();
    let agrees = |value: Amount| if statement.percent { value.is_percent(statement.value) } else { whole(value) == stated };
    let shown = value.map(|value| match statement.percent {
        true => format!("{}%", plain(value.percent(places.max(2)))),
        false => plain(whole(value)),
    });
    Some(Tie {
        name: statement.name.clone(),
        stated: if statement.percent { format!("{}%", statement.value) } else { statement.value.to_string() },
        computed: shown,
        sum: side.with_numbers(&lookup),
        holds: value.map(agrees),
        unknown: side.names().filter(|name| find(report, name).is_none()).map(str::to_owned).collect(),
        uses_cells: side.names().any(|name| name.contains('.')),
    })
}

fn whole(amount: Amount) -> i128 {
    match amount {
        Amount::Sum(sum) => sum,
        Amount::Quotient(numerator, divisor) => numerator * 1_000_000 / divisor,
    }
}

/// What a name in a statement's formula stands for: another statement, a cell (`requests.new.total`), or a
/// row of table three or four by its total (`requests.new`). The inner `None` is a cell without a number.
fn find(report: &Report, name: &str) -> Option<Option<i128>> {
    if let Some(statement) = report.statements.iter().find(|statement| statement.name == name) {
        return Some(Some(statement.value.millionths()));
    }
    let mut parts = name.split('.');
    let (table, row, column) = (parts.next()?, parts.next()?, parts.next().unwrap_or("total"));
    let cell = report.cell(table, row, column).filter(|_| parts.next().is_none())?;
    Some(cell.value.number().map(Number::millionths))
}
