//! Watching without notifications: looking at the files every moment.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::time::Duration;

use super::batch::Signal;
use super::snapshot::Snapshot;
use super::sources::Sources;
use crate::sys::clock::Stopwatch;

/// Shortest pause between two looks.
const PAUSE: Duration = Duration::from_millis(250);
/// A look may take this part of the time: on a slow disk the pauses grow.
const SHARE: u32 = 5;
/// Pause before a second look when something has changed, to see whether it still does.
const SETTLE: Duration = Duration::from_millis(60);
/// Longest time that changes are held back because there are ever more.
const LIMIT: Duration = Duration::from_secs(5);

/// A thread that looks at the sources and sends what changed; it ends when this is dropped.
#[derive(Debug)]
pub struct Poller(Arc<AtomicBool>);

impl Poller {
    /// Starts looking; what is there now counts as known.
    #[must_use]
    pub fn start(sources: Sources, signals: Sender<Signal>) -> Self {
        let stopped = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&stopped);
        let known = Snapshot::take(&sources);
        std::thread::spawn(move || look(&sources, known, &signals, &flag));
        Self(stopped)
    }
}

impl Drop for Poller {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

fn look(sources: &Sources, mut known: Snapshot, signals: &Sender<Signal>, stopped: &AtomicBool) {
    let mut pause = PAUSE;
    loop {
        std::thread::sleep(pause);
        if stopped.load(Ordering::Relaxed) {
            return;
        }
        let watch = Stopwatch::start();
        let mut seen = Snapshot::take(sources);
        pause = PAUSE.max(watch.elapsed() * SHARE);
        let changed = known.differences(&seen);
        if changed.is_empty() {
            continue;
        }
        seen = settled(sources, seen);
        for path in known.differences(&seen) {
            if signals.send(Signal::Changed { path, complete: true }).is_err() {
                return;
            }
        }
        known = seen;
    }
}

/// Looks again until two looks in a row see the same.
fn settled(sources: &Sources, mut seen: Snapshot) -> Snapshot {
    let watch = Stopwatch::start();
    while watch.elapsed() < LIMIT {
        std::thread::sleep(SETTLE);
        let again = Snapshot::take(sources);
        if again == seen {
            break;
        }
        seen = again;
    }
    seen
}
