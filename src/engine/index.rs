//! The search index of a release: made from the same texts as its pages, kept under an id that says
//! what is in it, so that the same content has the same index.

use std::path::{Path, PathBuf};

use super::reports::Reports;
use crate::diag::{Finding, Outcome};
use crate::markdown::Rendered;
use crate::search::{IndexBuilder, IndexOptions, SearchDocument, Section};
use crate::site::{Document, Site};
use crate::sys::{environment, files};

/// Where the index of this id lies.
#[must_use]
pub fn folder(state: &Path, id: &str) -> PathBuf {
    state.join("search").join(id)
}

/// Id of the index of a site: BLAKE3 of everything that goes into it, in hex, shortened.
#[must_use]
pub fn id(site: &Site, reports: &Reports) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(environment::program_hash());
    for (number, document) in site.documents.iter().enumerate() {
        if reports.of(number).is_some() {
            hasher.update(&reports.hash(number));
        }
        let category = &site.config.categories[document.category].id;
        for part in [&document.page.source, &document.url, category, document.validity.status.name()] {
            hasher.update(part.as_bytes()).update(&[0]);
        }
        hasher.update(&document.page.hash);
    }
    hasher.finalize().to_hex().chars().take(32).collect()
}

/// An index that is being made.
pub struct Index {
    builder: IndexBuilder,
    making: PathBuf,
    done: PathBuf,
}

impl Index {
    /// Begins the index of this id, unless it is there already.
    ///
    /// # Errors
    /// Disk full, no permission.
    pub fn begin(state: &Path, id: &str) -> Outcome<Option<Self>> {
        let done = folder(state, id);
        if files::is_dir(&done) {
            return Ok(None);
        }
        let making = folder(state, &format!("{id}.making"));
        files::remove(&making)?;
        files::create_dirs(&making)?;
        let builder =
            IndexBuilder::create(&making, IndexOptions::default()).map_err(|error| failure(&making, &error))?;
        Ok(Some(Self { builder, making, done }))
    }

    /// Adds a document; from any thread.
    ///
    /// # Errors
    /// Disk full.
    pub fn add(&self, document: &Document, site: &Site, rendered: &Rendered, tables: &[Section]) -> Outcome<()> {
        let mut document = to_search(document, site, rendered);
        document.sections.extend_from_slice(tables);
        self.builder.add(&document).map_err(|error| failure(&self.making, &error))
    }

    /// Completes the index and gives it its final name.
    ///
    /// # Errors
    /// Disk full.
    pub fn finish(self) -> Outcome<()> {
        self.builder.finish().map_err(|error| failure(&self.making, &error))?;
        files::rename(&self.making, &self.done)
    }
}

/// Removes the indexes that no release needs.
///
/// # Errors
/// No permission.
pub fn prune(state: &Path, needed: &[Option<&str>]) -> Outcome<()> {
    for name in files::names(&state.join("search")) {
        if !needed.contains(&Some(name.as_str())) {
            files::remove(&folder(state, &name))?;
        }
    }
    Ok(())
}

/// What search knows of a document.
#[must_use]
pub fn to_search(document: &Document, site: &Site, rendered: &Rendered) -> SearchDocument {
    let front = &document.page.front;
    SearchDocument {
        path: document.page.source.clone(),
        url: document.url.clone(),
        title: front.title.clone(),
        number: front.number.clone(),
        issuer: front.issuer.clone(),
        date: front.date.to_string(),
        year: document.year,
        category: site.config.categories[document.category].id.clone(),
        kind: front.kind.map(|kind| kind.name().to_owned()),
        status: document.validity.status.name().to_owned(),
        effective: front.effective.map(|date| date.to_string()),
        expires: front.expires.map(|date| date.to_string()),
        keywords: front.keywords.clone(),
        sections: rendered
            .sections
            .iter()
            .map(|section| Section {
                anchor: section.anchor.clone(),
                heading: section.path.clone(),
                label: section.label.clone(),
                text: section.text.clone(),
            })
            .collect(),
        attachments: Vec::new(),
    }
}

fn failure(folder: &Path, error: &dyn std::fmt::Display) -> crate::diag::Failure {
    Finding::file("index-write", &folder.display().to_string()).with("reason", error).into()
}
