//! Reading and writing single files, with limits, and with findings for whatever goes wrong.

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use crate::diag::{Failure, Finding, Outcome};

/// Largest Markdown or TOML file that is read, in bytes.
pub const MAX_TEXT: u64 = 16 * 1024 * 1024;

/// Reads a UTF-8 text of at most `limit` bytes. `name` is how findings call the file.
///
/// # Errors
/// A finding: unreadable, too large, or not UTF-8.
pub fn read_text(path: &Path, name: &str, limit: u64) -> Result<String, Finding> {
    let bytes = read_bytes(path, name, limit)?;
    String::from_utf8(bytes)
        .map_err(|error| Finding::file("not-utf8", name).with("offset", error.utf8_error().valid_up_to()))
}

/// Reads a file of at most `limit` bytes.
///
/// # Errors
/// A finding: unreadable or too large.
pub fn read_bytes(path: &Path, name: &str, limit: u64) -> Result<Vec<u8>, Finding> {
    let unreadable = |error: io::Error| Finding::file("io-read", name).with("reason", error);
    let file = fs::File::open(path).map_err(unreadable)?;
    let bytes = file.metadata().map_err(unreadable)?.len();
    if bytes > limit {
        return Err(Finding::file("file-too-large", name).with("bytes", bytes).with("limit", limit));
    }
    let mut content = Vec::with_capacity(usize::try_from(bytes).unwrap_or(0) + 1);
    file.take(limit + 1).read_to_end(&mut content).map_err(unreadable)?;
    if content.len() as u64 > limit {
        return Err(Finding::file("file-too-large", name).with("bytes", content.len()).with("limit", limit));
    }
    Ok(content)
}

/// Reads a file if it is there.
///
/// # Errors
/// It is there but cannot be read.
pub fn read_optional(path: &Path) -> Outcome<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(failure("io-read", path, &error)),
    }
}

/// Size of a file in bytes, or `None` when it is not there or not a plain file.
#[must_use]
pub fn size(path: &Path) -> Option<u64> {
    fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file).map(|data| data.len())
}

/// Whether anything stands at this path.
#[must_use]
pub fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Whether a folder stands at this path (links followed).
#[must_use]
pub fn is_dir(path: &Path) -> bool {
    path.is_dir()
}

/// Writes a file anew; the folder must exist.
///
/// # Errors
/// Disk full, no permission.
pub fn write(path: &Path, bytes: &[u8]) -> Outcome<()> {
    fs::write(path, bytes).map_err(|error| failure("io-write", path, &error))
}

/// Writes a file so that a reader (or a power cut) sees the old text or the new, never a part.
///
/// # Errors
/// Disk full, no permission.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Outcome<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let aside = path.with_file_name(name);
    let written = fs::File::create(&aside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&aside, path));
    written.map_err(|error| {
        let _ = fs::remove_file(&aside);
        failure("io-write", path, &error)
    })
}

/// Writes a file that must not exist yet. Returns whether it was written.
///
/// # Errors
/// Disk full, no permission.
pub fn write_new(path: &Path, bytes: &[u8]) -> Outcome<bool> {
    match fs::File::create_new(path) {
        Ok(mut file) => file.write_all(bytes).map(|()| true).map_err(|error| failure("io-write", path, &error)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(failure("io-write", path, &error)),
    }
}

/// Makes a folder and those above it.
///
/// # Errors
/// Disk full, no permission, a file in the way.
pub fn create_dirs(path: &Path) -> Outcome<()> {
    fs::create_dir_all(path).map_err(|error| failure("io-write", path, &error))
}

/// Removes a folder with all that is in it, or a file; nothing there is fine.
///
/// # Errors
/// No permission.
pub fn remove(path: &Path) -> Outcome<()> {
    let removed = match fs::symlink_metadata(path) {
        Ok(data) if data.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(_) => return Ok(()),
    };
    removed.map_err(|error| failure("io-write", path, &error))
}

/// Removes a folder if it is empty; otherwise leaves it.
pub fn remove_empty_dir(path: &Path) {
    let _ = fs::remove_dir(path);
}

/// Gives a file a second name on the same disk, or copies it where the disk cannot. What stands at the
/// second name goes first: copying a file onto another name of itself would empty both.
///
/// # Errors
/// Disk full, no permission.
pub fn link_or_copy(from: &Path, to: &Path) -> Outcome<()> {
    if fs::symlink_metadata(to).is_ok() {
        remove(to)?;
    }
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    fs::copy(from, to).map(|_| ()).map_err(|error| failure("io-write", to, &error))
}

/// Moves a file or folder to another name on the same disk.
///
/// # Errors
/// Another disk, no permission.
pub fn rename(from: &Path, to: &Path) -> Outcome<()> {
    fs::rename(from, to).map_err(|error| failure("io-write", to, &error))
}

/// The absolute path without links, for containment checks.
///
/// # Errors
/// It does not exist.
pub fn canonical(path: &Path) -> Outcome<std::path::PathBuf> {
    fs::canonicalize(path).map_err(|error| failure("io-read", path, &error))
}

/// The names in a folder, sorted; not a folder or not there: none.
#[must_use]
pub fn names(path: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(path)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort();
    names
}

/// A failure about a file, with the machine's reason.
#[must_use]
pub fn failure(code: &'static str, path: &Path, error: &io::Error) -> Failure {
    Finding::file(code, &path.display().to_string()).with("reason", error).into()
}
