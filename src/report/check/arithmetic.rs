//! X1–X7: the identities of the form, within the year and against the year before.

use super::{Context, Issue};
use crate::report::trial::{Trial, trials};

pub(super) fn check(context: &Context<'_>, issues: &mut Vec<Issue>) {
    let failed = trials(context.input.report, context.input.previous);
    issues.extend(
        failed.into_iter().filter(|trial| trial.holds == Some(false)).filter_map(|trial| issue(context, trial)),
    );
}

fn issue(context: &Context<'_>, trial: Trial) -> Option<Issue> {
    let code = code(&trial)?;
    let first = trial.cells.first().copied()?;
    let table = context.input.report.edition.table(&trial.rule.table)?;
    let finding = context
        .at_cell(code, first)
        .with("table", &table.number)
        .with("place", &trial.label)
        .with("formula", &trial.formula)
        .with("left", &trial.left)
        .with("right", &trial.right)
        .with("sum", &trial.sum);
    Some(Issue { finding, subject: trial.at })
}

/// The rule's code as the catalogue has it; a rule without a text would be a mistake in the edition.
fn code(trial: &Trial) -> Option<&'static str> {
    crate::diag::codes().map(|(code, _)| code).find(|code| *code == trial.rule.id)
}
