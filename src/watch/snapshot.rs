//! The watched files as the file system knows them, to see what changed without being told.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags, Stat, openat, stat, statat};

use super::sources::Sources;

/// Deepest folder nesting that is looked at.
const MAX_DEPTH: usize = 32;

/// Size, time of change and number of every watched file, by path.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Snapshot(BTreeMap<PathBuf, Mark>);

/// What changes when a file does, short of its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    number: u64,
    bytes: i64,
    mode: u32,
    changed: (i64, i64),
}

impl Snapshot {
    /// Looks at all watched files. What vanishes meanwhile is left out.
    #[must_use]
    pub fn take(sources: &Sources) -> Self {
        let mut marks = BTreeMap::new();
        if let Ok(stat) = stat(sources.config()) {
            marks.insert(sources.config().to_owned(), mark(&stat));
        }
        for folder in sources.deep() {
            visit(&folder, sources, 0, &mut marks);
        }
        Self(marks)
    }

    /// Paths that are in only one of the two, or changed between them.
    #[must_use]
    pub fn differences(&self, newer: &Self) -> Vec<PathBuf> {
        let changed = newer.0.iter().filter(|(path, mark)| self.0.get(*path) != Some(mark)).map(|(path, _)| path);
        let removed = self.0.keys().filter(|path| !newer.0.contains_key(*path));
        changed.chain(removed).cloned().collect()
    }
}

fn visit(folder: &Path, sources: &Sources, depth: usize, marks: &mut BTreeMap<PathBuf, Mark>) {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let Ok(handle) = openat(CWD, folder, flags, Mode::empty()) else { return };
    let Ok(entries) = Dir::read_from(&handle) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let path = folder.join(OsStr::from_bytes(name.to_bytes()));
        if matches!(name.to_bytes(), b"." | b"..") || !sources.matter(&path) {
            continue;
        }
        let Ok(stat) = statat(&handle, name, AtFlags::SYMLINK_NOFOLLOW) else { continue };
        match FileType::from_raw_mode(stat.st_mode) {
            FileType::Directory if depth < MAX_DEPTH => visit(&path, sources, depth + 1, marks),
            FileType::Directory => {}
            // The target's mark: a link stays the same when what it leads to changes.
            FileType::Symlink => {
                let target = statat(&handle, name, AtFlags::empty()).unwrap_or(stat);
                marks.insert(path, mark(&target));
            }
            _ => {
                marks.insert(path, mark(&stat));
            }
        }
    }
}

#[allow(
    clippy::unnecessary_cast,
    clippy::cast_lossless,
    clippy::cast_possible_wrap,
    reason = "the fields differ in type between systems"
)]
fn mark(stat: &Stat) -> Mark {
    Mark {
        number: stat.st_ino as u64,
        bytes: stat.st_size as i64,
        mode: stat.st_mode as u32,
        changed: (stat.st_mtime as i64, stat.st_mtime_nsec as i64),
    }
}
