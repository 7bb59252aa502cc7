//! Saying no: whether the best candidates answer the query at all.
//!
//! Some things are certain: a number that no document has, a place that no document is about, an
//! article that the named document lacks. For the rest it is asked how much of what the query is
//! about the best candidates explain, character by character: by two neighbouring characters that
//! stand in the title or the best section, by a norm's word for what was said, or by sound.

use super::features;
use super::query::Understood;
use super::searcher::Ranked;
use super::segment::Segment;
use super::weights;

/// Candidates that are asked.
const ASKED: usize = 3;

/// True when nothing here answers; the candidates may still be shown as near ones.
pub fn none(segment: &Segment, query: &Understood, ranked: &[Ranked]) -> bool {
    let Some(best) = ranked.first() else { return true };
    if query.number.is_some() {
        return !ranked.iter().any(|candidate| candidate.features[features::NUMBER] > 0.5);
    }
    if unknown_place(segment, query) || unknown_article(query, best) {
        return true;
    }
    !query.body.is_empty() && explained(ranked) < weights::EXPLAINED_LEAST
}

/// Largest share of the subject that one of the best candidates explains, from 0 to 1.
fn explained(ranked: &[Ranked]) -> f32 {
    let by = |candidate: &Ranked| {
        let values = &candidate.features;
        let initials = if values[features::INITIALS] > 0.0 { 1.0 } else { 0.0 };
        values[features::EXPLAINED].max(values[features::SOUND_SHARE]).max(initials)
    };
    ranked.iter().take(ASKED).map(by).fold(0.0, f32::max)
}

/// A place was named and no document is about it or its like.
pub fn unknown_place(segment: &Segment, query: &Understood) -> bool {
    !query.places.is_empty() && !query.places.iter().any(|place| segment.gazetteer.has(place))
}

/// The document that the query names has no such article.
pub fn unknown_article(query: &Understood, best: &Ranked) -> bool {
    query.article.is_some()
        && best.features[features::ARTICLE] == 0.0
        && best.features[features::TITLE_HOLDS_QUERY] > 0.9
}
