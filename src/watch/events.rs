//! Watching by the system's notifications.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind, RenameMode};
use notify::{Config, ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::batch::Signal;
use super::identity::identity;
use super::sources::Sources;
use crate::sys::files;

/// Watches on the sources. Folders are watched by what stands at their path: when another folder
/// takes that place, [`Events::rearm`] notices and watches that one.
#[derive(Debug)]
pub struct Events {
    watcher: RecommendedWatcher,
    armed: Vec<Armed>,
}

/// One watched folder.
#[derive(Debug)]
struct Armed {
    /// As the user names it.
    path: PathBuf,
    /// Without links, as notifications name it; `None` while nothing stands there.
    real: Option<PathBuf>,
    identity: Option<(u64, u64)>,
    mode: RecursiveMode,
}

impl Events {
    /// Starts watching.
    ///
    /// # Errors
    /// The system gives no notifications (or not that many); the reason.
    pub fn start(sources: &Sources, signals: Sender<Signal>) -> Result<Self, String> {
        // Links inside the folders are not followed: those that lead elsewhere in them are watched
        // there, those that lead out are not read.
        let config = Config::default().with_follow_symlinks(false);
        let watcher = RecommendedWatcher::new(move |event| forward(event, &signals), config);
        let deep = sources.deep().into_iter().map(|path| (path, RecursiveMode::Recursive));
        let shallow = sources.shallow().into_iter().map(|path| (path, RecursiveMode::NonRecursive));
        let armed = shallow.chain(deep).map(|(path, mode)| Armed { path, real: None, identity: None, mode }).collect();
        let mut events = Self { watcher: watcher.map_err(|error| error.to_string())?, armed };
        events.rearm(|_| false)?;
        Ok(events)
    }

    /// Watches whatever stands at the watched paths now; returns those where that has changed. Those
    /// to which something happened (`touched`) are watched anew even if they look the same: a folder
    /// made in the place of a removed one may get its number.
    ///
    /// # Errors
    /// The system gives no more notifications; the reason.
    pub fn rearm(&mut self, touched: impl Fn(&Path) -> bool) -> Result<Vec<PathBuf>, String> {
        let mut changed = Vec::new();
        for armed in &mut self.armed {
            let now = identity(&armed.path);
            if now == armed.identity && !touched(&armed.path) {
                continue;
            }
            if let Some(real) = armed.real.take() {
                let _ = self.watcher.unwatch(&real);
            }
            armed.identity = None;
            changed.push(armed.path.clone());
            let Ok(real) = files::canonical(&armed.path) else { continue };
            match self.watcher.watch(&real, armed.mode) {
                Ok(()) => (armed.real, armed.identity) = (Some(real), now),
                // Gone again already: the next look will tell.
                Err(error) if matches!(error.kind, ErrorKind::PathNotFound) || identity(&armed.path).is_none() => {}
                Err(error) => return Err(error.to_string()),
            }
        }
        Ok(changed)
    }

    /// The path as the user names it, from the path as a notification names it.
    #[must_use]
    pub fn translate(&self, path: &Path) -> Option<PathBuf> {
        let inside = |armed: &&Armed| armed.real.as_ref().is_some_and(|real| path.starts_with(real));
        let longest = |armed: &&Armed| armed.real.as_ref().map_or(0, |real| real.as_os_str().len());
        let armed = self.armed.iter().filter(inside).max_by_key(longest)?;
        let rest = path.strip_prefix(armed.real.as_ref()?).ok()?;
        Some(if rest.as_os_str().is_empty() { armed.path.clone() } else { armed.path.join(rest) })
    }
}

/// Sends on what may be a change. Runs on the notifying thread, for every file that is only read
/// too, so it must be quick.
fn forward(event: notify::Result<Event>, signals: &Sender<Signal>) {
    let event = match event {
        Ok(event) => event,
        Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => {
            let _ = signals.send(Signal::Blind(error.to_string()));
            return;
        }
        Err(_) => {
            let _ = signals.send(Signal::Rescan);
            return;
        }
    };
    if event.need_rescan() {
        let _ = signals.send(Signal::Rescan);
        return;
    }
    let complete = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write))
        | EventKind::Modify(ModifyKind::Name(RenameMode::To) | ModifyKind::Metadata(_))
        | EventKind::Create(CreateKind::Folder) => true,
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Name(RenameMode::Both)) => return,
        _ => false,
    };
    for path in event.paths {
        let _ = signals.send(Signal::Changed { path, complete });
    }
}
