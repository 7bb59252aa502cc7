//! Registers that produce figures: requests, service centres, and the published documents themselves.
//!
//! A register holds facts, never persons: dates, kinds and outcomes. From it come candidates for the form's
//! cells, each with the lines it counts.

mod compare;
mod csv;
mod documents;
mod draft;
mod requests;
mod services;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::edition::Edition;
use crate::diag::{Findings, Source};

pub use compare::compare;
pub use documents::DocumentFact;
pub use draft::draft;
pub use requests::Request;
pub use services::Service;

/// Everything that figures can be made from.
#[derive(Debug, Clone, Default)]
pub struct Registers {
    /// 依申请公开 requests, one a line of `data/requests.csv`.
    pub requests: Vec<Request>,
    /// Service-centre figures, one unit and year a line of `data/services.csv`.
    pub services: Vec<Service>,
    /// The documents that the portal publishes.
    pub documents: Vec<DocumentFact>,
}

impl Registers {
    /// Reads `data/requests.csv`; `None` leaves the register empty.
    #[must_use]
    pub fn with_requests(mut self, source: Source<'_>, findings: &mut Findings) -> Self {
        self.requests = requests::read(source, findings);
        self
    }

    /// Reads `data/services.csv`.
    #[must_use]
    pub fn with_services(mut self, source: Source<'_>, findings: &mut Findings) -> Self {
        self.services = services::read(source, findings);
        self
    }
}

/// What a register says about one cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Candidate {
    /// The count.
    pub value: i64,
    /// What it counts: lines of the register, or paths of documents.
    pub counts: Vec<String>,
}

/// The candidates for a year's cells, by their position in the edition's slots. Only cells that a register
/// speaks about are there.
#[must_use]
pub fn candidates(registers: &Registers, edition: &'static Edition, year: i16) -> BTreeMap<usize, Candidate> {
    let mut all = requests::candidates(&registers.requests, edition, year);
    all.extend(documents::candidates(&registers.documents, edition, year));
    all
}

/// First and last day of a year.
fn bounds(year: i16) -> Option<(Date, Date)> {
    Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
}
