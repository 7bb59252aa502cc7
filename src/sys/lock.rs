//! One builder at a time: a lock file that the system releases when its holder ends, however it ends.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use rustix::fs::{FlockOperation, flock};

use super::files::failure;
use crate::diag::Outcome;

/// A held lock; dropping it releases it.
#[derive(Debug)]
pub struct Lock(#[allow(dead_code, reason = "held for its lock, never read")] File);

/// Takes the lock at `path`, waiting for whoever holds it. `waiting` is told who that is (what the
/// holder wrote into the file) before the wait begins.
///
/// # Errors
/// The file cannot be made.
pub fn take(path: &Path, me: &str, waiting: impl FnOnce(&str)) -> Outcome<Lock> {
    let wrap = |error: std::io::Error| failure("io-write", path, &error);
    let mut file = File::options().read(true).write(true).create(true).truncate(false).open(path).map_err(wrap)?;
    if flock(&file, FlockOperation::NonBlockingLockExclusive).is_err() {
        let mut holder = String::new();
        let _ = (&file).take(200).read_to_string(&mut holder);
        waiting(holder.trim());
        flock(&file, FlockOperation::LockExclusive).map_err(|error| wrap(error.into()))?;
    }
    file.set_len(0)
        .and_then(|()| file.seek(SeekFrom::Start(0)))
        .and_then(|_| file.write_all(me.as_bytes()))
        .map_err(wrap)?;
    Ok(Lock(file))
}
