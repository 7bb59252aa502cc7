//! Which release is served now, and how the next one takes its place.

use std::sync::{Arc, Mutex, PoisonError, RwLock};

use super::folder::{Folder, Stamp};
use super::release::{OpenSearch, Place, Release};
use crate::diag::Outcome;

/// The release being served and the one before it.
#[derive(Debug, Clone, Default)]
pub struct Served {
    /// The release that answers.
    pub current: Option<Arc<Release>>,
    /// The one before. Pages of it may still be open in browsers and ask for its style and script;
    /// nothing else of it is given out.
    pub previous: Option<Arc<Release>>,
}

/// Keeps the served release in step with the published folder.
pub struct Releases {
    place: Place,
    open_search: OpenSearch,
    served: RwLock<Served>,
    refreshing: Mutex<Option<Stamp>>,
}

impl Releases {
    /// Nothing served yet; [`Releases::refresh`] opens what is there.
    #[must_use]
    pub fn new(place: Place, open_search: OpenSearch) -> Self {
        Self { place, open_search, served: RwLock::default(), refreshing: Mutex::default() }
    }

    /// What is served now. Whoever holds it finishes on it, whatever is published meanwhile.
    #[must_use]
    pub fn served(&self) -> Served {
        self.served.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Looks whether another release stands in the published folder and opens it with its index;
    /// both change in one step. Returns whether the release changed. Blocking.
    ///
    /// # Errors
    /// What stands there is no readable release; the one served so far stays. The same broken state
    /// is reported once.
    pub fn refresh(&self) -> Outcome<bool> {
        let mut seen = self.refreshing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut stamp = self.stamp();
        if stamp == *seen && (stamp.is_some() || self.served().current.is_some()) {
            return Ok(false);
        }
        let release = loop {
            *seen = stamp;
            match Release::open(&self.place, &self.open_search) {
                Ok(release) => break release,
                Err(failure) => {
                    // Replaced while it was being opened: then the next one is what counts.
                    stamp = self.stamp();
                    if stamp == *seen {
                        return Err(failure);
                    }
                }
            }
        };
        *seen = Some(release.stamp);
        tracing::info!(release = release.id, search = release.search.is_some(), "release");
        let mut served = self.served.write().unwrap_or_else(PoisonError::into_inner);
        served.previous = served.current.replace(Arc::new(release));
        Ok(true)
    }

    fn stamp(&self) -> Option<Stamp> {
        Folder::open(&self.place.output).and_then(|folder| folder.stamp()).ok()
    }
}
