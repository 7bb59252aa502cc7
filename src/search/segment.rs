//! An index open for reading: records in memory, lists and texts on disk.

use super::builder::{FORMAT, IndexSummary, META, RECORDS, TEXT};
use super::dictionary::Dictionary;
use super::disk::{self, Reader};
use super::error::SearchError;
use super::gazetteer::{self, Gazetteer};
use super::record::{self, Record, SectionName, StoredSection};
use super::weights;
use crate::text::fold;
use std::collections::HashMap;
use std::path::Path;

/// The open index.
pub struct Segment {
    /// Records by document number.
    pub records: Vec<Record>,
    /// Places of the site.
    pub gazetteer: Gazetteer,
    /// By document: the other documents of the same title, newest first, when there are any.
    pub versions: HashMap<u32, std::sync::Arc<Vec<u32>>>,
    /// By document: what its length does to the saturation of a frequency.
    pub norms: Vec<f32>,
    dictionary: Dictionary,
    text: Reader,
}

impl Segment {
    /// Opens the index in `folder`.
    pub fn open(folder: &Path) -> Result<Self, SearchError> {
        let summary: IndexSummary =
            serde_json::from_slice(&disk::read(&folder.join(META))?).map_err(|_| SearchError::Unusable("its description cannot be read"))?;
        if summary.format != FORMAT {
            return Err(SearchError::Unusable("it was written by another version"));
        }
        let bytes = disk::read(&folder.join(RECORDS))?;
        let mut bytes = bytes.as_slice();
        let records = (0..summary.documents).map(|_| Record::read(&mut bytes)).collect::<Option<Vec<_>>>();
        let records = records.ok_or(SearchError::Unusable("a record is damaged"))?;
        let total: u64 = records.iter().map(|record| u64::from(record.length)).sum();
        let average = (total as f64 / records.len().max(1) as f64).max(1.0) as f32;
        let norm = |record: &Record| weights::SATURATION * (1.0 - weights::LENGTH + weights::LENGTH * record.length as f32 / average);
        Ok(Self {
            norms: records.iter().map(norm).collect(),
            gazetteer: learn(&records),
            versions: versions(&records),
            records,
            dictionary: Dictionary::open(folder)?,
            text: Reader::open(&folder.join(TEXT))?,
        })
    }

    /// Reads the posting list of a term; false when no document holds it.
    pub fn list(&self, term: crate::text::analyser::Term, list: &mut Vec<u8>) -> Result<bool, SearchError> {
        self.dictionary.list(term, list)
    }

    /// Path of a document; empty when there is none.
    pub fn path(&self, document: u32) -> &str {
        self.records.get(document as usize).map_or("", |record| &record.path)
    }

    /// Number of documents.
    pub fn count(&self) -> u32 {
        self.records.len() as u32
    }

    /// Sections and text (UTF-16 little-endian, into `text`) of a document.
    pub fn text(&self, document: u32, text: &mut Vec<u8>) -> Result<Vec<StoredSection>, SearchError> {
        let Some(record) = self.records.get(document as usize) else { return Ok(Vec::new()) };
        let table_size = record.table_size as usize;
        self.text.read_at(record.text_offset, table_size + record.text_size as usize, text)?;
        let sections = text.get(..table_size).and_then(record::read_table).ok_or(SearchError::Unusable("a section table is damaged"))?;
        text.drain(..table_size);
        Ok(sections)
    }

    /// Names of a document's sections.
    pub fn names(&self, document: u32) -> Result<Vec<SectionName>, SearchError> {
        let Some(record) = self.records.get(document as usize) else { return Ok(Vec::new()) };
        let mut bytes = Vec::new();
        let offset = record.text_offset + u64::from(record.table_size) + u64::from(record.text_size);
        self.text.read_at(offset, record.names_size as usize, &mut bytes)?;
        Ok(record::read_names(&bytes))
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

fn versions(records: &[Record]) -> HashMap<u32, std::sync::Arc<Vec<u32>>> {
    let mut by_title: HashMap<String, Vec<u32>> = HashMap::new();
    for (number, record) in records.iter().enumerate() {
        by_title.entry(fold::fold_text(&record.title)).or_default().push(number as u32);
    }
    let mut versions = HashMap::new();
    for (_, mut group) in by_title.into_iter().filter(|(_, group)| group.len() > 1) {
        let key = |number: &u32| records.get(*number as usize).map(|record| (std::cmp::Reverse(&record.date), &record.path));
        group.sort_by(|a, b| key(a).cmp(&key(b)));
        let shared = std::sync::Arc::new(group);
        for number in shared.iter() {
            versions.insert(*number, shared.clone());
        }
    }
    versions
}
