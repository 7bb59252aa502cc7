//! Writes an index: each document is analysed where it is added, by any number of threads.
//!
//! Files: `records`, `text`, the dictionary's three, and last `meta.json`, without which the folder is no index.

use super::counter::Counter;
use super::dictionary::DictionaryWriter;
use super::disk::{self, Writer};
use super::error::SearchError;
use super::record::{self, PackedText, Record};
use super::runs::{self, Chunk};
use super::terms;
use super::title::Title;
use super::types::SearchDocument;
use crate::text::analyser::{self, Term};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Version of the files; another version is refused and built anew.
pub const FORMAT: u32 = 1;
/// Names of the files in the index folder.
pub const META: &str = "meta.json";
/// Records of all documents.
pub const RECORDS: &str = "records";
/// Text of all documents by sections.
pub const TEXT: &str = "text";
/// Text of one document that is indexed; what is beyond stays readable but not findable.
const MOST_TEXT: usize = 64 << 20;

/// Choices for an index; none yet.
#[derive(Debug, Clone, Default)]
pub struct IndexOptions {}

/// What was indexed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexSummary {
    /// Version of the files.
    pub format: u32,
    /// Documents.
    pub documents: u32,
    /// Different terms.
    pub terms: u64,
    /// Bytes of dictionary and postings.
    pub index_bytes: u64,
    /// Bytes of stored text and records.
    pub stored_bytes: u64,
}

/// An index being written.
pub struct IndexBuilder {
    folder: PathBuf,
    open: Mutex<Open>,
    counters: Mutex<Vec<Counter>>,
}

struct Open {
    chunk: Chunk,
    runs: Vec<PathBuf>,
    records: Writer,
    text: Writer,
}

/// A document after analysis.
struct Analysed {
    record: Record,
    packed: PackedText,
    terms: Vec<(Term, u16)>,
}

impl IndexBuilder {
    /// Starts an index in `folder`, which is made if need be; files of an older index in it are replaced.
    pub fn create(folder: &Path, _options: IndexOptions) -> Result<Self, SearchError> {
        disk::make_folder(folder)?;
        let open = Open {
            chunk: Chunk::starting_at(0),
            runs: Vec::new(),
            records: Writer::create(&folder.join(RECORDS))?,
            text: Writer::create(&folder.join(TEXT))?,
        };
        Ok(Self { folder: folder.to_path_buf(), open: Mutex::new(open), counters: Mutex::default() })
    }

    /// Adds a document. Paths must differ; that is the caller's to see to.
    pub fn add(&self, document: &SearchDocument) -> Result<(), SearchError> {
        let mut counter = lock(&self.counters).pop().unwrap_or_default();
        let analysed = analyse(document, &mut counter);
        lock(&self.counters).push(counter);
        let mut analysed = analysed?;
        let full = {
            let mut open = lock(&self.open);
            open.keep(&mut analysed)?;
            open.chunk.is_full().then(|| self.next_run(&mut open))
        };
        full.map_or(Ok(()), |(chunk, path)| chunk.write(&path))
    }

    /// Takes the chunk out for inversion, which needs no lock.
    fn next_run(&self, open: &mut Open) -> (Chunk, PathBuf) {
        let path = self.folder.join(format!("run-{:010}", open.chunk.first()));
        open.runs.push(path.clone());
        let next = Chunk::starting_at(open.chunk.next());
        (std::mem::replace(&mut open.chunk, next), path)
    }

    /// Merges everything; the folder is an index when this returns.
    pub fn finish(self) -> Result<IndexSummary, SearchError> {
        let (chunk, path) = self.next_run(&mut lock(&self.open));
        chunk.write(&path)?;
        let documents = chunk.next();
        drop(chunk);
        let open = self.open.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut dictionary = DictionaryWriter::create(&self.folder)?;
        runs::merge(&open.runs, &mut dictionary)?;
        let (terms, index_bytes) = dictionary.finish()?;
        let stored_bytes = open.records.finish()? + open.text.finish()?;
        let summary = IndexSummary { format: FORMAT, documents, terms, index_bytes, stored_bytes };
        let mut meta = Writer::create(&self.folder.join(META))?;
        meta.write(&serde_json::to_vec(&summary).unwrap_or_default())?;
        meta.finish()?;
        Ok(summary)
    }
}

impl Open {
    fn keep(&mut self, analysed: &mut Analysed) -> Result<(), SearchError> {
        let Analysed { record, packed, terms } = analysed;
        record.text_offset = self.text.position();
        for part in [&packed.table, &packed.text, &packed.names] {
            self.text.write(part)?;
        }
        let mut bytes = Vec::with_capacity(512);
        record.write(&mut bytes);
        self.records.write(&bytes)?;
        self.chunk.push(terms);
        Ok(())
    }
}

/// A panic of another thread leaves no half-written document behind, so its lock can be taken over.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn analyse(document: &SearchDocument, counter: &mut Counter) -> Result<Analysed, SearchError> {
    let packed = record::pack_text(document);
    let size = |part: &[u8]| {
        u32::try_from(part.len()).ok().filter(|size| *size as usize <= MOST_TEXT).ok_or_else(|| SearchError::TooLarge { path: document.path.clone() })
    };
    let mut record = Record::of(document);
    (record.table_size, record.text_size, record.names_size) = (size(&packed.table)?, size(&packed.text)?, size(&packed.names)?);
    record.length = count_body(document, counter);
    count_title(document, counter);
    for number in &record.numbers {
        counter.add(Term::hashed(terms::NUMBER, &number.key()));
    }
    let mut terms = Vec::new();
    counter.drain(|term, count| terms.push((term, count)));
    Ok(Analysed { record, packed, terms })
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

fn count_title(document: &SearchDocument, counter: &mut Counter) {
    let title = Title::parse(&document.title);
    terms::title_terms(&document.title, |term| counter.add(term));
    terms::sounds(&document.title, |term| counter.add(term));
    let letters = terms::initials(&document.title);
    terms::initial_terms(&letters, |term| counter.add(term));
    for character in &title.characters {
        counter.add(Term::single(*character).with_tag(terms::TITLE_SINGLE));
    }
}
