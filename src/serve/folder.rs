//! An opened folder: the only way the server reads published files, and the second half of containment.
//!
//! Files are opened relative to the folder's handle, segment by segment, following no link. The
//! handle stays on the same folder when another is put in its place, so that one release is never
//! mixed with the next.

use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;
use std::path::Path;

use rustix::fs::{CWD, FileType, Mode, OFlags, Stat, fstat, openat};

const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);
// NONBLOCK: a named pipe must not hold the reader.
const PLAIN: OFlags =
    OFlags::RDONLY.union(OFlags::NOFOLLOW).union(OFlags::NONBLOCK).union(OFlags::CLOEXEC).union(OFlags::NOCTTY);

/// An opened folder.
#[derive(Debug)]
pub struct Folder(OwnedFd);

/// An opened thing below a folder.
#[derive(Debug)]
pub enum Opened {
    /// A plain file and its length in bytes.
    File(File, u64),
    /// A folder.
    Folder,
}

/// What tells one state of a published folder from another without reading it: the folder and the
/// manifest as the file system knows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    folder: (u64, u64),
    manifest: (u64, i64, i64, i64),
}

impl Folder {
    /// Opens a folder; its own name may be a link.
    ///
    /// # Errors
    /// Not there, not a folder, no permission.
    pub fn open(path: &Path) -> io::Result<Self> {
        Ok(Self(openat(CWD, path, FOLDER, Mode::empty())?))
    }

    /// Opens what stands at a relative name below the folder. Links are refused at every segment.
    ///
    /// # Errors
    /// Not there, a link, no permission, neither a file nor a folder.
    pub fn get(&self, name: &str) -> io::Result<Opened> {
        let opened = match name.rsplit_once('/') {
            None => openat(&self.0, name, PLAIN, Mode::empty())?,
            Some((folders, file)) => {
                let mut inner: Option<OwnedFd> = None;
                for segment in folders.split('/') {
                    let outer = inner.as_ref().unwrap_or(&self.0);
                    inner = Some(openat(outer, segment, FOLDER | OFlags::NOFOLLOW, Mode::empty())?);
                }
                openat(inner.as_ref().unwrap_or(&self.0), file, PLAIN, Mode::empty())?
            }
        };
        let stat = fstat(&opened)?;
        match FileType::from_raw_mode(stat.st_mode) {
            FileType::RegularFile => Ok(Opened::File(File::from(opened), u64::try_from(stat.st_size).unwrap_or(0))),
            FileType::Directory => Ok(Opened::Folder),
            _ => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// The stamp of this folder with the manifest that stands in it.
    ///
    /// # Errors
    /// There is no manifest.
    pub fn stamp(&self) -> io::Result<Stamp> {
        let folder = fstat(&self.0)?;
        let manifest = fstat(openat(&self.0, super::manifest::NAME, PLAIN, Mode::empty())?)?;
        Ok(Stamp { folder: identity(&folder), manifest: fingerprint(&manifest) })
    }
}

#[allow(
    clippy::unnecessary_cast,
    clippy::cast_lossless,
    clippy::cast_possible_wrap,
    reason = "the fields differ in type between systems"
)]
fn identity(stat: &Stat) -> (u64, u64) {
    (stat.st_dev as u64, stat.st_ino as u64)
}

#[allow(
    clippy::unnecessary_cast,
    clippy::cast_lossless,
    clippy::cast_possible_wrap,
    reason = "the fields differ in type between systems"
)]
fn fingerprint(stat: &Stat) -> (u64, i64, i64, i64) {
    (stat.st_ino as u64, stat.st_size as i64, stat.st_mtime as i64, stat.st_mtime_nsec as i64)
}
