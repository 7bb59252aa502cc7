//! Judging a report: the law's arithmetic, cells, days, sections, and the narrative's claims.
//!
//! Rules X1–X13 and what belongs to them. It changes nothing and knows no site.

mod appeals;
mod arithmetic;
mod cells;
mod claims;
mod days;
mod sections;
mod statements;
mod subject;
mod sums;

use jiff::civil::Date;

use super::model::{Acknowledgement, Report};
use super::narrative::Compact;
use super::notes::printed_findings;
use crate::diag::{Finding, Findings, Severity, Source};

pub use statements::{Tie, ties};

/// What a check needs to know.
#[derive(Debug, Clone, Copy)]
pub struct CheckInput<'a> {
    /// The report.
    pub report: &'a Report,
    /// `annual-report.toml`, for the places of its cells.
    pub source: Source<'a>,
    /// The report of the year before, if there is one.
    pub previous: Option<&'a Report>,
    /// `annual-report.md`.
    pub narrative: Source<'a>,
    /// The title of the report's page, whose front matter the narrative may lack; empty means none.
    pub title: &'a str,
    /// township, county, county-department, city, province or ministry.
    pub level: &'a str,
    /// The day it was published, if it was.
    pub published: Option<Date>,
    /// The day of the check.
    pub today: Date,
    /// Month and day of the following year by which it is due.
    pub due: (i8, i8),
}

/// A finding together with what exactly it is about, for acknowledgements.
pub(super) struct Issue {
    finding: Finding,
    subject: String,
}

/// What all rules see.
struct Context<'a> {
    input: &'a CheckInput<'a>,
    narrative: Compact,
}

impl Context<'_> {
    /// A finding about a cell.
    fn at_cell(&self, code: &'static str, at: usize) -> Finding {
        let span = self.input.report.cells.get(at).map(|cell| cell.span.clone()).unwrap_or_default();
        Finding::at(code, self.input.source, span)
    }

    /// A finding about some words of the narrative.
    fn at_words(&self, code: &'static str, range: std::ops::Range<usize>) -> Finding {
        Finding::at(code, self.input.narrative, self.narrative.span(range))
    }
}

/// Checks a report and adds what is wrong. A contradiction that the file acknowledges with a reason
/// becomes a note; an acknowledgement of nothing is itself a finding.
pub fn check(input: &CheckInput<'_>, findings: &mut Findings) {
    let context = Context { input, narrative: Compact::new(input.narrative.text) };
    let mut issues = Vec::new();
    arithmetic::check(&context, &mut issues);
    appeals::check(&context, &mut issues);
    cells::check(&context, &mut issues);
    days::check(&context, &mut issues);
    sections::check(&context, &mut issues);
    statements::check(&context, &mut issues);
    claims::check(&context, &mut issues);
    sums::check(&context, &mut issues);
    let report = input.report;
    issues.extend(
        printed_findings(report, input.source).into_iter().map(|finding| Issue { finding, subject: String::new() }),
    );
    for unused in report.acknowledged.iter().filter(|known| !issues.iter().any(|issue| covers(known, issue))) {
        let finding = Finding::at("report-acknowledgement-unused", input.source, unused.span.clone());
        findings.push(finding.with("rule", &unused.rule).with("at", &unused.at));
    }
    for issue in issues {
        let known = report.acknowledged.iter().any(|known| covers(known, &issue));
        findings.push(if known { issue.finding.severity(Severity::Note) } else { issue.finding });
    }
}

fn covers(known: &Acknowledgement, issue: &Issue) -> bool {
    known.rule == issue.finding.code && (known.at.is_empty() || known.at == issue.subject)
}
