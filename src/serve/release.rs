//! One release as it is served: its folder, its manifest and its search index, opened together.

use std::fmt;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;

use super::folder::{Folder, Opened, Stamp};
use super::manifest::{self, Listed, Manifest};
use super::query::SearchRequest;
use crate::diag::{Finding, Outcome};

/// Name of the search page in a release.
const SHELL: &str = "search/index.html";
/// Longest search page, in bytes.
const MAX_SHELL: u64 = 4 * 1024 * 1024;

/// The search of one release, and the page that shows its answers.
pub trait SearchPort: Send + Sync {
    /// Answers a search, in the shape of `GET /api/search`; `null` when it failed.
    fn search(&self, request: &SearchRequest) -> Value;
    /// Completions of what is being typed, best first: an array.
    fn suggest(&self, query: &str, limit: usize) -> Value;
    /// The published search page (`shell`) with an answer in it.
    fn page(&self, shell: &str, answer: &Value, request: &SearchRequest) -> String;
}

/// Opens the search index in a folder.
pub type OpenSearch = Arc<dyn Fn(&Path) -> Outcome<Arc<dyn SearchPort>> + Send + Sync>;

/// Where releases stand.
#[derive(Debug, Clone)]
pub struct Place {
    /// The published folder.
    pub output: PathBuf,
    /// Folder of the search indexes' folder.
    pub state: PathBuf,
    /// The live preview: whatever stands in the folder is given out, listed or not.
    pub live: bool,
}

/// A release that is being served.
pub struct Release {
    /// Identity: SHA-256 of the manifest, in hex.
    pub id: String,
    /// State of the folder when it was opened.
    pub stamp: Stamp,
    folder: Folder,
    manifest: Manifest,
    /// The published search page.
    pub shell: Option<String>,
    /// Its search, when it has one that opens.
    pub search: Option<Arc<dyn SearchPort>>,
}

impl Release {
    /// Opens the release that stands there, with its index. An index that does not open is
    /// logged and left out: the pages matter more.
    ///
    /// # Errors
    /// No release there, its manifest cannot be read, or another takes its place right now.
    pub fn open(place: &Place, open_search: &OpenSearch) -> Outcome<Self> {
        let missing = |_| Finding::file("serve-no-release", &place.output.display().to_string());
        let unreadable = |reason: String| Finding::file("serve-manifest", manifest::NAME).with("reason", reason);
        let folder = Folder::open(&place.output).map_err(missing)?;
        let stamp = folder.stamp().map_err(missing)?;
        let bytes =
            read(&folder, manifest::NAME, manifest::MAX_BYTES).map_err(|error| unreadable(error.to_string()))?;
        let manifest = if place.live { Manifest::parse_head(&bytes) } else { Manifest::parse(&bytes) };
        let manifest = manifest.map_err(unreadable)?;
        let search = manifest.search.as_ref().and_then(|id| {
            open_search(&place.state.join("search").join(id))
                .inspect_err(|failure| tracing::error!(release = manifest.release, "search index: {failure}"))
                .ok()
        });
        let shell = read(&folder, SHELL, MAX_SHELL).ok().and_then(|page| String::from_utf8(page).ok());
        let release = Self { id: manifest.release.clone(), stamp, folder, manifest, shell, search };
        if release.is_whole() { Ok(release) } else { Err(unreadable("replaced while it was read".to_owned()).into()) }
    }

    /// What the manifest states about a file; `None` when it is not published.
    #[must_use]
    pub fn listed(&self, name: &str) -> Option<Listed> {
        self.manifest.file(name)
    }

    /// Whether the release may have a file of this name.
    #[must_use]
    pub fn may_have(&self, name: &str) -> bool {
        self.manifest.may_have(name)
    }

    /// Whether the folder still holds this release. A build that lays a later release into a folder
    /// that was exchanged away removes its manifest first; so a file opened before this says yes is
    /// a file of this release.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.folder.stamp().is_ok_and(|stamp| stamp == self.stamp)
    }

    /// Opens a file of the release.
    ///
    /// # Errors
    /// It is not there (any more), or is not a plain file.
    pub fn get(&self, name: &str) -> std::io::Result<Opened> {
        self.folder.get(name)
    }
}

fn read(folder: &Folder, name: &str, limit: u64) -> std::io::Result<Vec<u8>> {
    let Opened::File(file, length) = folder.get(name)? else {
        return Err(std::io::ErrorKind::NotFound.into());
    };
    if length > limit {
        return Err(std::io::ErrorKind::FileTooLarge.into());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    file.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

impl fmt::Debug for Release {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Release").field("id", &self.id).finish_non_exhaustive()
    }
}
