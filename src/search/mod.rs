//! Full-text search over the published documents: index, query, ranking, passages, facets, suggestions.
//!
//! The index is a folder that [`IndexBuilder`] writes and [`Searcher`] reads; neither knows what a
//! page looks like. Results depend on the documents and the request alone: not on threads, on the
//! order of adding, or on the clock ("today" is part of the request). See `docs/search.md`.

// Document numbers, counts and sizes fit their narrower types by the limits of `builder` and `runs`.
#![allow(clippy::cast_possible_truncation)]

mod abstain;
mod answers;
mod articles;
mod builder;
mod candidates;
mod columns;
mod counter;
mod dates;
mod error;
mod facets;
mod features;
mod gazetteer;
mod numbers;
mod operators;
mod passages;
mod places;
mod query;
mod queue;
mod record;
mod roles;
mod scanner;
mod schema;
mod searcher;
mod sections;
mod segment;
mod sounds;
mod store;
mod stream;
mod suggest;
mod synonyms;
mod terms;
mod title;
mod types;
mod varint;
mod weights;

pub use builder::{IndexBuilder, IndexOptions, IndexSummary};
pub use error::SearchError;
pub use searcher::{Ranked, Searcher};
pub use types::{
    Direct, FacetValue, Facets, Hit, Note, Passage, Request, Response, SearchDocument, Section, Sort, Suggestion,
};
/// Names and weights of the features that rank the candidates, for measuring and documentation.
pub const RANKING: &[(&str, f32)] = &weights::RANKING;
/// The same for the sections of a document.
pub const PLACES: &[(&str, f32)] = &weights::PLACES;

#[cfg(test)]
mod tests;
