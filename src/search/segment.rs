//! An index open for reading: records in memory, lists and texts on disk.

use super::builder::{FORMAT, IndexSummary, META, RECORDS, TEXT};
use super::columns::Columns;
use super::dictionary::Dictionary;
use super::disk::{self, Reader};
use super::error::SearchError;
use super::gazetteer::{self, Gazetteer};
use super::record::{self, Record, SectionName, StoredSection};
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
            columns: Columns::new(&records),
            gazetteer: learn(&records),
            versions: versions(&records),
            records,
            dictionary: Dictionary::open(folder)?,
            text: Reader::open(&folder.join(TEXT))?,
        })
    }

    /// Reads the posting list of a term and returns how many documents hold it.
    pub fn list(&self, term: Term, list: &mut Vec<u8>) -> Result<u32, SearchError> {
        self.dictionary.list(term, list)
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

fn versions(records: &[Record]) -> HashMap<u32, Arc<Vec<u32>>> {
    let mut by_title: HashMap<String, Vec<u32>> = HashMap::new();
    for (number, record) in records.iter().enumerate() {
        by_title.entry(fold::fold_text(&record.title)).or_default().push(number as u32);
    }
    let record = |number: &u32| records.get(*number as usize);
    let mut versions = HashMap::new();
    for mut group in by_title.into_values().filter(|group| group.len() > 1) {
        group.sort_by_key(|number| record(number).map(|record| &record.path));
        for (index, number) in group.iter().enumerate().filter(|(_, number)| !versions.contains_key(*number)).collect::<Vec<_>>() {
            let same = |other: &u32| record(number).zip(record(other)).is_some_and(|(a, b)| a.is_version_of(b));
            let rest = group.get(index + 1..).unwrap_or_default();
            let mut members: Vec<u32> = rest.iter().filter(|other| !versions.contains_key(*other) && same(other)).copied().collect();
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
