//! Saying no: whether the best candidate answers the query at all.

use super::features;
use super::query::Understood;
use super::searcher::Ranked;
use super::segment::Segment;

/// True when nothing here answers; the candidates may still be shown as near ones.
pub fn none(segment: &Segment, query: &Understood, ranked: &[Ranked]) -> bool {
    let Some(best) = ranked.first() else { return !query.is_empty() || query.places.is_empty() };
    if query.number.is_some() && best.features[features::NUMBER] < 0.5 {
        return true;
    }
    if query.places.iter().any(|place| !segment.gazetteer.has(place)) {
        return true;
    }
    false
}
