//! Candidates: every document is scored by its terms (BM25 over characters and pairs), the best are
//! looked at closely afterwards. Scores depend on counts alone, summed in the order of the query.

use super::error::SearchError;
use super::query::{Understood, Wanted};
use super::segment::Segment;
use super::store::List;
use super::weights;
use crate::text::analyser::{self, Kind, Term};

/// Scores of one kind of term, by document.
#[derive(Debug, Default, Clone)]
pub struct Channel {
    /// By document; empty when no term was wanted.
    pub scores: Vec<f32>,
    /// What a document that holds every term could reach (for shares).
    pub possible: f32,
}

impl Channel {
    /// Score of a document.
    pub fn of(&self, document: u32) -> f32 {
        self.scores.get(document as usize).copied().unwrap_or(0.0)
    }

    /// Score as a share of what is possible.
    pub fn share(&self, document: u32) -> f32 {
        if self.possible > 0.0 { self.of(document) / self.possible } else { 0.0 }
    }
}

/// Scores of all documents.
#[derive(Debug, Default)]
pub struct Scores {
    /// BM25 of title and text.
    pub body: Channel,
    /// Weight of the query's pairs that the document holds at all.
    pub cover: Channel,
    /// Weight of the query's pairs that the title holds.
    pub title: Channel,
    /// The same in the words of norms.
    pub formal_title: Channel,
    /// The same by sound.
    pub sound: Channel,
    /// The same by initials.
    pub initials: Channel,
    /// BM25 of the synonyms.
    pub synonym: Channel,
    /// By document: the sum by which candidates are chosen.
    pub choices: Vec<f32>,
    /// Weight of each wanted term of the body (inverse document frequency times its own).
    pub body_weights: Vec<(Term, f32)>,
    /// Weight of each synonym term.
    pub synonym_weights: Vec<(Term, f32)>,
}

impl Scores {
    /// Adds up the channels by which candidates are chosen.
    fn choose(&mut self, size: usize) {
        let mut choices = vec![0.0; size];
        let mut add = |channel: &Channel, factor: f32| {
            choices.iter_mut().zip(&channel.scores).for_each(|(sum, score)| *sum += factor * score);
        };
        add(&self.body, 1.0);
        add(&self.sound, weights::CANDIDATE_SOUND);
        add(&self.initials, weights::CANDIDATE_SOUND);
        add(&self.synonym, weights::CANDIDATE_SYNONYM);
        add(&self.title, weights::CANDIDATE_TITLE);
        add(&self.formal_title, weights::CANDIDATE_TITLE);
        self.choices = choices;
    }

    /// The sum by which a document is chosen.
    pub fn choice(&self, document: u32) -> f32 {
        self.choices.get(document as usize).copied().unwrap_or(0.0)
    }
}

/// Rarity of a term (inverse document frequency as in BM25, never negative).
pub fn rarity(documents: u32, holding: u32) -> f32 {
    let (all, holding) = (documents as f32, holding as f32);
    (1.0 + (all - holding + 0.5) / (holding + 0.5)).ln()
}

/// Reads posting lists, one after another.
struct Reading<'a> {
    segment: &'a Segment,
    list: List<'a>,
}

impl<'a> Reading<'a> {
    fn new(segment: &'a Segment) -> Self {
        Self { segment, list: List::default() }
    }

    /// Finds the list of a term and returns its rarity; 0 when no document holds it.
    fn load(&mut self, term: Term) -> Result<f32, SearchError> {
        self.list = self.segment.list(term)?;
        Ok(if self.list.holding == 0 { 0.0 } else { rarity(self.segment.count(), self.list.holding) })
    }

    /// Visits the postings of the list that was loaded, in no particular order.
    fn each(&self, visit: impl FnMut(u32, u32)) {
        self.list.each(visit);
    }

    /// The documents of the list that was loaded, in order.
    fn documents(&self) -> Vec<u32> {
        let mut documents = Vec::new();
        self.each(|document, _| documents.push(document));
        documents.sort_unstable();
        documents
    }
}

/// Whether a term is worth its list: a character that most documents hold is not.
fn tells(term: Term, rarity: f32) -> bool {
    rarity > 0.0 && (term.tag() != Kind::Single as u8 || rarity >= weights::SINGLE_LEAST_RARITY)
}

/// Scores every document for a query.
pub fn score(segment: &Segment, query: &Understood) -> Result<Scores, SearchError> {
    let mut reading = Reading::new(segment);
    let mut scores = Scores::default();
    let size = segment.records.len();
    let unknown = rarity(segment.count(), 0);
    scores.body.scores = vec![0.0; size];
    scores.cover.scores = vec![0.0; size];
    for wanted in &query.body {
        let rarity = reading.load(wanted.term)?;
        let weight = rarity * wanted.weight;
        scores.body_weights.push((wanted.term, weight));
        let single = wanted.term.tag() == Kind::Single as u8;
        if !single {
            scores.cover.possible += if rarity > 0.0 { rarity } else { unknown } * wanted.weight;
        }
        if tells(wanted.term, rarity) {
            add_bm25(&mut scores.body, (!single).then_some(&mut scores.cover), &reading, weight);
        }
    }
    if !query.synonyms.is_empty() {
        scores.synonym.scores = vec![0.0; size];
        for Wanted { term, weight } in &query.synonyms {
            let rarity = reading.load(*term)?;
            scores.synonym_weights.push((*term, rarity * weight));
            if tells(*term, rarity) {
                add_bm25(&mut scores.synonym, None, &reading, rarity * weight);
            }
        }
    }
    add_titles(&mut reading, query, &mut scores)?;
    scores.choose(size);
    Ok(scores)
}

/// Scores titles alone, for suggestions.
pub fn score_titles(segment: &Segment, query: &Understood) -> Result<Scores, SearchError> {
    let mut reading = Reading::new(segment);
    let mut scores = Scores::default();
    add_titles(&mut reading, query, &mut scores)?;
    scores.choose(segment.records.len());
    Ok(scores)
}

fn add_titles(reading: &mut Reading, query: &Understood, scores: &mut Scores) -> Result<(), SearchError> {
    let size = reading.segment.records.len();
    let unknown = rarity(reading.segment.count(), 0);
    for (terms, channel) in [
        (&query.titles, &mut scores.title),
        (&query.formal_titles, &mut scores.formal_title),
        (&query.sounds, &mut scores.sound),
        (&query.initials, &mut scores.initials),
    ] {
        if terms.is_empty() {
            continue;
        }
        channel.scores = vec![0.0; size];
        for term in terms {
            let rarity = reading.load(*term)?;
            channel.possible += if rarity > 0.0 { rarity } else { unknown };
            reading.each(|document, _| {
                if let Some(score) = channel.scores.get_mut(document as usize) {
                    *score += rarity;
                }
            });
        }
    }
    Ok(())
}

/// Adds a term's BM25 score, and its bare weight to `cover` when given.
fn add_bm25(channel: &mut Channel, cover: Option<&mut Channel>, reading: &Reading, weight: f32) {
    let full = weight * (weights::SATURATION + 1.0);
    channel.possible += full;
    let norms = &reading.segment.norms;
    let scores = &mut channel.scores;
    let mut add = |document: u32, frequency: u32| {
        let (index, frequency) = (document as usize, frequency as f32);
        if let (Some(score), Some(norm)) = (scores.get_mut(index), norms.get(index)) {
            *score += full * frequency / (frequency + norm);
        }
    };
    match cover {
        None => reading.each(add),
        Some(cover) => reading.each(|document, frequency| {
            add(document, frequency);
            if let Some(score) = cover.scores.get_mut(document as usize) {
                *score += weight;
            }
        }),
    }
}

/// Documents whose record carries a number with this key.
pub fn with_number(segment: &Segment, key: &str) -> Result<Vec<u32>, SearchError> {
    let mut reading = Reading::new(segment);
    reading.load(Term::hashed(super::terms::NUMBER, key))?;
    Ok(reading.documents())
}

/// Documents whose title holds every one of these characters.
pub fn with_title_characters(segment: &Segment, characters: &[char]) -> Result<Vec<u32>, SearchError> {
    with_all(segment, characters.iter().map(|character| Term::single(*character).with_tag(super::terms::TITLE_SINGLE)))
}

/// Documents that hold every term of a phrase.
pub fn with_all_terms(segment: &Segment, phrase: &str) -> Result<Vec<u32>, SearchError> {
    let mut terms = Vec::new();
    analyser::analyse(phrase, |token| terms.push(token));
    // Singles say nothing that pairs do not, except alone; a word's end may be cut in a phrase, its pairs are not.
    let pairs = terms.iter().any(|token| token.kind == Kind::Pair);
    with_all(segment, terms.into_iter().filter(|token| !pairs || token.kind == Kind::Pair).map(|token| token.term))
}

fn with_all(segment: &Segment, terms: impl Iterator<Item = Term>) -> Result<Vec<u32>, SearchError> {
    let mut reading = Reading::new(segment);
    let mut kept: Option<Vec<u32>> = None;
    for term in terms {
        reading.load(term)?;
        let list = reading.documents();
        kept = Some(match kept {
            None => list,
            Some(before) => before.into_iter().filter(|document| list.binary_search(document).is_ok()).collect(),
        });
    }
    Ok(kept.unwrap_or_default())
}

/// The best `limit` documents with a positive score that are wanted, best first; equal scores go by path.
pub fn best(segment: &Segment, limit: usize, scores: &[f32], wanted: impl Fn(u32) -> bool) -> Vec<u32> {
    let scored = scores.iter().zip(0u32..).filter(|(score, document)| **score > 0.0 && wanted(*document));
    let mut scored: Vec<(f32, u32)> = scored.map(|(score, document)| (*score, document)).collect();
    let order =
        |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then_with(|| segment.path(a.1).cmp(segment.path(b.1)));
    if scored.len() > limit {
        scored.select_nth_unstable_by(limit, order);
        scored.truncate(limit);
    }
    scored.sort_unstable_by(order);
    scored.into_iter().map(|(_, document)| document).collect()
}
