//! What the engine hands in for a page that has a text of its own.

use serde_json::Value;

use crate::markdown::Rendered;

/// The text of a page and what belongs to it.
#[derive(Debug, Clone, Copy)]
pub struct DocumentBody<'a> {
    /// The rendered Markdown, its links already made for this page.
    pub rendered: &'a Rendered,
    /// The files published beside the page.
    pub files: &'a [PublishedFile],
    /// The figures of an annual report.
    pub report: Option<&'a ReportView>,
}

/// A file published beside a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedFile {
    /// Path relative to the document's folder.
    pub name: String,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256, in hex.
    pub sha256: String,
}

/// An annual report's figures as its page shows them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReportView {
    /// Year of the report.
    pub year: i16,
    /// Edition of the form, e.g. `2019`.
    pub edition: String,
    /// The official tables: `report::tables`, serialised. Each has `number` (二, 三, 四) and stands
    /// after the narrative's section of that number.
    pub tables: Value,
    /// What the arithmetic shows: a list of `{table, rule, text, holds, reason}`, where `table` is a table's
    /// `id` or empty, and `holds` is true, false or null.
    pub identities: Value,
    /// Remarks on the original in words: mended page breaks, acknowledged contradictions.
    pub notes: Vec<String>,
    /// Charts and tables over the years: a list of `{id, title, measure, lines, rows, svg, zero}`.
    pub series: Value,
    /// Name of the CSV file beside the page.
    pub csv: Option<String>,
    /// Name of the JSON file beside the page.
    pub json: Option<String>,
}
