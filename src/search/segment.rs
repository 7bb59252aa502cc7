//! An index open for searching: records and what is learnt from them in memory, lists and texts in the store.

use super::columns::Columns;
use super::error::SearchError;
use super::gazetteer::{self, Gazetteer};
use super::record::{self, Record, SectionName, StoredSection};
use super::store::{List, Store};
use super::weights;
use crate::text::analyser::Term;
use crate::text::fold;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

/// The open index.
pub struct Segment {
    /// Records by document number.
    pub records: Vec<Record>,
    /// Values to filter and count by.
    pub columns: Columns,
    /// Places of the site.
    pub gazetteer: Gazetteer,
    /// By document: the other documents of the same title, newest first, when there are any.
    pub versions: HashMap<u32, Arc<Vec<u32>>>,
    /// By document: what its length does to the saturation of a frequency.
    pub norms: Vec<f32>,
    store: Store,
}

impl Segment {
    /// Opens the index in `folder`.
    pub fn open(folder: &Path) -> Result<Self, SearchError> {
        let (store, records) = Store::open(folder)?;
        let total: u64 = records.iter().map(|record| u64::from(record.length)).sum();
        let average = (total as f64 / records.len().max(1) as f64).max(1.0) as f32;
        let norm = |record: &Record| {
            weights::SATURATION * (1.0 - weights::LENGTH + weights::LENGTH * record.length as f32 / average)
        };
        Ok(Self {
            norms: records.iter().map(norm).collect(),
            columns: Columns::new(&records),
            gazetteer: learn(&records),
            versions: versions(&records),
            records,
            store,
        })
    }

    /// Which documents hold a term.
    pub fn list(&self, term: Term) -> Result<List<'_>, SearchError> {
        self.store.list(term)
    }

    /// Path of a document; empty when there is none.
    pub fn path(&self, document: u32) -> &str {
        self.records.get(document as usize).map_or("", |record| &record.path)
    }

    /// Title of a document; empty when there is none.
    pub fn title(&self, document: u32) -> &str {
        self.records.get(document as usize).map_or("", |record| &record.full_title)
    }

    /// Number of documents.
    pub fn count(&self) -> u32 {
        self.records.len() as u32
    }

    /// Sections and text (UTF-16 little-endian, into `text`) of a document.
    pub fn text(&self, document: u32, text: &mut Vec<u8>) -> Result<Vec<StoredSection>, SearchError> {
        text.clear();
        let Some(record) = self.records.get(document as usize) else { return Ok(Vec::new()) };
        let (table_size, text_size) = (record.table_size as usize, record.text_size as usize);
        let sections = self.store.stored(document, record.stored_size(), |bytes| {
            text.extend_from_slice(bytes.get(table_size..table_size + text_size)?);
            record::read_table(bytes.get(..table_size)?)
        })?;
        sections.ok_or(SearchError::Unusable("a section table is damaged"))
    }

    /// Names of a document's sections.
    pub fn names(&self, document: u32) -> Result<Vec<SectionName>, SearchError> {
        let Some(record) = self.records.get(document as usize) else { return Ok(Vec::new()) };
        self.store.stored(document, record.names_size as usize, record::read_names)
    }
}

fn learn(records: &[Record]) -> Gazetteer {
    let mut gazetteer = Gazetteer::default();
    for text in records.iter().flat_map(|record| [&record.title, &record.issuer]) {
        let characters: Vec<char> = fold::fold_text(text).chars().collect();
        if let Some((place, _)) = gazetteer::leading(&characters) {
            gazetteer.learn(&place);
        }
    }
    gazetteer
}

fn versions(records: &[Record]) -> HashMap<u32, Arc<Vec<u32>>> {
    let mut by_title: HashMap<String, Vec<u32>> = HashMap::new();
    for (number, record) in records.iter().enumerate() {
        by_title.entry(fold::fold_text(&record.title)).or_default().push(number as u32);
    }
    let record = |number: &u32| records.get(*number as usize);
    let mut versions = HashMap::new();
    for mut group in by_title.into_values().filter(|group| group.len() > 1) {
        group.sort_by_key(|number| record(number).map(|record| &record.path));
        for (index, number) in
            group.iter().enumerate().filter(|(_, number)| !versions.contains_key(*number)).collect::<Vec<_>>()
        {
            let same = |other: &u32| record(number).zip(record(other)).is_some_and(|(a, b)| a.is_version_of(b));
            let rest = group.get(index + 1..).unwrap_or_default();
            let mut members: Vec<u32> =
                rest.iter().filter(|other| !versions.contains_key(*other) && same(other)).copied().collect();
            if members.is_empty() {
                continue;
            }
            members.push(*number);
            members.sort_by_key(|number| record(number).map(|record| (Reverse(&record.date), &record.path)));
            let shared = Arc::new(members);
            shared.iter().for_each(|number| drop(versions.insert(*number, shared.clone())));
        }
    }
    versions
}
