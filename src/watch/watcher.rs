//! The watcher: notifications where there are any, looking otherwise; always whole batches.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use super::batch::{Batch, Gathered, Signal, gather};
use super::events::Events;
use super::identity::{identity, silent};
use super::poll::Poller;
use super::snapshot::Snapshot;
use super::sources::Sources;
use crate::diag::Finding;

/// How often the watched folders are looked at for being replaced.
const IDLE: Duration = Duration::from_millis(500);

/// Watches sources.
pub struct Watcher {
    sources: Sources,
    eyes: Eyes,
    sender: Sender<Signal>,
    signals: Receiver<Signal>,
    /// The files when notifications were last lost, to tell what was missed.
    known: Option<Snapshot>,
    /// Lock files that version control holds while it writes many files.
    locks: Vec<PathBuf>,
    /// A lock that outlasted a whole batch: left behind, or of an operation too long to wait for.
    outlasted: Option<(u64, u64)>,
    /// Why there are no notifications, until somebody asks.
    blind: Option<Finding>,
}

enum Eyes {
    Events(Events),
    Poll { _poller: Poller },
}

/// What the watcher waited for.
#[derive(Debug, PartialEq, Eq)]
pub enum Next {
    /// Something changed.
    Batch(Batch),
    /// The preview is to end.
    Stop,
}

impl Watcher {
    /// Starts watching; changes from here on are not missed.
    #[must_use]
    pub fn start(sources: Sources, poll: bool) -> Self {
        let (sender, signals) = channel();
        let quiet = sources.shallow().iter().chain(&sources.deep()).find_map(|path| silent(path));
        let started = match (poll, quiet) {
            (true, _) => Err("--poll".to_owned()),
            (_, Some(name)) => Err(name.to_owned()),
            _ => Events::start(&sources, sender.clone()),
        };
        let folders = sources.shallow();
        let locks = folders.iter().flat_map(|path| path.ancestors()).map(|path| path.join(".git/index.lock")).collect();
        let (eyes, blind) = match started {
            Ok(events) => (Eyes::Events(events), None),
            Err(reason) => (polling(&sources, &sender), Some(why(&sources, &reason))),
        };
        Self { sources, eyes, sender, signals, known: None, locks, outlasted: None, blind }
    }

    /// Through this the watcher can be told to stop.
    #[must_use]
    pub fn stopper(&self) -> Sender<Signal> {
        self.sender.clone()
    }

    /// Why the watcher has come to look at the files itself; said once.
    pub fn blindness(&mut self) -> Option<Finding> {
        self.blind.take()
    }

    /// Waits for the next batch; `None` when a moment passed without one.
    pub fn wait(&mut self) -> Option<Next> {
        let gathered = match &self.eyes {
            Eyes::Events(events) => {
                let translate = |path: PathBuf| events.translate(&path).filter(|path| self.sources.matter(path));
                gather(&self.signals, IDLE, translate, || self.busy())
            }
            Eyes::Poll { .. } => gather(&self.signals, IDLE, Some, || self.busy()),
        };
        self.outlasted = self.locks.iter().find_map(|lock| identity(lock));
        if gathered.stop {
            return Some(Next::Stop);
        }
        let paths = self.paths(gathered);
        (!paths.is_empty()).then(|| Next::Batch(Batch { paths: paths.into_iter().collect() }))
    }

    fn paths(&mut self, gathered: Gathered) -> Vec<PathBuf> {
        let mut paths: Vec<PathBuf> = gathered.paths.keys().cloned().collect();
        let mut blind = gathered.blind;
        if let Eyes::Events(events) = &mut self.eyes {
            match events.rearm(|path| gathered.paths.contains_key(path)) {
                Ok(changed) => paths.extend(changed.into_iter().filter(|path| self.sources.matter(path))),
                Err(reason) => blind = Some(reason),
            }
        }
        if let Some(reason) = &blind {
            self.eyes = polling(&self.sources, &self.sender);
            self.blind = Some(why(&self.sources, reason));
        }
        if gathered.rescan || blind.is_some() {
            // Which files changed is found by comparing; the first time, all of them count.
            let now = Snapshot::take(&self.sources);
            paths.extend(self.known.take().unwrap_or_default().differences(&now));
            self.known = Some(now);
        }
        paths
    }

    fn busy(&self) -> bool {
        let lock = self.locks.iter().find_map(|lock| identity(lock));
        lock.is_some() && lock != self.outlasted
    }
}

fn polling(sources: &Sources, sender: &Sender<Signal>) -> Eyes {
    Eyes::Poll { _poller: Poller::start(sources.clone(), sender.clone()) }
}

fn why(sources: &Sources, reason: &str) -> Finding {
    let root = sources.shallow().into_iter().next().unwrap_or_default();
    Finding::file("watch-polling", &root.display().to_string()).with("reason", reason)
}
