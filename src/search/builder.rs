//! Writes an index: each document is analysed where it is added, by any number of threads, and inverted by
//! tantivy's own.

use super::counter::Counter;
use super::error::SearchError;
use super::queue::{Queue, Waiting};
use super::record::{self, Record};
use super::schema::{self, FORMAT, Fields};
use super::stream::TermList;
use super::terms;
use super::types::SearchDocument;
use crate::sys::files;
use crate::text::analyser::{self, Term};
use crate::text::fold;
use serde::Serialize;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tantivy::indexer::{IndexWriterOptions, NoMergePolicy};
use tantivy::{Index, IndexWriter, SegmentReader, TantivyDocument, TantivyError};

/// tantivy's note of what an index consists of.
const META: &str = "meta.json";
/// Text of one document that is indexed; what is beyond stays readable but not findable.
const MOST_TEXT: usize = 64 << 20;
/// Threads that invert.
const THREADS: usize = 2;
/// Bytes a thread gathers before it writes a segment.
const MEMORY: usize = 144 << 20;
/// A value of a column can hold 64 KB; longer records are cut into pieces.
const RECORD_PIECE: usize = 32 << 10;

/// Choices for an index; none yet.
#[derive(Debug, Clone, Default)]
pub struct IndexOptions {}

/// What was indexed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct IndexSummary {
    /// Version of what is kept.
    pub format: u32,
    /// Documents.
    pub documents: u32,
    /// Terms, each counted once in every segment.
    pub terms: u64,
    /// Bytes of dictionary and postings.
    pub index_bytes: u64,
    /// Bytes of stored text and records.
    pub stored_bytes: u64,
}

/// An index being written.
pub struct IndexBuilder {
    writer: IndexWriter<Waiting>,
    fields: Fields,
    queue: Arc<Queue>,
    counters: Mutex<Vec<Counter>>,
}

impl IndexBuilder {
    /// Starts an index in `folder`, which is made if need be; a folder that holds an older index is emptied.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn create(folder: &Path, _options: IndexOptions) -> Result<Self, SearchError> {
        if files::exists(&folder.join(META)) {
            files::remove(folder)?;
        }
        files::create_dirs(folder)?;
        Self::on(&schema::new_index().create_in_dir(folder)?)
    }

    fn on(index: &Index) -> Result<Self, SearchError> {
        let options = IndexWriterOptions::builder()
            .num_worker_threads(THREADS)
            .memory_budget_per_thread(MEMORY)
            .num_merge_threads(1);
        let writer = index.writer_with_options(options.build())?;
        writer.set_merge_policy(Box::new(NoMergePolicy));
        Ok(Self { writer, fields: schema::schema().1, queue: Arc::default(), counters: Mutex::default() })
    }

    /// Adds a document. Paths must differ; that is the caller's to see to.
    ///
    /// # Errors
    /// The disk is full, or the document is larger than the index can hold.
    pub fn add(&self, document: &SearchDocument) -> Result<(), SearchError> {
        let mut counter = lock(&self.counters).pop().unwrap_or_default();
        let prepared = self.prepare(document, &mut counter);
        lock(&self.counters).push(counter);
        let (prepared, size) = prepared?;
        self.writer.add_document(self.queue.admit(prepared, size))?;
        Ok(())
    }

    /// The document as tantivy wants it, and about how many bytes it is.
    fn prepare(
        &self,
        document: &SearchDocument,
        counter: &mut Counter,
    ) -> Result<(TantivyDocument, usize), SearchError> {
        let packed = record::pack_text(document);
        let size = |part: &[u8]| {
            let size = u32::try_from(part.len()).ok().filter(|size| *size as usize <= MOST_TEXT);
            size.ok_or_else(|| SearchError::TooLarge { path: document.path.clone() })
        };
        let mut record = Record::of(document);
        (record.table_size, record.text_size, record.names_size) =
            (size(&packed.table)?, size(&packed.text)?, size(&packed.names)?);
        record.length = count_body(document, counter);
        count_title(&record.full_title, counter);
        for number in &record.numbers {
            counter.add(Term::hashed(terms::NUMBER, &number.key()));
        }
        let mut terms = TermList::default();
        counter.drain(|term, count| terms.push(term, count));
        let terms = terms.into_text();
        let text = [packed.table, packed.text, packed.names].concat();
        let mut prepared = TantivyDocument::new();
        prepared.add_text(self.fields.path, &document.path);
        prepared.add_text(self.fields.terms, &terms);
        let mut bytes = Vec::with_capacity(512);
        record.write(&mut bytes);
        for piece in bytes.chunks(RECORD_PIECE) {
            prepared.add_bytes(self.fields.record, piece);
        }
        prepared.add_bytes(self.fields.text, &text);
        Ok((prepared, terms.len() + text.len() + bytes.len()))
    }

    /// Commits everything; the folder is an index when this returns.
    ///
    /// # Errors
    /// The disk is full.
    pub fn finish(mut self) -> Result<IndexSummary, SearchError> {
        let mut commit = self.writer.prepare_commit()?;
        commit.set_payload(&FORMAT.to_string());
        commit.commit()?;
        let index = self.writer.index().clone();
        self.writer.wait_merging_threads()?;
        summary(&index, self.fields)
    }
}

fn summary(index: &Index, fields: Fields) -> Result<IndexSummary, SearchError> {
    let mut summary = IndexSummary { format: FORMAT, ..IndexSummary::default() };
    for segment in index.searchable_segments()? {
        let reader = SegmentReader::open(&segment)?;
        let space = reader.space_usage().map_err(TantivyError::from)?;
        summary.documents += reader.num_docs();
        summary.terms += reader.inverted_index(fields.terms)?.terms().num_terms() as u64;
        summary.index_bytes += space.termdict().total().get_bytes() + space.postings().total().get_bytes();
        summary.stored_bytes += space.store().total().get_bytes() + space.fast_fields().total().get_bytes();
    }
    Ok(summary)
}

/// A panic of another thread leaves no half-written document behind, so its lock can be taken over.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Counts the terms of title and text; returns their length in folded characters.
fn count_body(document: &SearchDocument, counter: &mut Counter) -> u32 {
    let mut length = 0u32;
    let mut count = |text: &str| {
        analyser::analyse(text, |token| {
            length += u32::from(token.kind != analyser::Kind::Pair);
            counter.add(token.term);
        });
    };
    count(&document.title);
    document.keywords.iter().for_each(|keyword| count(keyword));
    [&document.number, &document.issuer].into_iter().flatten().for_each(|text| count(text));
    let mut above: &[String] = &[];
    for section in &document.sections {
        let shared = above.iter().zip(&section.heading).take_while(|(a, b)| a == b).count();
        section.heading.iter().skip(shared).for_each(|heading| count(heading));
        above = &section.heading;
        count(&section.label);
        count(&section.text);
    }
    for (name, text) in &document.attachments {
        count(name);
        count(text);
    }
    length
}

fn count_title(title: &str, counter: &mut Counter) {
    terms::title_terms(title, |term| counter.add(term));
    terms::sounds(title, |term| counter.add(term));
    terms::initial_terms(&terms::initials(title), |term| counter.add(term));
    for character in fold::fold_text(title).chars() {
        counter.add(Term::single(character).with_tag(terms::TITLE_SINGLE));
    }
}

#[cfg(test)]
mod tests;
