//! What can go wrong with an index. Nothing a person types is among it.

/// Failure to write or read an index.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The folder of the index cannot be made or emptied.
    #[error(transparent)]
    Folder(#[from] crate::diag::Failure),
    /// The index cannot be written or read: the file system refused, or a file is missing or damaged.
    #[error("search index: {0}")]
    Index(#[from] tantivy::TantivyError),
    /// The index is damaged or of another version; building it anew mends it.
    #[error("search index unusable: {0}")]
    Unusable(&'static str),
    /// A document is larger than the index can hold.
    #[error("{path}: too large for the search index")]
    TooLarge {
        /// Source file.
        path: String,
    },
}
