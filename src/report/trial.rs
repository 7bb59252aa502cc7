//! Trying the form's arithmetic on a report: which identities hold, which do not, which cannot be known.
//!
//! Results only; findings are made of them in [`super::check`], sentences for readers in [`super::identities`].

use std::collections::BTreeSet;

use super::edition::{Edition, Over, RuleForm, Slot};
use super::formula::{Amount, Formula, Relation};
use super::model::Report;
use super::number::plain;
use super::value::CellValue;

/// One identity tried in one row or column.
#[derive(Debug, Clone)]
pub struct Trial {
    /// The rule.
    pub rule: &'static RuleForm,
    /// The row (or, for rules over columns, the column) it was tried in: the last part of `at`.
    pub place: &'static str,
    /// Address of that row or column: `requests.new` or `requests.person`.
    pub at: String,
    /// Label of that row or column.
    pub label: String,
    /// Whether it holds; `None` when a cell has no number.
    pub holds: Option<bool>,
    /// The left side's value.
    pub left: String,
    /// The right side's value.
    pub right: String,
    /// The whole identity with its numbers, e.g. `12+3=14+1`.
    pub sum: String,
    /// The identity with its labels.
    pub formula: String,
    /// Positions of the cells of this report that take part.
    pub cells: Vec<usize>,
}

/// Tries every rule of the edition. Rules across years need `previous`, of the same edition where the
/// two editions do not share the cells.
#[must_use]
pub fn trials(report: &Report, previous: Option<&Report>) -> Vec<Trial> {
    let previous = previous.filter(|before| before.year + 1 == report.year);
    let mut trials = Vec::new();
    for rule in &report.edition.rules {
        let Some(formula) = Formula::parse(&rule.formula) else { continue };
        let across = formula.names().any(|name| name.starts_with("before."));
        if across && previous.is_none() {
            continue;
        }
        for (place, label) in places(report.edition, rule) {
            if let Some(trial) = (Attempt { report, previous, rule, formula: &formula, place, label }).run() {
                trials.push(trial);
            }
        }
    }
    trials
}

/// Positions of the cells that take part in an identity which does not hold.
#[must_use]
pub fn failing_cells(report: &Report, previous: Option<&Report>) -> BTreeSet<usize> {
    trials(report, previous)
        .into_iter()
        .filter(|trial| trial.holds == Some(false))
        .flat_map(|trial| trial.cells)
        .collect()
}

/// The rows or columns in which a rule holds, with their labels.
fn places(edition: &'static Edition, rule: &RuleForm) -> Vec<(&'static str, String)> {
    let mut places: Vec<(&str, String)> = Vec::new();
    for slot in edition.slots.iter().filter(|slot| slot.table == rule.table) {
        let (place, label) = match rule.over {
            Over::Columns => (slot.column.as_str(), column_label(slot)),
            Over::Rows => (slot.row.as_str(), row_label(slot)),
        };
        let wanted = rule.only.is_empty() || rule.only.iter().any(|only| only == place);
        if wanted && !places.iter().any(|(known, _)| *known == place) {
            places.push((place, label));
        }
    }
    places
}

/// The column's own label, without the heads above it.
#[must_use]
pub fn column_label(slot: &Slot) -> String {
    slot.column_labels.last().cloned().unwrap_or_default()
}

/// The row's labels, joined.
#[must_use]
pub fn row_label(slot: &Slot) -> String {
    slot.row_labels.join(" ")
}

struct Attempt<'a> {
    report: &'a Report,
    previous: Option<&'a Report>,
    rule: &'static RuleForm,
    formula: &'a Formula,
    place: &'static str,
    label: String,
}

impl Attempt<'_> {
    fn run(self) -> Option<Trial> {
        let lookup = |name: &str| self.number(name);
        let (left, right) = (self.formula.left.value(&lookup), self.formula.right.value(&lookup));
        let holds = match (left, right) {
            (Some(Amount::Sum(left)), Some(Amount::Sum(right))) => Some(match self.formula.relation {
                Relation::Equal => left == right,
                Relation::AtMost => left <= right,
            }),
            _ => None,
        };
        // every name must be a cell of the two forms, else the rule does not apply here
        if !self.formula.names().all(|name| self.exists(name)) {
            return None;
        }
        let write = |amount: Option<Amount>| match amount {
            Some(Amount::Sum(sum)) => plain(sum),
            _ => "?".to_owned(),
        };
        let sign = if self.formula.relation == Relation::Equal { "=" } else { "≤" };
        let numbers = |side: &super::formula::Side| side.with_numbers(&lookup);
        Some(Trial {
            rule: self.rule,
            place: self.place,
            at: format!("{}.{}", self.rule.table, self.place),
            holds,
            left: write(left),
            right: write(right),
            sum: format!("{}{sign}{}", numbers(&self.formula.left), numbers(&self.formula.right)),
            formula: self.words(),
            cells: self.cells(),
            label: self.label,
        })
    }

    fn slot(&self, report: &Report, name: &str) -> Option<usize> {
        match self.rule.over {
            Over::Columns => report.edition.slot(&self.rule.table, name, self.place),
            Over::Rows => report.edition.slot(&self.rule.table, self.place, name),
        }
    }

    fn value(&self, name: &str) -> Option<&CellValue> {
        let (before, name) = address(name);
        let report = if before { self.previous? } else { self.report };
        report.cells.get(self.slot(report, name)?).map(|cell| &cell.value)
    }

    fn exists(&self, name: &str) -> bool {
        self.value(name).is_some()
    }

    fn number(&self, name: &str) -> Option<i128> {
        let value = self.value(name)?;
        let number = if name.ends_with("change") { value.change() } else { value.number() };
        number.map(super::number::Number::millionths)
    }

    fn cells(&self) -> Vec<usize> {
        let own = self.formula.names().filter(|name| !address(name).0);
        own.filter_map(|name| self.slot(self.report, name)).collect()
    }

    /// The rule in the form's own words.
    fn words(&self) -> String {
        let side = |side: &super::formula::Side| {
            let mut out = String::new();
            for term in &side.terms {
                let plus = if out.is_empty() { "" } else { " + " };
                out.push_str(if term.minus { " - " } else { plus });
                out.push_str(&self.name(&term.name));
            }
            out
        };
        let sign = if self.formula.relation == Relation::Equal { "=" } else { "≤" };
        format!("{} {sign} {}", side(&self.formula.left), side(&self.formula.right))
    }

    fn name(&self, name: &str) -> String {
        let (before, name) = address(name);
        let slot = self.slot(self.report, name).and_then(|at| self.report.edition.slots.get(at));
        let label = slot.map_or_else(
            || name.to_owned(),
            |slot| match self.rule.over {
                Over::Columns => short(slot.row_labels.last().map_or("", String::as_str)),
                Over::Rows => column_label(slot),
            },
        );
        if before { format!("上年{label}") } else { label }
    }
}

/// Whether a name is of the year before, and the name.
fn address(name: &str) -> (bool, &str) {
    name.strip_prefix("before.").map_or((false, name), |rest| (true, rest))
}

/// A row label without its number and its bracketed remark.
fn short(label: &str) -> String {
    let label = label.split_once('（').filter(|(head, _)| !head.is_empty()).map_or(label, |(head, _)| head);
    label.to_owned()
}
