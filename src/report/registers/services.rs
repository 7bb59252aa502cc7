//! `data/services.csv`: what service centres received, settled at once and passed on, and its identities.

use super::csv::Table;
use crate::diag::{Finding, Findings, Source};

const YEAR: [&str; 2] = ["year", "年度"];
const UNIT: [&str; 2] = ["unit", "单位"];
const LEVEL: [&str; 2] = ["level", "层级"];
const RECEIVED: [&str; 3] = ["received", "受理", "接待受理"];
const SETTLED: [&str; 3] = ["settled", "办结", "当场办结"];
const FORWARDED: [&str; 3] = ["forwarded", "转办", "转办或上报"];

/// A unit's figures of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// Line of the register.
    pub line: usize,
    /// Report year.
    pub year: i16,
    /// Name of the unit.
    pub unit: String,
    /// Whether it is a village's (村级代办) and not the township's centre (乡为民服务中心).
    pub village: bool,
    /// Matters received.
    pub received: i64,
    /// Settled at once.
    pub settled: i64,
    /// Passed on or reported upwards.
    pub forwarded: i64,
}

/// Reads the register. A unit whose received is not settled plus forwarded is a finding.
pub fn read(source: Source<'_>, findings: &mut Findings) -> Vec<Service> {
    let table = Table::read(source, &[&YEAR, &UNIT, &LEVEL, &RECEIVED, &SETTLED, &FORWARDED], findings);
    let mut services = Vec::new();
    for record in &table.records {
        let count = |names: &[&str]| match table.field(record, names) {
            "" => Some(0),
            text => text.parse::<i64>().ok().filter(|count| (0..=999_999_999).contains(count)),
        };
        let level = table.field(record, &LEVEL);
        let village = level == "village" || level.starts_with('村');
        let year = table.field(record, &YEAR).trim_end_matches('年').parse::<i16>().ok();
        let (Some(year), Some(received), Some(settled), Some(forwarded)) =
            (year, count(&RECEIVED), count(&SETTLED), count(&FORWARDED))
        else {
            let finding = Finding::at("report-register-line", source, record.span.clone());
            findings.push(
                finding
                    .with("line", record.line)
                    .with("column", "year, received, settled, forwarded")
                    .with("value", ""),
            );
            continue;
        };
        if received != settled + forwarded {
            let finding =
                Finding::at("report-x13", source, record.span.clone()).with("name", table.field(record, &UNIT));
            let finding = finding.with("stated", received).with("computed", settled + forwarded);
            findings.push(finding.with("sum", format!("{settled}+{forwarded}")));
        }
        services.push(Service {
            line: record.line,
            year,
            unit: table.field(record, &UNIT).to_owned(),
            village,
            received,
            settled,
            forwarded,
        });
    }
    services
}

/// The value of a name that statements may use: `services.received`, `services.township_received`, ….
#[must_use]
pub fn value(services: &[Service], year: i16, name: &str) -> Option<i64> {
    let name = name.strip_prefix("services.")?;
    let (level, figure) = match name.split_once('_') {
        Some(("township", figure)) => (Some(false), figure),
        Some(("village", figure)) => (Some(true), figure),
        _ => (None, name),
    };
    let mut own =
        services.iter().filter(|one| one.year == year && level.is_none_or(|village| one.village == village)).peekable();
    own.peek()?;
    own.map(|one| match figure {
        "received" => Some(one.received),
        "settled" => Some(one.settled),
        "forwarded" => Some(one.forwarded),
        _ => None,
    })
    .sum()
}
