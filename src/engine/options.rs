//! What a build is asked to do and what it answers.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::diag::Findings;

/// What to build, from where, into where.
#[derive(Debug, Clone)]
pub struct BuildOptions {
    /// Folder with `site.toml`, `content/`, `themes/`.
    pub root: PathBuf,
    /// The settings file.
    pub config: PathBuf,
    /// The published folder.
    pub output: PathBuf,
    /// Folder of what is kept between builds and never published.
    pub state: PathBuf,
    /// The day the portal is built for.
    pub today: Date,
    /// Overrides `base_url`.
    pub base_url: Option<String>,
    /// Whether drafts and future documents are shown (preview).
    pub drafts: bool,
    /// Whether 示例 documents are shown; `None` = as the settings say.
    pub samples: Option<bool>,
    /// Whether a search index is made.
    pub search: bool,
}

/// What a build did.
#[derive(Debug, Clone, Default)]
pub struct Built {
    /// Everything found.
    pub findings: Findings,
    /// Whether the published folder now holds this build (false when an error was found).
    pub published: bool,
    /// Identity of the release: SHA-256 of its manifest, in hex.
    pub release: String,
    /// Number of documents.
    pub documents: usize,
    /// Addresses (output files) added, changed and withdrawn against the last release.
    pub changes: Changes,
    /// Output files that were rendered anew (not taken over from the last release).
    pub rendered: Vec<String>,
    /// Time spent per stage, in order.
    pub timings: Vec<(&'static str, std::time::Duration)>,
}

/// Output files by what happened to them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Not there before.
    pub added: Vec<String>,
    /// There with other bytes.
    pub changed: Vec<String>,
    /// No longer there.
    pub removed: Vec<String>,
}
