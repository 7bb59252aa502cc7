//! The annual reports of a site: their figures read and checked, and what each page shows of them.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::to_value;

use crate::diag::{Findings, Source};
use crate::render::ReportView;
use crate::report::{self, Report};
use crate::site::Site;
use crate::sys::files::{self, MAX_TEXT};

/// An annual report of the site.
#[derive(Debug)]
pub struct Figures {
    /// Path of the figures relative to the site's root.
    pub path: String,
    /// The text of the file.
    pub text: String,
    /// What it says.
    pub report: Report,
}

/// All annual reports, by document.
#[derive(Debug, Default)]
pub struct Reports {
    by_document: BTreeMap<usize, Figures>,
}

impl Reports {
    /// Reads the figures of all documents that have some.
    #[must_use]
    pub fn read(content: &Path, site: &Site, findings: &mut Findings) -> Self {
        let mut by_document = BTreeMap::new();
        for (number, document) in site.documents.iter().enumerate() {
            let Some(name) = &document.page.figures else { continue };
            let path = format!("content/{name}");
            match files::read_text(&content.join(name), &path, MAX_TEXT) {
                Ok(text) => {
                    let report = report::read(Source { path: &path, text: &text }, findings);
                    by_document.insert(number, Figures { path, text, report });
                }
                Err(finding) => findings.push(finding),
            }
        }
        Self { by_document }
    }

    /// The figures of a document.
    #[must_use]
    pub fn of(&self, document: usize) -> Option<&Figures> {
        self.by_document.get(&document)
    }

    /// BLAKE3 of all figures up to a document's year: what its page can depend on.
    #[must_use]
    pub fn hash(&self, document: usize) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new();
        let year = self.of(document).map(|figures| figures.report.year);
        for figures in self.by_document.values().filter(|figures| Some(figures.report.year) <= year) {
            hasher.update(figures.text.as_bytes());
            hasher.update(&[0]);
        }
        *hasher.finalize().as_bytes()
    }

    /// What the page of a report shows.
    #[must_use]
    pub fn view(&self, document: usize) -> Option<ReportView> {
        let report = &self.of(document)?.report;
        let tables = report::tables(report);
        let notes = tables.iter().flat_map(|table| table.notes.clone()).collect();
        Some(ReportView {
            year: report.year,
            edition: report.edition.id.clone(),
            tables: to_value(tables).unwrap_or_default(),
            notes,
            csv: Some(CSV.to_owned()),
            json: Some(JSON.to_owned()),
            ..ReportView::default()
        })
    }
}

/// The figures beside a report's page, for spreadsheets.
pub const CSV: &str = "annual-report.csv";
/// The figures beside a report's page, for programs.
pub const JSON: &str = "annual-report.json";
