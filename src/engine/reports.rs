//! The annual reports of a site: their figures read and checked, and what each page shows of them.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json, to_value};

use crate::config::Level;
use crate::content::split;
use crate::diag::{Findings, Lang, Source};
use crate::render::ReportView;
use crate::report::{self, CheckInput, Registers, Report};
use crate::search::Section;
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

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_document.is_empty()
    }

    /// Holds every report against the registers.
    pub fn compare(&self, registers: &Registers, findings: &mut Findings) {
        for figures in self.by_document.values() {
            let source = Source { path: &figures.path, text: &figures.text };
            report::compare(&figures.report, source, registers, findings);
        }
    }

    /// The figures of a document.
    #[must_use]
    pub fn of(&self, document: usize) -> Option<&Figures> {
        self.by_document.get(&document)
    }

    /// BLAKE3 of all figures up to a document's year: what its page can depend on.
    #[must_use]
    pub fn hash(&self, document: usize) -> [u8; 32] {
        self.hash_until(self.of(document).map(|figures| figures.report.year))
    }

    fn hash_until(&self, year: Option<i16>) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new();
        let wanted = |figures: &&Figures| year.is_none_or(|year| figures.report.year <= year);
        for figures in self.by_document.values().filter(wanted) {
            hasher.update(figures.text.as_bytes());
            hasher.update(&[0]);
        }
        *hasher.finalize().as_bytes()
    }

    /// Holds a report against the law's arithmetic, the year before and its own narrative, which is
    /// `text` with the front matter's bytes blanked out.
    pub fn check(&self, site: &Site, document: usize, text: &str, findings: &mut Findings) {
        let Some(figures) = self.of(document) else { return };
        let page = &site.documents[document].page;
        let path = format!("content/{}", page.source);
        let narrative = without_front_matter(text);
        let input = CheckInput {
            report: &figures.report,
            title: &page.front.title,
            source: Source { path: &figures.path, text: &figures.text },
            previous: self.previous(figures.report.year),
            narrative: Source { path: &path, text: &narrative },
            level: site.config.body.level.name(),
            published: Some(page.front.published),
            today: site.today,
            due: site.config.report_due.unwrap_or(due(site.config.body.level)),
        };
        report::check(&input, findings);
    }

    /// What the page of a report shows.
    #[must_use]
    pub fn view(&self, document: usize, lang: Lang) -> Option<ReportView> {
        let report = &self.of(document)?.report;
        let tables = report::tables_after(report, self.previous(report.year));
        let notes = tables.iter().flat_map(|table| table.notes.clone()).collect();
        let identities = report::identities(report, self.previous(report.year));
        let lines = identities.into_iter().map(|line| {
            json!({
                "table": line.table,
                "rule": line.rule,
                "text": if lang == Lang::En { line.en } else { line.zh },
                "holds": match line.state { "holds" => Some(true), "fails" => Some(false), _ => None },
                "reason": line.reason,
                "cells": line.cells,
            })
        });
        Some(ReportView {
            year: report.year,
            edition: report.edition.id.clone(),
            identities: lines.collect(),
            tables: to_value(tables).unwrap_or_default(),
            notes,
            series: self.series(Some(report.year), lang),
            csv: Some(CSV.to_owned()),
            json: Some(JSON.to_owned()),
        })
    }

    /// The official tables as search sees them: every label and value, row by row.
    #[must_use]
    pub fn sections(&self, document: usize) -> Vec<Section> {
        let tables = self.of(document).map(|figures| report::tables(&figures.report)).unwrap_or_default();
        let section = |table: report::Table| {
            let rows = table.head.iter().chain(table.body.iter().flat_map(|group| &group.rows));
            let line =
                |row: &report::Row| row.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" ");
            let text = rows.map(line).collect::<Vec<_>>().join("\n");
            Section { anchor: table.id, heading: Vec::new(), label: table.caption, text }
        };
        tables.into_iter().map(section).collect()
    }

    /// What the page of all years shows; `None` when there is no report.
    #[must_use]
    pub fn all_years(&self, lang: Lang) -> Option<AllYears> {
        if self.by_document.is_empty() {
            return None;
        }
        let reports = self.until(None);
        let view = ReportView {
            series: self.series(None, lang),
            csv: Some(ALL_YEARS_CSV.to_owned()),
            json: Some(ALL_YEARS_JSON.to_owned()),
            ..ReportView::default()
        };
        let json = report::years_json(&reports).to_string() + "\n";
        Some(AllYears { view, csv: report::years_csv(&reports), json, hash: self.hash_until(None) })
    }

    /// The series of the reports up to a year, as templates want them.
    fn series(&self, until: Option<i16>, lang: Lang) -> Value {
        let one = |series: report::Series| {
            let zero = if lang == Lang::En { &series.zero_en } else { &series.zero_zh };
            let mut value = to_value(&series).unwrap_or_default();
            value["zero"] = json!(zero);
            value
        };
        report::series(&self.until(until)).into_iter().map(one).collect()
    }

    fn until(&self, year: Option<i16>) -> Vec<Report> {
        let reports = self.by_document.values().map(|figures| &figures.report);
        reports.filter(|report| year.is_none_or(|year| report.year <= year)).cloned().collect()
    }

    fn previous(&self, year: i16) -> Option<&Report> {
        let mut reports = self.by_document.values().map(|figures| &figures.report);
        reports.find(|report| report.year == year - 1)
    }
}

/// 条例第四十九条: 31 March for governments of counties and above, 31 January for their departments. It
/// sets no day for townships; 31 January is what county notices usually ask.
fn due(level: Level) -> (i8, i8) {
    match level {
        Level::County | Level::City | Level::Province => (3, 31),
        Level::Township | Level::CountyDepartment | Level::Ministry => (1, 31),
    }
}

/// The text with its front matter turned into blanks, so that places stay what they are.
fn without_front_matter(text: &str) -> String {
    let Some(parts) = split(text) else { return text.to_owned() };
    let head = text.bytes().take(parts.body.start).map(|byte| if byte == b'\n' { '\n' } else { ' ' });
    head.chain(text[parts.body].chars()).collect()
}

/// What the page of all years shows, and its data.
#[derive(Debug)]
pub struct AllYears {
    /// The series.
    pub view: ReportView,
    /// All cells of all years in long form.
    pub csv: String,
    /// The same as JSON.
    pub json: String,
    /// BLAKE3 of all figures.
    pub hash: [u8; 32],
}

/// The figures of all years, for spreadsheets.
pub const ALL_YEARS_CSV: &str = "annual-data.csv";
/// The figures of all years, for programs.
pub const ALL_YEARS_JSON: &str = "annual-data.json";

/// The figures beside a report's page, for spreadsheets.
pub const CSV: &str = "annual-report.csv";
/// The figures beside a report's page, for programs.
pub const JSON: &str = "annual-report.json";
