//! Evidence within a document: which of its sections (条) answer the query, and how well.
//!
//! The stored text is scanned once, character by character, with a table that knows only the
//! characters of the query; there is no second index of articles.

use super::candidates::Scores;
use super::error::SearchError;
use super::record::StoredSection;
use super::segment::Segment;
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
    terms: Vec<Weighed>,
    /// Sum of the weights of all pairs.
    possible: f32,
}

struct Weighed {
    weight: f32,
    pair: bool,
}

/// How a section matched.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct SectionScore {
    /// Number of the section.
    pub section: usize,
    /// Saturated sum of the weights found.
    pub score: f32,
    /// Share of the query's pairs that it holds, by weight.
    pub cover: f32,
}

/// What the sections of a document say.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// Sections that hold anything of the query, best first, at most three.
    pub best: Vec<SectionScore>,
    /// The section of the article asked for.
    pub article: Option<usize>,
}

impl Scanner {
    /// Tables for a scored query.
    pub fn new(scores: &Scores) -> Self {
        let mut scanner = Self { classes: vec![0; PLANE], pairs: Vec::new(), singles: Vec::new(), width: 1, terms: Vec::new(), possible: 0.0 };
        let all = || scores.body_weights.iter().map(|t| (t, 1.0)).chain(scores.synonym_weights.iter().map(|t| (t, weights::SECTION_SYNONYM)));
        let mut characters: Vec<char> = Vec::new();
        for ((term, weight), _) in all() {
            for character in characters_of(*term) {
                if *weight > 0.0 && !characters.contains(&character) && characters.len() < MOST_CHARACTERS {
                    characters.push(character);
                }
            }
        }
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
        let number = |character: char| characters.iter().position(|c| *c == character).map(|n| n + 1);
        for ((term, weight), factor) in all() {
            let slot = match characters_of(*term).collect::<Vec<_>>().as_slice() {
                [one] => number(*one).and_then(|n| scanner.singles.get_mut(n)),
                [one, other] => number(*one).zip(number(*other)).and_then(|(a, b)| scanner.pairs.get_mut(a * scanner.width + b)),
                _ => None,
            };
            if let Some(slot) = slot.filter(|slot| **slot == 0) {
                let pair = term.tag() == Kind::Pair as u8;
                let weight = weight * factor * if pair { 1.0 } else { weights::SECTION_SINGLE };
                scanner.terms.push(Weighed { weight, pair });
                scanner.possible += if pair { weight } else { 0.0 };
                *slot = scanner.terms.len() as u16;
            }
        }
        scanner
    }

    /// Scores every section of a document, whose text is read into `text`.
    pub fn look(&self, segment: &Segment, document: u32, article: Option<super::articles::Article>, text: &mut Vec<u8>) -> Result<Evidence, SearchError> {
        let sections = segment.text(document, text)?;
        let mut evidence = Evidence::default();
        let mut counts = vec![0u16; self.terms.len()];
        for (number, section) in sections.iter().enumerate() {
            if article.is_some_and(|wanted| wanted == section.article) && !section.attachment {
                evidence.article = evidence.article.or(Some(number));
            }
            let found = self.score(section, text, &mut counts);
            if found.score > 0.0 {
                keep(&mut evidence.best, SectionScore { section: number, ..found });
            }
        }
        Ok(evidence)
    }

    fn score(&self, section: &StoredSection, text: &[u8], counts: &mut [u16]) -> SectionScore {
        let bytes = text.get(section.start * 2..section.end * 2).unwrap_or_default();
        let mut before = 0usize;
        let mut any = false;
        for unit in bytes.chunks_exact(2) {
            let unit = usize::from(unit[0]) | usize::from(unit[1]) << 8;
            let class = usize::from(self.classes[unit]);
            if class != 0 {
                any = true;
                for slot in [self.singles[class], self.pairs[before * self.width + class]] {
                    if slot != 0 {
                        counts[usize::from(slot) - 1] = counts[usize::from(slot) - 1].saturating_add(1);
                    }
                }
            }
            before = class;
        }
        let mut found = SectionScore::default();
        if any {
            let length = (bytes.len() / 2) as f32;
            let norm = weights::SECTION_SATURATION * (1.0 - weights::SECTION_LENGTH_SHARE + weights::SECTION_LENGTH_SHARE * length / weights::SECTION_LENGTH);
            for (count, term) in counts.iter_mut().zip(&self.terms) {
                if *count > 0 {
                    let count = f32::from(std::mem::take(count));
                    found.score += term.weight * count * (weights::SECTION_SATURATION + 1.0) / (count + norm);
                    found.cover += if term.pair { term.weight } else { 0.0 };
                }
            }
        }
        found.cover = if self.possible > 0.0 { found.cover / self.possible } else { 0.0 };
        found
    }
}

/// Keeps the best three; of equal ones the first.
fn keep(best: &mut Vec<SectionScore>, found: SectionScore) {
    let place = best.iter().position(|known| found.score > known.score).unwrap_or(best.len());
    best.insert(place, found);
    best.truncate(3);
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
