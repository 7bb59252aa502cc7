//! Inversion: lists of terms by document become lists of documents by term.
//!
//! Documents are gathered into chunks; a full chunk becomes a sorted run in a file of its own, and
//! at the end all runs are merged by term. Memory is bounded by the chunk, not by the site.

use super::dictionary::DictionaryWriter;
use super::disk::{self, Reader, Writer};
use super::error::SearchError;
use super::postings;
use crate::text::analyser::Term;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::path::{Path, PathBuf};

/// Postings a chunk holds before it is inverted (about 100 MB while it is sorted).
pub const CHUNK_POSTINGS: usize = 4 << 20;
const FREQUENCY_BITS: u32 = 12;
const CHUNK_DOCUMENTS: u32 = 1 << (32 - FREQUENCY_BITS);
const READ_AHEAD: usize = 1 << 18;

/// Documents and their terms before inversion.
#[derive(Default)]
pub struct Chunk {
    first: u32,
    entries: Vec<(Term, u16)>,
    ends: Vec<u32>,
}

impl Chunk {
    /// An empty chunk whose first document has this number.
    pub fn starting_at(first: u32) -> Self {
        Self { first, ..Self::default() }
    }

    /// Adds the next document.
    pub fn push(&mut self, terms: &[(Term, u16)]) {
        self.entries.extend_from_slice(terms);
        self.ends.push(self.entries.len() as u32);
    }

    /// Number that the next document gets.
    pub fn next(&self) -> u32 {
        self.first + self.ends.len() as u32
    }

    /// Whether it should be inverted before more is added.
    pub fn is_full(&self) -> bool {
        self.entries.len() >= CHUNK_POSTINGS || self.ends.len() as u32 >= CHUNK_DOCUMENTS - 1
    }

    /// Number of its first document.
    pub fn first(&self) -> u32 {
        self.first
    }

    /// Sorts by term and writes the run to `path`.
    pub fn write(&self, path: &Path) -> Result<(), SearchError> {
        let (numbers, keys) = number_terms(&self.entries);
        let mut starts = vec![0u32; keys.len() + 1];
        for number in &numbers {
            starts[*number as usize + 1] += 1;
        }
        for index in 1..starts.len() {
            starts[index] += starts[index - 1];
        }
        let mut places = starts.clone();
        let mut packed = vec![0u32; numbers.len()];
        let mut entry = 0;
        for (document, end) in self.ends.iter().enumerate() {
            while entry < *end as usize {
                let place = &mut places[numbers[entry] as usize];
                packed[*place as usize] = ((document as u32) << FREQUENCY_BITS) | u32::from(self.entries[entry].1);
                *place += 1;
                entry += 1;
            }
        }
        let mut order: Vec<(Term, u32)> = keys.into_iter().zip(0..).collect();
        order.sort_unstable();
        let mut writer = Writer::create(path)?;
        let mut bytes = Vec::new();
        let mut before = 0;
        for (term, number) in order {
            let list = &packed[starts[number as usize] as usize..starts[number as usize + 1] as usize];
            bytes.clear();
            encode(list, &mut bytes);
            let mut head = Vec::with_capacity(32);
            let (first, last) = (list[0], list[list.len() - 1]);
            postings::put(&mut head, term.0 - before);
            postings::put(&mut head, list.len() as u64);
            postings::put(&mut head, u64::from(self.first + (first >> FREQUENCY_BITS)));
            postings::put(&mut head, u64::from(first & ((1 << FREQUENCY_BITS) - 1)));
            postings::put(&mut head, u64::from(self.first + (last >> FREQUENCY_BITS)));
            postings::put(&mut head, bytes.len() as u64);
            writer.write(&head)?;
            writer.write(&bytes)?;
            before = term.0;
        }
        writer.finish()?;
        Ok(())
    }
}

/// All postings of a list but the first.
fn encode(list: &[u32], bytes: &mut Vec<u8>) {
    for two in list.windows(2) {
        let gap = (two[1] >> FREQUENCY_BITS) - (two[0] >> FREQUENCY_BITS);
        postings::put_posting(bytes, gap, two[1] & ((1 << FREQUENCY_BITS) - 1));
    }
}

/// Gives each different term a small number: the numbers by entry, the terms by number.
fn number_terms(entries: &[(Term, u16)]) -> (Vec<u32>, Vec<Term>) {
    let mut table: Vec<u32> = vec![u32::MAX; 1 << 16];
    let mut keys: Vec<Term> = Vec::new();
    let mut numbers = Vec::with_capacity(entries.len());
    for (term, _) in entries {
        if keys.len() * 2 > table.len() {
            table = vec![u32::MAX; table.len() * 4];
            for (number, key) in keys.iter().enumerate() {
                let slot = free_slot(&table, &keys, *key);
                table[slot] = number as u32;
            }
        }
        let slot = free_slot(&table, &keys, *term);
        if table[slot] == u32::MAX {
            table[slot] = keys.len() as u32;
            keys.push(*term);
        }
        numbers.push(table[slot]);
    }
    (numbers, keys)
}

#[inline]
fn free_slot(table: &[u32], keys: &[Term], term: Term) -> usize {
    let mask = table.len() - 1;
    let mut slot = (term.0.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 24) as usize & mask;
    while table[slot] != u32::MAX && keys[table[slot] as usize] != term {
        slot = (slot + 1) & mask;
    }
    slot
}

/// One term of one run while merging.
struct RunTerm {
    count: u64,
    first: u32,
    frequency: u32,
    last: u32,
    rest: Vec<u8>,
}

/// A run read from start to end.
struct RunReader {
    reader: Reader,
    offset: u64,
    buffer: Vec<u8>,
    used: usize,
    term: u64,
}

impl RunReader {
    fn open(path: &Path) -> Result<Self, SearchError> {
        Ok(Self { reader: Reader::open(path)?, offset: 0, buffer: Vec::new(), used: 0, term: 0 })
    }

    /// Makes sure that `size` unread bytes are in the buffer, or all that are left.
    fn fill(&mut self, size: usize) -> Result<(), SearchError> {
        if self.buffer.len() - self.used >= size {
            return Ok(());
        }
        self.buffer.drain(..self.used);
        self.used = 0;
        let wanted = size.max(READ_AHEAD) as u64;
        let amount = wanted.min(self.reader.size().saturating_sub(self.offset)) as usize;
        let mut more = Vec::new();
        self.reader.read_at(self.offset, amount, &mut more)?;
        self.offset += amount as u64;
        self.buffer.extend_from_slice(&more);
        Ok(())
    }

    fn next(&mut self) -> Result<Option<(Term, RunTerm)>, SearchError> {
        self.fill(64)?;
        let mut bytes = self.buffer.get(self.used..).unwrap_or_default();
        if bytes.is_empty() {
            return Ok(None);
        }
        let available = bytes.len();
        let mut head = [0u64; 6];
        for value in &mut head {
            *value = postings::take(&mut bytes).ok_or(SearchError::Unusable("a run is cut off"))?;
        }
        self.used += available - bytes.len();
        let [step, count, first, frequency, last, size] = head;
        let size = size as usize;
        self.fill(size)?;
        let rest = self.buffer.get(self.used..self.used + size).ok_or(SearchError::Unusable("a run is cut off"))?.to_vec();
        self.used += size;
        self.term += step;
        Ok(Some((Term(self.term), RunTerm { count, first: first as u32, frequency: frequency as u32, last: last as u32, rest })))
    }
}

/// Merges runs, given in the order of their documents, into dictionary and postings; removes them.
pub fn merge(runs: &[PathBuf], dictionary: &mut DictionaryWriter) -> Result<(), SearchError> {
    let mut readers = Vec::with_capacity(runs.len());
    let mut heads: Vec<Option<RunTerm>> = Vec::with_capacity(runs.len());
    let mut queue = BinaryHeap::new();
    for (index, path) in runs.iter().enumerate() {
        let mut reader = RunReader::open(path)?;
        let next = reader.next()?;
        heads.push(next.map(|(term, head)| {
            queue.push(Reverse((term, index)));
            head
        }));
        readers.push(reader);
    }
    let mut bytes = Vec::new();
    while let Some(Reverse((term, _))) = queue.peek().copied() {
        let (mut count, mut next) = (0, 0);
        bytes.clear();
        while let Some(Reverse((other, index))) = queue.peek().copied() {
            if other != term {
                break;
            }
            queue.pop();
            if let Some(part) = heads[index].take() {
                postings::put_posting(&mut bytes, part.first + 1 - next, part.frequency);
                bytes.extend_from_slice(&part.rest);
                count += part.count;
                next = part.last + 1;
            }
            if let Some((term, head)) = readers[index].next()? {
                queue.push(Reverse((term, index)));
                heads[index] = Some(head);
            }
        }
        dictionary.push(term, count as u32, &bytes)?;
    }
    drop(readers);
    runs.iter().try_for_each(|path| disk::remove(path))
}
