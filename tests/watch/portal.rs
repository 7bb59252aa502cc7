//! A portal's folder in a temporary place, watched by a thread.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use gongkai::watch::{Batch, Next, Signal, Sources, Watcher};

/// Longest wait for what must come.
pub const PATIENCE: Duration = Duration::from_secs(60);

pub struct Portal {
    pub folder: tempfile::TempDir,
    batches: Option<Receiver<Batch>>,
    stopper: Option<Sender<Signal>>,
}

impl Portal {
    /// A portal with a few files, not watched yet.
    pub fn new() -> Self {
        let portal = Self { folder: tempfile::tempdir().unwrap(), batches: None, stopper: None };
        portal.write("site.toml", "title = \"x\"");
        portal.write("content/a.md", "one");
        portal.write("content/2019/b.md", "one");
        portal.write("themes/default/x.html", "one");
        portal
    }

    /// A portal that is watched.
    pub fn watched(poll: bool) -> Self {
        let mut portal = Self::new();
        portal.watch(poll);
        portal
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().join("root")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    pub fn sources(&self) -> Sources {
        Sources::new(self.root(), self.path("site.toml"), vec![self.path("public"), self.path(".gongkai")])
    }

    pub fn watch(&mut self, poll: bool) {
        let mut watcher = Watcher::start(self.sources(), poll);
        assert_eq!(watcher.blindness().map(|finding| finding.code), poll.then_some("watch-polling"));
        self.stopper = Some(watcher.stopper());
        let (sender, batches) = channel();
        self.batches = Some(batches);
        std::thread::spawn(move || {
            loop {
                match watcher.wait() {
                    Some(Next::Batch(batch)) => _ = sender.send(batch),
                    Some(Next::Stop) => return,
                    None => {}
                }
            }
        });
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub fn remove(&self, name: &str) {
        let path = self.path(name);
        if path.is_dir() { std::fs::remove_dir_all(path).unwrap() } else { std::fs::remove_file(path).unwrap() }
    }

    pub fn rename(&self, from: &str, to: &str) {
        std::fs::rename(self.path(from), self.path(to)).unwrap();
    }

    /// The next batch, as names below the root.
    pub fn batch(&self) -> BTreeSet<String> {
        let batch = self.batches.as_ref().unwrap().recv_timeout(PATIENCE).expect("a batch");
        let name = |path: &PathBuf| path.strip_prefix(self.root()).unwrap().to_str().unwrap().to_owned();
        batch.paths.iter().map(name).collect()
    }

    /// Batches until one has this name; all names in them.
    pub fn until(&self, name: &str) -> BTreeSet<String> {
        let mut all = BTreeSet::new();
        while !all.contains(name) {
            all.extend(self.batch());
        }
        all
    }

    /// Proves that nothing else is on its way: what comes next is what is saved now, alone.
    pub fn nothing_more(&self) {
        self.write("content/sentinel.md", "s");
        assert_eq!(self.batch(), names(&["content/sentinel.md"]));
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        if let Some(stopper) = &self.stopper {
            let _ = stopper.send(Signal::Stop);
        }
    }
}

pub fn names(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}
