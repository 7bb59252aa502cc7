//! Compressing small texts that have no precompressed twin, each once.

use std::collections::HashMap;
use std::io::Write;
use std::sync::{Mutex, PoisonError};

use axum::body::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;

/// Texts shorter than this are sent as they are: a packet is a packet.
pub const MIN_BYTES: u64 = 1024;
/// Texts longer than this are sent as they are unless a twin stands beside them.
pub const MAX_BYTES: u64 = 1024 * 1024;
/// Compressed bytes kept.
const KEPT: usize = 32 * 1024 * 1024;

/// Compressed texts by the SHA-256 of the text, at most [`KEPT`] bytes of them.
#[derive(Debug, Default)]
pub struct Compressed(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    bytes: usize,
    texts: HashMap<[u8; 32], Bytes>,
}

impl Compressed {
    /// The text compressed, from memory if it was compressed before. `read` gives the text.
    ///
    /// # Errors
    /// The text cannot be read.
    pub fn get(&self, sha256: [u8; 32], read: impl FnOnce() -> std::io::Result<Vec<u8>>) -> std::io::Result<Bytes> {
        if let Some(known) = self.kept().texts.get(&sha256) {
            return Ok(known.clone());
        }
        let small = Bytes::from(gzip(&read()?, Compression::default())?);
        let mut kept = self.kept();
        // Starting over is crude but bounded; a portal's texts rarely fill it at all.
        if kept.bytes + small.len() > KEPT {
            *kept = Kept::default();
        }
        kept.bytes += small.len();
        if let Some(twice) = kept.texts.insert(sha256, small.clone()) {
            kept.bytes -= twice.len();
        }
        Ok(small)
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Compresses bytes that will not be asked for again, quickly.
///
/// # Errors
/// Never in practice: it writes into memory.
pub fn once(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    gzip(bytes, Compression::fast())
}

fn gzip(bytes: &[u8], level: Compression) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), level);
    encoder.write_all(bytes)?;
    encoder.finish()
}
