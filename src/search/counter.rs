//! Counts the terms of one document: an open-addressing table that is emptied, not freed.

use crate::text::analyser::Term;

const EMPTY: u64 = u64::MAX;
const FIRST_SIZE: usize = 1 << 14;
/// Spreads consecutive keys over the table (the golden ratio in 64 bits).
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
/// A frequency above this tells nothing more.
pub const MOST: u16 = 4095;

/// The table.
pub struct Counter {
    keys: Vec<u64>,
    counts: Vec<u16>,
    used: Vec<u32>,
}

impl Default for Counter {
    fn default() -> Self {
        Self { keys: vec![EMPTY; FIRST_SIZE], counts: vec![0; FIRST_SIZE], used: Vec::new() }
    }
}

impl Counter {
    /// Counts a term once.
    #[inline]
    pub fn add(&mut self, term: Term) {
        let mask = self.keys.len() - 1;
        let mut slot = (term.0.wrapping_mul(SPREAD) >> 32) as usize & mask;
        while let Some(key) = self.keys.get_mut(slot) {
            if *key == term.0 {
                break;
            }
            if *key == EMPTY {
                *key = term.0;
                self.used.push(slot as u32);
                break;
            }
            slot = (slot + 1) & mask;
        }
        if let Some(count) = self.counts.get_mut(slot) {
            *count = (*count + 1).min(MOST);
        }
        if self.used.len() * 2 > self.keys.len() {
            self.grow();
        }
    }

    fn grow(&mut self) {
        let mut old = Vec::new();
        self.drain(|term, count| old.push((term, count)));
        let size = self.keys.len() * 2;
        self.keys = vec![EMPTY; size];
        self.counts = vec![0; size];
        for (term, count) in old {
            self.add(term);
            if let Some(slot) = self.used.last().and_then(|slot| self.counts.get_mut(*slot as usize)) {
                *slot = count;
            }
        }
    }

    /// Hands out every term with its count, in the order of first meeting, and empties the table.
    pub fn drain(&mut self, mut visit: impl FnMut(Term, u16)) {
        for slot in self.used.drain(..) {
            let slot = slot as usize;
            if let (Some(key), Some(count)) = (self.keys.get_mut(slot), self.counts.get_mut(slot)) {
                visit(Term(*key), *count);
                (*key, *count) = (EMPTY, 0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_survive_growth_and_emptying() {
        let mut counter = Counter::default();
        for round in 0..2 {
            for term in 0..40_000u64 {
                counter.add(Term(term % 20_000));
            }
            let mut seen = Vec::new();
            counter.drain(|term, count| seen.push((term.0, count)));
            assert_eq!(seen.len(), 20_000, "round {round}");
            assert!(seen.iter().all(|(_, count)| *count == 2));
        }
    }
}
