//! The check as readers see it: which identities hold, which do not, which cannot be known, in words.

use std::collections::BTreeMap;

use serde::Serialize;

use super::check::ties;
use super::model::Report;
use super::trial::{Trial, trials};
use crate::diag::{Lang, text};

/// One line of the check under a table (or, with an empty `table`, about the narrative).
#[derive(Debug, Clone, Serialize)]
pub struct Identity {
    /// Rule, e.g. `report-x1`.
    pub rule: String,
    /// Table id; empty for the narrative.
    pub table: String,
    /// `holds`, `fails` or `unknown`.
    pub state: &'static str,
    /// In words, Chinese.
    pub zh: String,
    /// In words, English.
    pub en: String,
    /// Ids of the cells that take part, when it does not hold, for links.
    pub cells: Vec<String>,
    /// The body's explanation, when it has acknowledged the contradiction.
    pub reason: Option<String>,
}

/// Every identity of the form and every tied statement, with its outcome. Identities that hold are
/// summed up in one line a rule; what does not hold has a line of its own.
#[must_use]
pub fn identities(report: &Report, previous: Option<&Report>) -> Vec<Identity> {
    let mut rules: BTreeMap<(String, &str), Vec<Trial>> = BTreeMap::new();
    for trial in trials(report, previous) {
        rules.entry((sort_key(report, &trial), trial.rule.formula.as_str())).or_default().push(trial);
    }
    let mut lines: Vec<Identity> = rules.into_values().flat_map(|trials| rule_lines(report, &trials)).collect();
    lines.extend(statement_lines(report));
    lines
}

/// Tables in order, rules in order within a table.
fn sort_key(report: &Report, trial: &Trial) -> String {
    let table = report.edition.tables.iter().position(|table| table.id == trial.rule.table).unwrap_or(0);
    format!("{table}{}", trial.rule.id)
}

fn rule_lines(report: &Report, trials: &[Trial]) -> Vec<Identity> {
    let of = |wanted: Option<bool>| trials.iter().filter(move |trial| trial.holds == wanted).collect::<Vec<_>>();
    let (held, failed, unknown) = (of(Some(true)), of(Some(false)), of(None));
    let mut lines = Vec::new();
    if let Some(last) = held.last() {
        let count = held.len().to_string();
        let key = if failed.is_empty() && unknown.is_empty() { "report.identity-all" } else { "report.identity-some" };
        lines.push(line(
            report,
            last,
            "holds",
            key,
            &[("count", &count), ("sum", &last.sum), ("formula", &last.formula)],
        ));
    }
    for trial in failed {
        let values = [
            ("place", trial.label.as_str()),
            ("sum", &trial.sum),
            ("left", &trial.left),
            ("right", &trial.right),
            ("formula", &trial.formula),
        ];
        let mut failing = line(report, trial, "fails", "report.identity-fails", &values);
        failing.cells = trial
            .cells
            .iter()
            .filter_map(|at| report.edition.slots.get(*at))
            .map(|slot| slot.address().replace('.', "-"))
            .collect();
        failing.reason = reason(report, &trial.rule.id, &trial.at);
        lines.push(failing);
    }
    if let Some(first) = unknown.first() {
        let count = unknown.len().to_string();
        lines.push(line(
            report,
            first,
            "unknown",
            "report.identity-unknown",
            &[("count", &count), ("formula", &first.formula)],
        ));
    }
    lines
}

fn line(report: &Report, trial: &Trial, state: &'static str, key: &str, values: &[(&'static str, &str)]) -> Identity {
    let table = report.edition.table(&trial.rule.table).map_or("", |table| table.number.as_str());
    let say = |lang| {
        let rule = text(lang, &rule_key(trial), &[("table", table)]);
        text(lang, key, &[values, &[("rule", rule.as_str()), ("unit", unit(trial, lang))]].concat())
    };
    Identity {
        rule: trial.rule.id.clone(),
        table: trial.rule.table.clone(),
        state,
        zh: say(Lang::Zh),
        en: say(Lang::En),
        cells: Vec::new(),
        reason: None,
    }
}

/// The key of the rule's words; a bound is said differently from an equation of the same rule.
fn rule_key(trial: &Trial) -> String {
    let bound = if trial.rule.formula.contains("<=") { "-bound" } else { "" };
    format!("report.rule-{}{bound}", trial.rule.id.trim_start_matches("report-"))
}

fn unit(trial: &Trial, lang: Lang) -> &'static str {
    match (trial.rule.over, lang) {
        (super::edition::Over::Columns, Lang::Zh) => "列",
        (super::edition::Over::Rows, Lang::Zh) => "行",
        (super::edition::Over::Columns, Lang::En) => "columns",
        (super::edition::Over::Rows, Lang::En) => "rows",
    }
}

fn statement_lines(report: &Report) -> Vec<Identity> {
    ties(report)
        .into_iter()
        .map(|tie| {
            let (state, key) = match tie.holds {
                Some(true) => ("holds", "report.statement-holds"),
                Some(false) => ("fails", "report.statement-fails"),
                None => ("unknown", "report.statement-unknown"),
            };
            let rule = if tie.uses_cells { "report-x12" } else { "report-x13" };
            let computed = tie.computed.unwrap_or_default();
            let values =
                [("name", tie.name.as_str()), ("stated", &tie.stated), ("computed", &computed), ("sum", &tie.sum)];
            Identity {
                rule: rule.to_owned(),
                table: String::new(),
                state,
                zh: text(Lang::Zh, key, &values),
                en: text(Lang::En, key, &values),
                cells: Vec::new(),
                reason: reason(report, rule, &tie.name).filter(|_| state == "fails"),
            }
        })
        .collect()
}

fn reason(report: &Report, rule: &str, at: &str) -> Option<String> {
    let known =
        report.acknowledged.iter().find(|known| known.rule == rule && (known.at.is_empty() || known.at == at))?;
    Some(known.reason.clone())
}
