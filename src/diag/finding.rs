//! A finding: one thing that is wrong (or worth knowing), as plain data.

use std::collections::BTreeMap;
use std::ops::Range;

use super::catalogue::{Lang, entry, fill};
use super::source::{Place, Source};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is published while it stands.
    Error,
    /// Published, but somebody should look at it.
    Warning,
    /// A suggestion.
    Note,
}

impl Severity {
    /// The name used in JSON output: `error`, `warning` or `note`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// One finding. Its words are looked up in the catalogue by `code`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Where it stands.
    pub place: Place,
    /// Stable code, a key of the catalogue.
    pub code: &'static str,
    /// How much it weighs; the catalogue's unless lowered by an acknowledgement.
    pub severity: Severity,
    /// Values for the `{placeholders}` of the message.
    pub values: BTreeMap<&'static str, String>,
    /// The front-matter key it is about, while `place` is still the whole file: whoever can read the
    /// file looks the line up before the finding is shown.
    pub about: Option<&'static str>,
}

impl Finding {
    /// A finding with this code at this place, with the severity the catalogue gives it.
    #[must_use]
    pub fn new(code: &'static str, place: Place) -> Self {
        Self { place, code, severity: entry(code).severity, values: BTreeMap::new(), about: None }
    }

    /// A finding about a part of a text.
    #[must_use]
    pub fn at(code: &'static str, source: Source<'_>, span: Range<usize>) -> Self {
        Self::new(code, source.place(span))
    }

    /// A finding about a whole file.
    #[must_use]
    pub fn file(code: &'static str, path: &str) -> Self {
        Self::new(code, Place::file(path))
    }

    /// Says which front-matter key the finding is about.
    #[must_use]
    pub fn about(mut self, key: &'static str) -> Self {
        self.about = Some(key);
        self
    }

    /// Adds a value for a placeholder of the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.values.insert(name, value.to_string());
        self
    }

    /// The same finding with another severity.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// What is wrong, in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        fill(entry(self.code).message(lang), &self.values)
    }

    /// What to write instead; empty when the catalogue gives none.
    #[must_use]
    pub fn help(&self, lang: Lang) -> String {
        fill(entry(self.code).help(lang), &self.values)
    }

    /// The rule it rests on (title and 文号); empty where none applies.
    #[must_use]
    pub fn rule(&self) -> &'static str {
        entry(self.code).rule()
    }
}

/// All findings of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// No findings yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, finding: Finding) {
        self.0.push(finding);
    }

    /// Adds all of another run's.
    pub fn extend(&mut self, other: impl IntoIterator<Item = Finding>) {
        self.0.extend(other);
    }

    /// Whether one of them forbids publishing.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many have this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|finding| finding.severity == severity).count()
    }

    /// In the order people read them: by file, line, column, code; the same finding only once.
    pub fn sort(&mut self) {
        self.0.sort();
        self.0.dedup();
    }

    /// Completes every finding in turn.
    pub fn complete(&mut self, complete: impl FnMut(&mut Finding)) {
        self.0.iter_mut().for_each(complete);
    }

    /// The findings in their present order.
    pub fn iter(&self) -> std::slice::Iter<'_, Finding> {
        self.0.iter()
    }
}

impl IntoIterator for Findings {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Findings {
    type Item = &'a Finding;
    type IntoIter = std::slice::Iter<'a, Finding>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
