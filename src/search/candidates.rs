//! Candidates: every document is scored by its terms (BM25 over characters and pairs), the best are
//! looked at closely afterwards. Scores depend on counts alone, summed in the order of the query.

use super::error::SearchError;
use super::postings;
use super::query::{Understood, Wanted};
use super::segment::Segment;
use super::weights;
use crate::text::analyser::{Kind, Term};

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
    /// The same by sound.
    pub sound: Channel,
    /// The same by initials.
    pub initials: Channel,
    /// BM25 of the synonyms.
    pub synonym: Channel,
    /// Weight of each wanted term of the body (inverse document frequency times its own).
    pub body_weights: Vec<(Term, f32)>,
    /// Weight of each synonym term.
    pub synonym_weights: Vec<(Term, f32)>,
}

impl Scores {
    /// The sum by which candidates are chosen.
    pub fn choice(&self, document: u32) -> f32 {
        self.body.of(document)
            + weights::CANDIDATE_TITLE * self.title.of(document)
            + weights::CANDIDATE_SOUND * (self.sound.of(document) + self.initials.of(document))
            + weights::CANDIDATE_SYNONYM * self.synonym.of(document)
    }
}

/// Rarity of a term (inverse document frequency as in BM25, never negative).
pub fn rarity(documents: u32, holding: u32) -> f32 {
    let (all, holding) = (documents as f32, holding as f32);
    (1.0 + (all - holding + 0.5) / (holding + 0.5)).ln()
}

/// What reading posting lists needs again and again.
struct Reading<'a> {
    segment: &'a Segment,
    bytes: Vec<u8>,
    list: Vec<(u32, u32)>,
}

impl Reading<'_> {
    /// Loads the list of a term and returns its rarity; 0 when no document holds it.
    fn load(&mut self, term: Term) -> Result<f32, SearchError> {
        self.list.clear();
        self.segment.list(term, &mut self.bytes)?;
        let Self { segment, bytes, list } = self;
        postings::each(bytes, segment.count(), |document, frequency| list.push((document, frequency)));
        Ok(if list.is_empty() { 0.0 } else { rarity(segment.count(), list.len() as u32) })
    }
}

/// Scores every document for a query.
pub fn score(segment: &Segment, query: &Understood) -> Result<Scores, SearchError> {
    let mut reading = Reading { segment, bytes: Vec::new(), list: Vec::new() };
    let mut scores = Scores::default();
    let size = segment.records.len();
    let unknown = rarity(segment.count(), 0);
    scores.body.scores = vec![0.0; size];
    scores.cover.scores = vec![0.0; size];
    for wanted in &query.body {
        let rarity = reading.load(wanted.term)?;
        let weight = rarity * wanted.weight;
        add_bm25(&mut scores.body, &reading, weight);
        if wanted.term.tag() != Kind::Single as u8 {
            scores.cover.possible += if rarity > 0.0 { rarity } else { unknown } * wanted.weight;
            for (document, _) in &reading.list {
                add(&mut scores.cover, *document, weight);
            }
        }
        scores.body_weights.push((wanted.term, weight));
    }
    if !query.synonyms.is_empty() {
        scores.synonym.scores = vec![0.0; size];
        for Wanted { term, weight } in &query.synonyms {
            let weight = reading.load(*term)? * weight;
            add_bm25(&mut scores.synonym, &reading, weight);
            scores.synonym_weights.push((*term, weight));
        }
    }
    add_titles(&mut reading, query, &mut scores)?;
    Ok(scores)
}

/// Scores titles alone, for suggestions.
pub fn score_titles(segment: &Segment, query: &Understood) -> Result<Scores, SearchError> {
    let mut reading = Reading { segment, bytes: Vec::new(), list: Vec::new() };
    let mut scores = Scores::default();
    add_titles(&mut reading, query, &mut scores)?;
    Ok(scores)
}

fn add_titles(reading: &mut Reading, query: &Understood, scores: &mut Scores) -> Result<(), SearchError> {
    let size = reading.segment.records.len();
    let unknown = rarity(reading.segment.count(), 0);
    for (terms, channel) in
        [(&query.titles, &mut scores.title), (&query.sounds, &mut scores.sound), (&query.initials, &mut scores.initials)]
    {
        if terms.is_empty() {
            continue;
        }
        channel.scores = vec![0.0; size];
        for term in terms {
            let rarity = reading.load(*term)?;
            channel.possible += if rarity > 0.0 { rarity } else { unknown };
            for (document, _) in &reading.list {
                add(channel, *document, rarity);
            }
        }
    }
    Ok(())
}

#[inline]
fn add(channel: &mut Channel, document: u32, amount: f32) {
    if let Some(score) = channel.scores.get_mut(document as usize) {
        *score += amount;
    }
}

fn add_bm25(channel: &mut Channel, reading: &Reading, weight: f32) {
    channel.possible += weight * (weights::SATURATION + 1.0);
    for (document, frequency) in &reading.list {
        let (index, frequency) = (*document as usize, *frequency as f32);
        if let (Some(score), Some(norm)) = (channel.scores.get_mut(index), reading.segment.norms.get(index)) {
            *score += weight * frequency * (weights::SATURATION + 1.0) / (frequency + norm);
        }
    }
}

/// Documents whose record carries a number with this key.
pub fn with_number(segment: &Segment, key: &str) -> Result<Vec<u32>, SearchError> {
    let mut reading = Reading { segment, bytes: Vec::new(), list: Vec::new() };
    reading.load(Term::hashed(super::terms::NUMBER, key))?;
    Ok(reading.list.into_iter().map(|(document, _)| document).collect())
}

/// Documents whose title holds every one of these characters.
pub fn with_title_characters(segment: &Segment, characters: &[char]) -> Result<Vec<u32>, SearchError> {
    let mut reading = Reading { segment, bytes: Vec::new(), list: Vec::new() };
    let mut kept: Option<Vec<u32>> = None;
    for character in characters {
        reading.load(Term::single(*character).with_tag(super::terms::TITLE_SINGLE))?;
        let list = reading.list.iter().map(|(document, _)| *document);
        kept = Some(match kept {
            None => list.collect(),
            Some(before) => {
                let list: Vec<u32> = list.collect();
                before.into_iter().filter(|document| list.binary_search(document).is_ok()).collect()
            }
        });
    }
    Ok(kept.unwrap_or_default())
}

/// The best `limit` of `documents` by `score`, best first; equal scores go by path.
pub fn best(segment: &Segment, mut documents: Vec<u32>, limit: usize, score: impl Fn(u32) -> f32) -> Vec<u32> {
    let order = |a: &u32, b: &u32| score(*b).total_cmp(&score(*a)).then_with(|| segment.path(*a).cmp(segment.path(*b)));
    if documents.len() > limit {
        documents.select_nth_unstable_by(limit, order);
        documents.truncate(limit);
    }
    documents.sort_unstable_by(order);
    documents
}
