//! Scanning stored text for a query, character by character, with tables that know only the
//! characters of the query. There is no second index of sections: a few documents are read closely.

use super::candidates::Scores;
use super::query::{Cover, Understood};
use super::weights;
use crate::text::analyser::{Kind, Term};
use crate::text::fold;

/// Different characters of a query that are told apart.
const MOST_CHARACTERS: usize = 120;
const PLANE: usize = 0x1_0000;

/// The query as tables.
pub struct Scanner {
    /// By UTF-16 unit: number of the query's character, 0 for any other.
    classes: Vec<u8>,
    /// By two numbers: the pair's term plus one.
    pairs: Vec<u16>,
    /// By number: the character's term plus one.
    singles: Vec<u16>,
    width: usize,
    /// Terms of the query that a scan can find.
    pub terms: Vec<Weighed>,
    /// Sum of the weights of all pairs.
    pub possible: f32,
    /// All characters of the subject.
    pub subject: Cover,
    /// Number of pairs of the query itself.
    pair_count: usize,
}

/// A term of the query in the scan.
#[derive(Debug, Clone, Copy)]
pub struct Weighed {
    /// Rarity times its weight in the query.
    pub weight: f32,
    /// It is a pair, not a single character.
    pub pair: bool,
    /// It comes from a norm's word, not from the query itself.
    pub synonym: bool,
    /// Characters of the subject that it explains.
    pub covers: Cover,
}

/// What stands in a text.
#[derive(Debug, Default)]
pub struct Found {
    /// Place among the terms, and how often.
    pub terms: Vec<(u16, u16)>,
    /// Characters of the subject that are explained.
    pub covers: Cover,
    /// Longest run of neighbouring characters that also neighbour in the query, as a share of its pairs.
    pub run: f32,
    /// UTF-16 units of the text.
    pub length: usize,
}

impl Scanner {
    /// Tables for a scored query.
    pub fn new(query: &Understood, scores: &Scores) -> Self {
        let mut scanner = Self {
            classes: vec![0; PLANE],
            pairs: Vec::new(),
            singles: Vec::new(),
            width: 1,
            terms: Vec::new(),
            possible: 0.0,
            subject: query.subject,
            pair_count: 0,
        };
        let all =
            || scores.body_weights.iter().map(|t| (t, false)).chain(scores.synonym_weights.iter().map(|t| (t, true)));
        let mut characters: Vec<char> = Vec::new();
        for ((term, weight), _) in all() {
            for character in characters_of(*term) {
                if *weight > 0.0 && !characters.contains(&character) && characters.len() < MOST_CHARACTERS {
                    characters.push(character);
                }
            }
        }
        scanner.pair_count = scores.body_weights.iter().filter(|(term, _)| term.tag() == Kind::Pair as u8).count();
        scanner.width = characters.len() + 1;
        scanner.pairs = vec![0; scanner.width * scanner.width];
        scanner.singles = vec![0; scanner.width];
        for (number, character) in characters.iter().enumerate() {
            for unit in fold::writings(*character) {
                if let Some(class) = scanner.classes.get_mut(usize::from(*unit)) {
                    *class = (number + 1) as u8;
                }
            }
        }
        let mut slots: Vec<(Term, usize)> = Vec::new();
        let number = |character: char| characters.iter().position(|c| *c == character).map(|n| n + 1);
        for ((term, weight), synonym) in all() {
            let slot = match characters_of(*term).collect::<Vec<_>>().as_slice() {
                [one] => number(*one).and_then(|n| scanner.singles.get_mut(n)),
                [one, other] => {
                    number(*one).zip(number(*other)).and_then(|(a, b)| scanner.pairs.get_mut(a * scanner.width + b))
                }
                _ => None,
            };
            if let Some(slot) = slot.filter(|slot| **slot == 0) {
                let pair = term.tag() == Kind::Pair as u8;
                let weight = weight * if pair { 1.0 } else { weights::SECTION_SINGLE };
                let covers =
                    query.covers.iter().filter(|(other, _)| other == term).fold(0, |sum, (_, covers)| sum | covers);
                scanner.terms.push(Weighed { weight, pair, synonym, covers });
                scanner.possible += if pair { weight } else { 0.0 };
                *slot = scanner.terms.len() as u16;
                slots.push((*term, scanner.terms.len() - 1));
            }
        }
        // A norm's word is recognised by its rarest pair.
        for norm in &query.norms {
            let known = norm
                .terms
                .iter()
                .filter_map(|term| slots.iter().find(|(other, _)| other == term))
                .map(|(_, slot)| *slot);
            let weight = |slot: &usize| scanner.terms.get(*slot).map_or(0.0, |term| term.weight);
            if let Some(slot) = known.max_by(|a, b| weight(a).total_cmp(&weight(b))) {
                scanner.terms.iter_mut().skip(slot).take(1).for_each(|term| term.covers |= norm.covers);
            }
        }
        scanner
    }

    /// Finds the terms of the query in UTF-16 text. `counts` is room for a number a term, all zero before and after.
    pub fn find(&self, bytes: &[u8], counts: &mut Vec<u16>) -> Found {
        counts.resize(self.terms.len(), 0);
        let mut found = Found { length: bytes.len() / 2, ..Found::default() };
        let (mut before, mut run, mut longest) = (0usize, 0u16, 0u16);
        for unit in bytes.chunks_exact(2) {
            let class = usize::from(self.classes[usize::from(unit[0]) | usize::from(unit[1]) << 8]);
            if class == 0 {
                (before, run) = (0, 0);
                continue;
            }
            let pair = self.pairs[before * self.width + class];
            run = if pair == 0 { 0 } else { run + 1 };
            longest = longest.max(run);
            for slot in [self.singles[class], pair] {
                if slot != 0 {
                    let count = &mut counts[usize::from(slot) - 1];
                    if *count == 0 {
                        found.terms.push((slot - 1, 0));
                    }
                    *count = count.saturating_add(1);
                }
            }
            before = class;
        }
        for (term, count) in &mut found.terms {
            *count = std::mem::take(&mut counts[usize::from(*term)]);
            found.covers |= self.terms[usize::from(*term)].covers;
        }
        // Sums are taken in the order of the query, whatever the text's.
        found.terms.sort_unstable();
        found.run = if self.pair_count > 0 { (f32::from(longest) / self.pair_count as f32).min(1.0) } else { 0.0 };
        found
    }

    /// Share of the subject's characters in a set.
    pub fn share(&self, covers: Cover) -> f32 {
        (covers & self.subject).count_ones() as f32 / self.subject.count_ones().max(1) as f32
    }
}

/// Characters of a term that is a character or a pair; none for a word.
fn characters_of(term: Term) -> impl Iterator<Item = char> {
    const CHARACTER: u64 = (1 << 21) - 1;
    let (first, second) = ((term.0 >> 21) & CHARACTER, term.0 & CHARACTER);
    let character = |code: u64| u32::try_from(code).ok().and_then(char::from_u32);
    let parts = match term.tag() {
        0 => [None, character(second)],
        1 => [character(first), character(second)],
        _ => [None, None],
    };
    parts.into_iter().flatten()
}
