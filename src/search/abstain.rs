//! Saying no: whether the best candidates answer the query at all.
//!
//! Some things are certain: a number that no document has, a place that no document is about, an
//! article that the named document lacks. For the rest it is asked how much of what the query is
//! about the best candidates explain, character by character: by two neighbouring characters that
//! stand in the title or the best section, by a norm's word for what was said, or by sound.

use super::error::SearchError;
use super::features;
use super::passages;
use super::query::Understood;
use super::roles::{Role, Roles};
use super::searcher::Ranked;
use super::segment::Segment;
use super::synonyms;
use super::weights;
use crate::text::analyser::{self, Kind, Term};
use crate::text::fold;
use std::collections::HashSet;

/// Candidates that are asked.
const ASKED: usize = 3;

/// True when nothing here answers; the candidates may still be shown as near ones.
pub fn none(segment: &Segment, query: &Understood, ranked: &[Ranked]) -> Result<bool, SearchError> {
    let Some(best) = ranked.first() else { return Ok(true) };
    if query.number.is_some() {
        return Ok(!ranked.iter().any(|candidate| candidate.features[features::NUMBER] > 0.5));
    }
    if unknown_place(segment, query) || unknown_article(query, best) {
        return Ok(true);
    }
    if query.body.is_empty() {
        return Ok(false);
    }
    Ok(explained(segment, query, ranked)? < weights::EXPLAINED_LEAST)
}

/// A place was named and no document is about it or its like.
pub fn unknown_place(segment: &Segment, query: &Understood) -> bool {
    !query.places.is_empty() && !query.places.iter().any(|place| segment.gazetteer.has(place))
}

/// The document that the query names has no such article.
pub fn unknown_article(query: &Understood, best: &Ranked) -> bool {
    query.article.is_some() && best.features[features::ARTICLE] == 0.0 && best.features[features::TITLE_HOLDS_QUERY] > 0.9
}

/// Largest share of the query that one of the best candidates explains, from 0 to 1.
pub fn explained(segment: &Segment, query: &Understood, ranked: &[Ranked]) -> Result<f32, SearchError> {
    let subject = Subject::of(query, segment);
    let mut best = 0.0f32;
    let mut text = Vec::new();
    for candidate in ranked.iter().take(ASKED) {
        let Some(record) = segment.records.get(candidate.document as usize) else { continue };
        let mut known = HashSet::new();
        let mut learn = |text: &str| analyser::analyse(text, |token| drop(known.insert(token.term)));
        learn(&record.title);
        let sections = segment.text(candidate.document, &mut text)?;
        for found in candidate.evidence.best.iter().take(1) {
            if let Some(section) = sections.get(found.section) {
                learn(&passages::decode(&text, section));
            }
        }
        let sound = candidate.features[features::SOUND_SHARE].max(if candidate.features[features::INITIALS] > 0.0 { 1.0 } else { 0.0 });
        best = best.max(subject.explained_by(&known)).max(sound);
    }
    Ok(best)
}

/// What the query is about, character by character.
struct Subject {
    /// By byte of the text: it belongs to a content character.
    content: Vec<bool>,
    /// Terms of two or more characters with the bytes they cover.
    terms: Vec<(Term, usize, usize)>,
    /// Bytes of a citizens' word, with the terms of each norm for it.
    said: Vec<(usize, usize, Vec<Vec<Term>>)>,
}

impl Subject {
    fn of(query: &Understood, segment: &Segment) -> Self {
        let aligned = fold::fold_aligned(&query.text);
        let folded: Vec<char> = aligned.iter().map(|(c, _)| *c).filter(|c| *c != ' ').collect();
        let roles = Roles::read(&query.text, &segment.gazetteer.named(&folded));
        let mut content = vec![false; query.text.len()];
        for (character, source) in &aligned {
            if *character != ' ' && matches!(roles.at(source.start), Role::Content) {
                content.iter_mut().skip(source.start).take(1).for_each(|slot| *slot = true);
            }
        }
        let mut terms = Vec::new();
        analyser::analyse(&query.text, |token| {
            if token.kind != Kind::Single {
                terms.push((token.term, token.start, token.end));
            }
        });
        let characters: Vec<char> = aligned.iter().map(|(c, _)| *c).collect();
        let said = synonyms::said(&characters).into_iter().filter_map(|said| {
            let start = aligned.get(said.start)?.1.start;
            let end = aligned.get(said.end - 1)?.1.end;
            let norms = said.norms.iter().map(|norm| {
                let mut terms = Vec::new();
                analyser::analyse(norm, |token| if token.kind == Kind::Pair { terms.push(token.term) });
                terms
            });
            Some((start, end, norms.collect()))
        });
        Self { content, terms, said: said.collect() }
    }

    fn explained_by(&self, known: &HashSet<Term>) -> f32 {
        let mut explained = vec![false; self.content.len()];
        let mut mark = |start: usize, end: usize| explained.iter_mut().take(end).skip(start).for_each(|slot| *slot = true);
        for (term, start, end) in &self.terms {
            if known.contains(term) {
                mark(*start, *end);
            }
        }
        for (start, end, norms) in &self.said {
            let holds = |norm: &Vec<Term>| norm.iter().filter(|term| known.contains(term)).count() * 2 > norm.len();
            if norms.iter().any(holds) {
                mark(*start, *end);
            }
        }
        let all = self.content.iter().filter(|content| **content).count();
        let found = self.content.iter().zip(&explained).filter(|(content, explained)| **content && **explained).count();
        if all == 0 { 1.0 } else { found as f32 / all as f32 }
    }
}
