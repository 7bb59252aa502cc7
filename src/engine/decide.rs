//! What has to be made anew: every output has a fingerprint of all it depends on, and one that is
//! published under the same fingerprint is taken over.

use std::collections::{BTreeMap, BTreeSet};

use super::cache::{Cache, Fingerprint};
use super::manifest::{Entry, Manifest};
use crate::render::{Job, Page};

/// The outputs that are made together: those of one document, or a single page.
#[derive(Debug)]
pub struct Unit {
    /// The document, if it is one's.
    pub document: Option<usize>,
    /// Its outputs.
    pub jobs: Vec<Job>,
}

/// Groups jobs into units: documents by number, then the other pages in their order.
#[must_use]
pub fn units(jobs: Vec<Job>) -> Vec<Unit> {
    let mut documents: BTreeMap<usize, Vec<Job>> = BTreeMap::new();
    let mut pages = Vec::new();
    for job in jobs {
        match job.page {
            Page::Document(number) | Page::DocumentJson(number) => documents.entry(number).or_default().push(job),
            _ => pages.push(Unit { document: None, jobs: vec![job] }),
        }
    }
    let mut units: Vec<Unit> =
        documents.into_iter().map(|(number, jobs)| Unit { document: Some(number), jobs }).collect();
    units.append(&mut pages);
    units
}

/// What the last release offers to be taken over.
#[derive(Debug)]
pub struct Last<'a> {
    /// Its manifest.
    pub manifest: &'a Manifest,
    /// What is remembered of it.
    pub cache: &'a Cache,
    /// Files of it that are missing or damaged.
    pub damaged: &'a BTreeSet<String>,
}

impl Last<'_> {
    /// The published file, when it was made from exactly this.
    #[must_use]
    pub fn same(&self, path: &str, fingerprint: &Fingerprint) -> Option<Entry> {
        let known = self.cache.outputs.get(path) == Some(fingerprint) && !self.damaged.contains(path);
        if known { self.manifest.files.get(path).copied() } else { None }
    }
}
