//! Gathering changes: when is a save over?
//!
//! The waits are as short as the signs allow. A file whose writer has closed it, or that was moved
//! into place, is complete; a file that vanished may be half of an editor's save; many files at once
//! are a checkout or a copy that is still going on.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use crate::sys::clock::Stopwatch;

/// Silence after which complete files are taken.
const COMPLETE: Duration = Duration::from_millis(8);
/// Silence after which files are taken that may be incomplete.
const INCOMPLETE: Duration = Duration::from_millis(40);
/// Silence after which a burst is over.
const BURST: Duration = Duration::from_millis(150);
/// More paths than this are a burst.
const FEW: usize = 8;
/// Longest wait for a few files that never fall silent.
const FEW_LIMIT: Duration = Duration::from_millis(400);
/// Longest wait for a burst, or for a version-control operation to end.
const BURST_LIMIT: Duration = Duration::from_secs(5);

/// What reaches the watcher.
#[derive(Debug)]
pub enum Signal {
    /// Something happened to this path.
    Changed {
        /// As the back end names it.
        path: PathBuf,
        /// Whether that completed it: closed after writing, or moved into place.
        complete: bool,
    },
    /// Notifications were lost: anything may have changed.
    Rescan,
    /// There are no notifications from here on, and why.
    Blind(String),
    /// The preview is to end.
    Stop,
}

/// Changes that belong together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// Paths that were created, changed, moved or removed, as the user names them. A folder stands
    /// for all that is or was in it: what came with it is not always named on its own.
    pub paths: BTreeSet<PathBuf>,
}

/// Signals until silence.
#[derive(Debug, Default)]
pub struct Gathered {
    /// Paths, each with whether its last change completed it.
    pub paths: BTreeMap<PathBuf, bool>,
    /// Whether notifications were lost.
    pub rescan: bool,
    /// Why there are none any more.
    pub blind: Option<String>,
    /// Whether the preview is to end.
    pub stop: bool,
}

impl Gathered {
    /// Takes a signal in, its path as `translate` gives it; `None` = it matters to nobody.
    pub fn take(&mut self, signal: Signal, translate: &impl Fn(PathBuf) -> Option<PathBuf>) {
        match signal {
            Signal::Changed { path, complete } => {
                if let Some(path) = translate(path) {
                    self.paths.insert(path, complete);
                }
            }
            Signal::Rescan => self.rescan = true,
            Signal::Blind(reason) => self.blind = Some(reason),
            Signal::Stop => self.stop = true,
        }
    }

    /// How much silence ends the batch, and how long it may take altogether.
    #[must_use]
    pub fn patience(&self) -> (Duration, Duration) {
        if self.rescan || self.paths.len() > FEW {
            (BURST, BURST_LIMIT)
        } else if self.paths.values().all(|complete| *complete) {
            (COMPLETE, FEW_LIMIT)
        } else {
            (INCOMPLETE, FEW_LIMIT)
        }
    }

    /// Whether nothing came in that matters.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.rescan && self.blind.is_none() && !self.stop
    }
}

/// Waits up to `idle` for a first signal that matters, then gathers until silence. `busy` says that
/// more is sure to come (a version-control operation is under way). Nothing within `idle`: empty.
pub fn gather(
    signals: &Receiver<Signal>,
    idle: Duration,
    translate: impl Fn(PathBuf) -> Option<PathBuf>,
    busy: impl Fn() -> bool,
) -> Gathered {
    let mut gathered = Gathered::default();
    let waiting = Stopwatch::start();
    while gathered.is_empty() {
        match signals.recv_timeout(idle.saturating_sub(waiting.elapsed())) {
            Ok(signal) => gathered.take(signal, &translate),
            Err(RecvTimeoutError::Timeout) => return gathered,
            Err(RecvTimeoutError::Disconnected) => gathered.stop = true,
        }
    }
    let started = Stopwatch::start();
    while !gathered.stop {
        let (silence, limit) = gathered.patience();
        if started.elapsed() >= limit && !busy() || started.elapsed() >= BURST_LIMIT {
            break;
        }
        match signals.recv_timeout(silence) {
            Ok(signal) => gathered.take(signal, &translate),
            Err(RecvTimeoutError::Timeout) if busy() => {}
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => gathered.stop = true,
        }
    }
    gathered
}
