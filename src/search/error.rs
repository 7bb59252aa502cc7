//! What can go wrong with an index. Nothing a person types is among it.

use std::path::PathBuf;

/// Failure to write or read an index.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The file system refused.
    #[error("{path}: {source}")]
    Io {
        /// File or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
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
