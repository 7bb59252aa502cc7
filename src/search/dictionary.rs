//! The dictionary: from a term to its posting list.
//!
//! Sorted terms in blocks of sixty-four; a sparse table of the first term of each block is all that
//! stays in memory. A lookup is a binary search and one small read.

use super::disk::{Reader, Writer};
use super::error::SearchError;
use super::postings;
use crate::text::analyser::Term;
use std::path::Path;

const BLOCK: usize = 64;
const TABLE_ENTRY: usize = 24;

/// Names of the files in the index folder.
const TERMS: &str = "terms";
const TABLE: &str = "terms-table";
const POSTINGS: &str = "postings";

/// Writes terms in ascending order with their lists.
pub struct DictionaryWriter {
    terms: Writer,
    table: Writer,
    postings: Writer,
    in_block: usize,
    before: u64,
    count: u64,
}

impl DictionaryWriter {
    /// Creates the files in `folder`.
    pub fn create(folder: &Path) -> Result<Self, SearchError> {
        Ok(Self {
            terms: Writer::create(&folder.join(TERMS))?,
            table: Writer::create(&folder.join(TABLE))?,
            postings: Writer::create(&folder.join(POSTINGS))?,
            in_block: BLOCK,
            before: 0,
            count: 0,
        })
    }

    /// Appends a term, the number of documents that hold it, and its list.
    pub fn push(&mut self, term: Term, documents: u32, list: &[u8]) -> Result<(), SearchError> {
        if self.in_block == BLOCK {
            for value in [term.0, self.terms.position(), self.postings.position()] {
                self.table.write(&value.to_le_bytes())?;
            }
            (self.in_block, self.before) = (0, term.0);
        }
        let mut entry = Vec::with_capacity(16);
        postings::put(&mut entry, term.0 - self.before);
        postings::put(&mut entry, u64::from(documents));
        postings::put(&mut entry, list.len() as u64);
        self.terms.write(&entry)?;
        self.postings.write(list)?;
        self.before = term.0;
        self.in_block += 1;
        self.count += 1;
        Ok(())
    }

    /// Ends the files: number of terms and of bytes.
    pub fn finish(self) -> Result<(u64, u64), SearchError> {
        let bytes = self.terms.finish()? + self.table.finish()? + self.postings.finish()?;
        Ok((self.count, bytes))
    }
}

/// A dictionary open for lookups.
pub struct Dictionary {
    table: Vec<[u64; 3]>,
    terms: Reader,
    postings: Reader,
}

impl Dictionary {
    /// Opens the files that [`DictionaryWriter`] left in `folder`.
    pub fn open(folder: &Path) -> Result<Self, SearchError> {
        let bytes = super::disk::read(&folder.join(TABLE))?;
        let table = bytes
            .chunks_exact(TABLE_ENTRY)
            .map(|entry| {
                let mut values = [0; 3];
                for (value, part) in values.iter_mut().zip(entry.chunks_exact(8)) {
                    *value = part.iter().rev().fold(0, |sum, byte| (sum << 8) | u64::from(*byte));
                }
                values
            })
            .collect();
        Ok(Self { table, terms: Reader::open(&folder.join(TERMS))?, postings: Reader::open(&folder.join(POSTINGS))? })
    }

    /// Reads the list of a term into `list`: false, and an empty list, when no document holds it.
    pub fn list(&self, term: Term, list: &mut Vec<u8>) -> Result<bool, SearchError> {
        list.clear();
        let after = self.table.partition_point(|entry| entry[0] <= term.0);
        let Some([first, start, postings_start]) = after.checked_sub(1).and_then(|index| self.table.get(index)).copied() else {
            return Ok(false);
        };
        let end = self.table.get(after).map_or(self.terms.size(), |entry| entry[1]);
        let mut block = Vec::new();
        self.terms.read_at(start, end.saturating_sub(start) as usize, &mut block)?;
        let (mut bytes, mut key, mut offset) = (block.as_slice(), first, postings_start);
        while let (Some(step), Some(_), Some(size)) =
            (postings::take(&mut bytes), postings::take(&mut bytes), postings::take(&mut bytes))
        {
            key += step;
            if key == term.0 {
                self.postings.read_at(offset, size as usize, list)?;
                return Ok(true);
            }
            if key > term.0 {
                break;
            }
            offset += size;
        }
        Ok(false)
    }
}
