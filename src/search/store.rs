//! The tantivy index open for reading: posting lists and stored texts by document number.
//!
//! tantivy numbers documents within segments, in the order in which its threads got them. Here a document's
//! number is its rank by path among the live ones, so that nothing beyond this file depends on segments.

use super::error::SearchError;
use super::record::Record;
use super::schema::{self, FORMAT, Fields};
use super::stream::Key;
use crate::text::analyser::Term;
use std::path::Path;
use std::sync::Arc;
use tantivy::postings::BlockSegmentPostings;
use tantivy::schema::IndexRecordOption;
use tantivy::store::StoreReader;
use tantivy::{Index, InvertedIndexReader, SegmentReader, TantivyError};

/// Unpacked texts that are kept in memory, by segment.
const CACHED_TEXTS: usize = 32;
/// Rank of a deleted document.
const DEAD: u32 = u32::MAX;

/// The open index.
pub struct Store {
    fields: Fields,
    parts: Vec<Part>,
    /// By document: its part, and its number there.
    places: Vec<(u32, u32)>,
}

/// A segment of tantivy's.
struct Part {
    terms: Arc<InvertedIndexReader>,
    texts: StoreReader,
    /// By tantivy's number: the document, or [`DEAD`].
    ranks: Vec<u32>,
    deletes: bool,
}

/// Which documents hold a term.
#[derive(Default)]
pub struct List<'a> {
    /// Number of documents that hold it.
    pub holding: u32,
    parts: Vec<(BlockSegmentPostings, &'a [u32])>,
}

impl List<'_> {
    /// Calls `visit` with document and frequency of each posting, in no particular order.
    pub fn each(&self, mut visit: impl FnMut(u32, u32)) {
        for (postings, ranks) in &self.parts {
            live(postings, ranks, &mut visit);
        }
    }
}

/// Visits the live documents of a segment's list and returns their number.
fn live(postings: &BlockSegmentPostings, ranks: &[u32], mut visit: impl FnMut(u32, u32)) -> u32 {
    let mut block = postings.clone();
    let mut count = 0;
    while !block.docs().is_empty() {
        for (document, frequency) in block.docs().iter().zip(block.freqs()) {
            if let Some(rank) = ranks.get(*document as usize).filter(|rank| **rank != DEAD) {
                visit(*rank, *frequency);
                count += 1;
            }
        }
        block.advance();
    }
    count
}

impl Store {
    /// Opens the index in `folder`: the store, and the records of all documents in their order.
    pub fn open(folder: &Path) -> Result<(Self, Vec<Record>), SearchError> {
        let index = Index::open_in_dir(folder)?;
        let (schema, fields) = schema::schema();
        if index.schema() != schema || index.load_metas()?.payload != Some(FORMAT.to_string()) {
            return Err(SearchError::Unusable("it was written by another version, or not to its end"));
        }
        let mut found: Vec<(Record, u32, u32)> = Vec::new();
        let mut parts = Vec::new();
        for (number, segment) in index.searchable_segments()?.iter().enumerate() {
            let reader = SegmentReader::open(segment)?;
            found.extend(records(&reader)?.into_iter().map(|(document, record)| (record, number as u32, document)));
            parts.push(Part {
                terms: reader.inverted_index(fields.terms)?,
                texts: reader.get_store_reader(CACHED_TEXTS).map_err(TantivyError::from)?,
                ranks: vec![DEAD; reader.max_doc() as usize],
                deletes: reader.has_deletes(),
            });
        }
        found.sort_by(|a, b| a.0.path.cmp(&b.0.path).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut places = Vec::with_capacity(found.len());
        let mut records = Vec::with_capacity(found.len());
        for (rank, (record, part, document)) in found.into_iter().enumerate() {
            if let Some(slot) = parts.get_mut(part as usize).and_then(|part| part.ranks.get_mut(document as usize)) {
                *slot = rank as u32;
            }
            places.push((part, document));
            records.push(record);
        }
        Ok((Self { fields, parts, places }, records))
    }

    /// The posting list of a term.
    pub fn list(&self, term: Term) -> Result<List<'_>, SearchError> {
        let key = tantivy::Term::from_field_text(self.fields.terms, Key::of(term).text());
        let mut list = List::default();
        for part in &self.parts {
            if let Some(postings) =
                part.terms.read_block_postings(&key, IndexRecordOption::WithFreqs).map_err(TantivyError::from)?
            {
                list.holding +=
                    if part.deletes { live(&postings, &part.ranks, |_, _| ()) } else { postings.doc_freq() };
                list.parts.push((postings, &part.ranks));
            }
        }
        Ok(list)
    }

    /// Calls `read` with the last `size` bytes that are stored of a document.
    pub fn stored<T>(&self, document: u32, size: usize, read: impl FnOnce(&[u8]) -> T) -> Result<T, SearchError> {
        let place = self.places.get(document as usize).copied();
        let part = place.and_then(|(part, number)| Some((self.parts.get(part as usize)?, number)));
        let (part, number) = part.ok_or(SearchError::Unusable("a document is missing"))?;
        // The text is the only stored field, so it ends what is stored; unpacking the whole would copy it byte by byte.
        let bytes = part.texts.get_document_bytes(number)?;
        let start =
            bytes.len().checked_sub(size).ok_or(SearchError::Unusable("a text is shorter than its record says"))?;
        Ok(read(&bytes.as_slice()[start..]))
    }
}

/// Records of the live documents of a segment, by tantivy's number.
fn records(reader: &SegmentReader) -> Result<Vec<(u32, Record)>, SearchError> {
    const DAMAGED: SearchError = SearchError::Unusable("a record is damaged");
    let column = reader.fast_fields().bytes(schema::RECORD)?.ok_or(DAMAGED)?;
    let (mut pieces, mut ends) = (Vec::new(), vec![0]);
    let mut stream = column.dictionary().stream().map_err(TantivyError::from)?;
    while stream.advance() {
        pieces.extend_from_slice(stream.key());
        ends.push(pieces.len());
    }
    let piece = |number: u64| {
        let number = usize::try_from(number).ok()?;
        pieces.get(*ends.get(number)?..*ends.get(number + 1)?)
    };
    let mut bytes = Vec::new();
    reader
        .doc_ids_alive()
        .map(|document| {
            bytes.clear();
            for number in column.term_ords(document) {
                bytes.extend_from_slice(piece(number).ok_or(DAMAGED)?);
            }
            Record::read(&mut bytes.as_slice()).map(|record| (document, record)).ok_or(DAMAGED)
        })
        .collect()
}
