//! The staging folder: the next release is laid beside the published one, verified, and exchanged
//! with it in one step.
//!
//! After an exchange the staging folder holds the release before, so the next build only has to bring
//! it forward. Unchanged files are shared between the two by hard link; therefore a file is never
//! written in place: it is unlinked and made anew.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rayon::prelude::*;

use super::manifest::{Entry, MANIFEST, Manifest};
use crate::diag::{Finding, Outcome};
use crate::sys::{files, swap, walk};

/// The next release while it is being laid.
#[derive(Debug)]
pub struct Stage {
    live: PathBuf,
    next: PathBuf,
    /// What `next` is known to hold; empty when it is unknown and was cleared.
    held: Manifest,
    /// What `live` holds.
    published: Manifest,
    folders: Mutex<BTreeSet<String>>,
    /// Files of others that were taken along.
    carried: Vec<String>,
}

/// The published folder as a build finds it.
#[derive(Debug, Default)]
pub struct Live {
    /// Its manifest; empty when nothing is published yet.
    pub manifest: Manifest,
    /// Files in it that no release wrote, relative paths.
    pub foreign: Vec<String>,
    /// Files of the manifest that are missing or have another length.
    pub damaged: BTreeSet<String>,
}

/// Looks at the published folder. A folder with files but without a manifest was not made by gongkai
/// and is refused.
///
/// # Errors
/// The folder is not ours, or cannot be read.
pub fn inspect(live: &Path) -> Outcome<Live> {
    swap::recover(&next_to(live), live)?;
    let (found, problems) = walk::files(live, &live.display().to_string());
    if let Some(problem) = problems.into_iter().find(|problem| problem.code == "io-read") {
        return Err(problem.into());
    }
    let Some(manifest) = Manifest::read(live)? else {
        let Some(first) = found.first() else { return Ok(Live::default()) };
        let path = live.display().to_string();
        return Err(Finding::file("output-not-ours", &path).with("file", &first.relative).into());
    };
    let mut damaged: BTreeSet<String> = manifest.files.keys().cloned().collect();
    let mut foreign = Vec::new();
    for file in found {
        match manifest.files.get(&file.relative) {
            Some(entry) if entry.bytes == file.bytes => {
                damaged.remove(&file.relative);
            }
            Some(_) => {}
            None if file.relative == MANIFEST || is_twin(&file.relative, &manifest) => {}
            None => foreign.push(file.relative),
        }
    }
    Ok(Live { manifest, foreign, damaged })
}

/// Whether a file is the precompressed twin of a published one.
fn is_twin(path: &str, manifest: &Manifest) -> bool {
    [".gz", ".br"].iter().any(|end| path.strip_suffix(end).is_some_and(|plain| manifest.files.contains_key(plain)))
}

/// The staging folder of a published folder: hidden, beside it, on the same disk.
fn next_to(live: &Path) -> PathBuf {
    let name = live.file_name().unwrap_or_default().to_string_lossy().into_owned();
    live.with_file_name(format!(".{name}.next"))
}

impl Stage {
    /// Opens the staging folder. What it holds is trusted only when its manifest is there: the
    /// manifest is removed before the first change and written after the last.
    ///
    /// # Errors
    /// The folder cannot be made or cleared.
    pub fn open(live: &Path, published: Manifest) -> Outcome<Self> {
        let next = next_to(live);
        let held = Manifest::read(&next)?;
        if held.is_none() {
            files::remove(&next)?;
        }
        files::create_dirs(&next)?;
        files::remove(&next.join(MANIFEST))?;
        Ok(Self {
            live: live.to_owned(),
            next,
            held: held.unwrap_or_default(),
            published,
            folders: Mutex::default(),
            carried: Vec::new(),
        })
    }

    /// Takes a file over from the published release without reading it.
    ///
    /// # Errors
    /// Disk full, or the published file has gone.
    pub fn keep(&self, path: &str, entry: &Entry) -> Outcome<()> {
        if self.held.files.get(path) == Some(entry) {
            return Ok(());
        }
        self.clear_way(path)?;
        files::link_or_copy(&self.live.join(path), &self.next.join(path))?;
        self.twins(path, |twin| {
            let from = self.live.join(twin);
            if files::size(&from).is_some() { files::link_or_copy(&from, &self.next.join(twin)) } else { Ok(()) }
        })
    }

    /// Writes a file, or takes the published one over when it has the same content. `twins` gives the
    /// precompressed forms, by ending.
    ///
    /// # Errors
    /// Disk full, no permission.
    pub fn put(
        &self,
        path: &str,
        content: &[u8],
        twins: impl FnOnce() -> Vec<(&'static str, Vec<u8>)>,
    ) -> Outcome<Entry> {
        let entry = Entry::of(content);
        if self.held.files.get(path) == Some(&entry) {
            return Ok(entry);
        }
        if self.published.files.get(path) == Some(&entry) && self.keep(path, &entry).is_ok() {
            return Ok(entry);
        }
        self.clear_way(path)?;
        files::write(&self.next.join(path), content)?;
        for (end, packed) in twins() {
            files::write(&self.next.join(format!("{path}{end}")), &packed)?;
        }
        Ok(entry)
    }

    /// Takes along a file that gongkai did not write.
    ///
    /// # Errors
    /// Disk full, no permission.
    pub fn carry(&mut self, path: &str) -> Outcome<()> {
        self.clear_way(path)?;
        files::link_or_copy(&self.live.join(path), &self.next.join(path))?;
        self.carried.push(path.to_owned());
        Ok(())
    }

    /// Removes what the release before left, verifies the rest and exchanges it with the published
    /// folder.
    ///
    /// # Errors
    /// A file is missing or short: the published release stays.
    pub fn publish(self, manifest: &Manifest) -> Outcome<()> {
        self.lay(manifest)?;
        swap::swap(&self.next, &self.live)?;
        self.drop_carried()
    }

    /// Completes the staging folder without publishing it: it then holds just this release.
    ///
    /// # Errors
    /// A file is missing or short.
    pub fn settle(self, manifest: &Manifest) -> Outcome<()> {
        self.lay(manifest)?;
        self.drop_carried()
    }

    /// What gongkai did not write belongs to the published folder alone: kept in the staging folder it
    /// would come back after its owner removed it.
    fn drop_carried(&self) -> Outcome<()> {
        self.carried.iter().try_for_each(|path| files::remove(&self.next.join(path)))
    }

    fn lay(&self, manifest: &Manifest) -> Outcome<()> {
        for path in self.held.files.keys().filter(|path| !manifest.files.contains_key(*path)) {
            files::remove(&self.next.join(path))?;
            self.twins(path, |twin| files::remove(&self.next.join(twin)))?;
            self.remove_empty_folders(path);
        }
        verify(&self.next, manifest)?;
        files::write_whole(&self.next.join(MANIFEST), &manifest.to_json())
    }

    fn clear_way(&self, path: &str) -> Outcome<()> {
        let folder = path.rfind('/').map_or("", |at| &path[..at]);
        let known = self.folders.lock().is_ok_and(|folders| folders.contains(folder));
        if !known {
            files::create_dirs(&self.next.join(folder))?;
            if let Ok(mut folders) = self.folders.lock() {
                folders.insert(folder.to_owned());
            }
        }
        if self.held.files.contains_key(path) {
            files::remove(&self.next.join(path))?;
            self.twins(path, |twin| files::remove(&self.next.join(twin)))?;
        }
        Ok(())
    }

    fn twins(&self, path: &str, mut each: impl FnMut(&str) -> Outcome<()>) -> Outcome<()> {
        for end in [".gz", ".br"] {
            each(&format!("{path}{end}"))?;
        }
        Ok(())
    }

    fn remove_empty_folders(&self, path: &str) {
        let mut folder = path;
        while let Some((above, _)) = folder.rsplit_once('/') {
            files::remove_empty_dir(&self.next.join(above));
            folder = above;
        }
    }
}

/// Holds a folder against a manifest: every file there, with its length.
///
/// # Errors
/// Names the first file that is missing or has another length.
pub fn verify(folder: &Path, manifest: &Manifest) -> Outcome<()> {
    let wrong =
        manifest.files.par_iter().find_first(|(path, entry)| files::size(&folder.join(path)) != Some(entry.bytes));
    match wrong {
        None => Ok(()),
        Some((path, _)) => Err(Finding::file("release-incomplete", path).into()),
    }
}
