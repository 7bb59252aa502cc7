//! The index's only door to the file system: write a file whole, read it whole or in part.

use super::error::SearchError;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

type Result<T> = std::result::Result<T, SearchError>;

fn wrap<T>(path: &Path, outcome: std::io::Result<T>) -> Result<T> {
    outcome.map_err(|source| SearchError::Io { path: path.to_path_buf(), source })
}

/// Makes a folder and those above it.
pub fn make_folder(path: &Path) -> Result<()> {
    wrap(path, std::fs::create_dir_all(path))
}

/// Removes a file.
pub fn remove(path: &Path) -> Result<()> {
    wrap(path, std::fs::remove_file(path))
}

/// Reads a whole file.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    wrap(path, std::fs::read(path))
}

/// A file being written from start to end, which knows how far it is.
pub struct Writer {
    path: PathBuf,
    inner: BufWriter<File>,
    written: u64,
}

impl Writer {
    /// Creates or replaces the file.
    pub fn create(path: &Path) -> Result<Self> {
        let file = wrap(path, File::create(path))?;
        Ok(Self { path: path.to_path_buf(), inner: BufWriter::with_capacity(1 << 20, file), written: 0 })
    }

    /// Appends bytes.
    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.written += bytes.len() as u64;
        wrap(&self.path, self.inner.write_all(bytes))
    }

    /// Bytes written so far.
    pub fn position(&self) -> u64 {
        self.written
    }

    /// Ends the file and says how long it is. Whoever publishes the folder decides about syncing.
    pub fn finish(mut self) -> Result<u64> {
        wrap(&self.path, self.inner.flush())?;
        Ok(self.written)
    }
}

/// A file open for reading at any place from any thread.
pub struct Reader {
    path: PathBuf,
    file: File,
    size: u64,
}

impl Reader {
    /// Opens an existing file.
    pub fn open(path: &Path) -> Result<Self> {
        let file = wrap(path, File::open(path))?;
        let size = wrap(path, file.metadata())?.len();
        Ok(Self { path: path.to_path_buf(), file, size })
    }

    /// Length of the file.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Reads exactly `size` bytes at `offset` into `buffer`, replacing what it held.
    pub fn read_at(&self, offset: u64, size: usize, buffer: &mut Vec<u8>) -> Result<()> {
        if offset.checked_add(size as u64).is_none_or(|end| end > self.size) {
            return Err(SearchError::Unusable("a file is shorter than its directory says"));
        }
        buffer.resize(size, 0);
        wrap(&self.path, self.file.read_exact_at(buffer, offset))
    }
}
