//! Full-text search over the published documents: index, query, ranking, passages, facets, suggestions.
//!
//! The index is a folder that [`IndexBuilder`] writes and [`Searcher`] reads; neither knows what a
//! page looks like. Results depend on the documents and the request alone: not on threads, on the
//! order of adding, or on the clock ("today" is part of the request). See `docs/search.md`.

mod abstain;
mod articles;
mod builder;
mod candidates;
mod counter;
mod dates;
mod dictionary;
mod disk;
mod error;
mod facets;
mod features;
mod gazetteer;
mod numbers;
mod passages;
mod postings;
mod query;
mod record;
mod runs;
mod sections;
mod searcher;
mod segment;
mod suggest;
mod synonyms;
mod terms;
mod title;
mod types;
mod weights;

pub use builder::{IndexBuilder, IndexOptions, IndexSummary};
pub use error::SearchError;
pub use searcher::{Ranked, Searcher};
pub use types::{
    Direct, Facets, FacetValue, Hit, Note, Passage, Request, Response, SearchDocument, Section, Sort, Suggestion,
};
