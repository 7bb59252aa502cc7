//! The registers of a portal: `data/requests.csv`, `data/services.csv` and the documents themselves, from
//! which the figures of annual reports can be counted. Never published.

use std::path::Path;

use crate::diag::{Findings, Source};
use crate::report::{DocumentFact, Registers};
use crate::site::{Document, Site, Status};
use crate::sys::files::{self, MAX_TEXT};

/// Reads the registers below `root` and adds the site's normative documents.
#[must_use]
pub fn read(root: &Path, site: &Site, findings: &mut Findings) -> Registers {
    let mut registers = Registers::default();
    if let Some((path, text)) = optional(root, "data/requests.csv", findings) {
        registers = registers.with_requests(Source { path: &path, text: &text }, findings);
    }
    if let Some((path, text)) = optional(root, "data/services.csv", findings) {
        registers = registers.with_services(Source { path: &path, text: &text }, findings);
    }
    // Sample documents are not the body's and never count.
    let counted = site.documents.iter().filter(|document| document.page.front.normative && !document.page.front.sample);
    registers.documents = counted.map(fact).collect();
    registers
}

fn optional(root: &Path, name: &str, findings: &mut Findings) -> Option<(String, String)> {
    let path = root.join(name);
    if !files::exists(&path) {
        return None;
    }
    match files::read_text(&path, name, MAX_TEXT) {
        Ok(text) => Some((name.to_owned(), text)),
        Err(finding) => {
            findings.push(finding);
            None
        }
    }
}

fn fact(document: &Document) -> DocumentFact {
    let front = &document.page.front;
    let repealed = document.validity.since.filter(|_| document.validity.status == Status::Repealed);
    DocumentFact {
        path: document.page.source.clone(),
        row: "normative_documents",
        formed: front.date,
        published: front.published,
        repealed,
        expires: front.expires,
    }
}

/// Whether there is anything that figures could be held against.
#[must_use]
pub fn any(registers: &Registers) -> bool {
    !registers.requests.is_empty() || !registers.services.is_empty() || !registers.documents.is_empty()
}
