//! Reading reports as people have them: pasted text, a web page, DOCX, PDF with a text layer.
//!
//! Each format is turned into the same sequence of pieces (paragraphs and table rows); one place maps them
//! to sections and cells by their labels. What cannot be placed is listed: no word and no number is lost,
//! and none is made up.

mod assemble;
mod docx;
mod html;
mod labels;
mod lost;
mod markdown;
mod pdf;
mod piece;
mod place;
mod text;
#[cfg(test)]
mod tests;

use super::edition::Edition;
use super::model::Report;
use crate::diag::{Finding, Findings};

/// Largest file that is read, in bytes.
const MAX_BYTES: usize = 64 * 1024 * 1024;

/// A report read in.
#[derive(Debug)]
pub struct Import {
    /// `annual-report.toml`.
    pub toml: String,
    /// `annual-report.md`.
    pub markdown: String,
    /// What could not be placed, in the words of the source.
    pub unplaced: Vec<Unplaced>,
    /// What to look at.
    pub findings: Findings,
    /// The edition whose labels the source has.
    pub edition: &'static Edition,
    /// The report as read.
    pub report: Report,
}

/// Words or figures of the source that have no place in the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unplaced {
    /// The words.
    pub text: String,
    /// Where they stood: 表头 or the nearest row's label, or empty.
    pub near: String,
}

/// Reads a report; `name` is the file's name, by which findings call it. The format is told by the content.
/// A file that cannot be read at all gives an empty report and a finding.
#[must_use]
pub fn import(bytes: &[u8], name: &str) -> Import {
    let mut findings = Findings::new();
    let pieces = if bytes.len() > MAX_BYTES {
        findings.push(Finding::file("file-too-large", name).with("bytes", bytes.len()).with("limit", MAX_BYTES));
        Vec::new()
    } else {
        match pieces(bytes) {
            Ok(pieces) => pieces,
            Err(reason) => {
                findings.push(Finding::file("report-import-unreadable", name).with("reason", reason));
                Vec::new()
            }
        }
    };
    assemble::assemble(pieces, name, findings)
}

/// The pieces of a file of any of the four formats.
fn pieces(bytes: &[u8]) -> Result<Vec<piece::Piece>, String> {
    if bytes.starts_with(b"%PDF") {
        return pdf::pieces(bytes);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return docx::pieces(bytes);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err("这是旧版 .doc，请另存为 .docx / save the old .doc as .docx first".to_owned());
    }
    let text = decode(bytes);
    let start: String = text.chars().take(2000).collect::<String>().to_ascii_lowercase();
    let markup = ["<html", "<!doctype html", "<table", "<body", "<div", "<p>", "<p "].iter().any(|tag| start.contains(tag))
        || text.contains("</table>");
    Ok(if markup { html::pieces(&text) } else { text::pieces(&text) })
}

/// UTF-8, else GB 18030, which Chinese editors still write.
fn decode(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(_) => {
            let (encoding, skip) = encoding_rs::Encoding::for_bom(bytes).unwrap_or((encoding_rs::GB18030, 0));
            encoding.decode_without_bom_handling(bytes.get(skip..).unwrap_or_default()).0.into_owned()
        }
    }
}
