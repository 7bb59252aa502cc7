//! Exchanging two folders in one step, so that a reader sees the old one or the new one.

use std::fs;
use std::path::Path;

use rustix::fs::{CWD, RenameFlags, renameat_with};

use super::files::failure;
use crate::diag::Outcome;

/// Puts `fresh` in the place of `live`; afterwards the old `live` stands at `fresh`, if there was one.
///
/// On Linux this is one `renameat2(RENAME_EXCHANGE)`. Where the kernel or file system lacks it,
/// `live` is moved aside to `fresh.old` first: for an instant neither name exists, and a crash in
/// that instant is mended by [`recover`].
///
/// # Errors
/// The folders are on different disks, or permission is missing.
pub fn swap(fresh: &Path, live: &Path) -> Outcome<()> {
    if fs::symlink_metadata(live).is_err() {
        return fs::rename(fresh, live).map_err(|error| failure("io-write", live, &error));
    }
    if renameat_with(CWD, fresh, CWD, live, RenameFlags::EXCHANGE).is_ok() {
        return Ok(());
    }
    let aside = fresh.with_extension("old");
    fs::rename(live, &aside)
        .and_then(|()| fs::rename(fresh, live))
        .and_then(|()| fs::rename(&aside, fresh))
        .map_err(|error| failure("io-write", live, &error))
}

/// Finishes a fallback swap that was cut off between its renames: the release that was moved aside
/// comes back when nothing stands in its place.
///
/// # Errors
/// Permission is missing.
pub fn recover(fresh: &Path, live: &Path) -> Outcome<()> {
    let aside = fresh.with_extension("old");
    if fs::symlink_metadata(&aside).is_err() {
        return Ok(());
    }
    let result =
        if fs::symlink_metadata(live).is_err() { fs::rename(&aside, live) } else { fs::remove_dir_all(&aside) };
    result.map_err(|error| failure("io-write", live, &error))
}
