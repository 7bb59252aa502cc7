//! The manifest of a release: the list of everything that may be given out.

use std::collections::HashMap;
use std::fmt::Write;

use serde::Deserialize;
use sha2::{Digest, Sha256};

/// Name of the manifest in the published folder.
pub const NAME: &str = "manifest.json";

/// Largest manifest that is read, in bytes (some two million files).
pub const MAX_BYTES: u64 = 512 * 1024 * 1024;

/// A manifest as read.
#[derive(Debug)]
pub struct Manifest {
    /// Identity of the release: SHA-256 of the manifest's bytes, in hex.
    pub release: String,
    /// Published files by name; `None` when the list was not asked for. Looked up, never listed,
    /// so its order does not matter.
    files: Option<HashMap<Box<str>, Listed>>,
    /// Name of the search index folder that belongs to the release.
    pub search: Option<String>,
}

/// A published file as the manifest states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    /// Length in bytes.
    pub bytes: u64,
    /// SHA-256 of the bytes.
    pub sha256: [u8; 32],
}

#[derive(Deserialize)]
struct RawHead {
    #[serde(default)]
    search: Option<String>,
}

#[derive(Deserialize)]
struct Raw {
    files: Vec<RawFile>,
    #[serde(default)]
    search: Option<String>,
}

#[derive(Deserialize)]
struct RawFile {
    path: Box<str>,
    bytes: u64,
    sha256: String,
}

impl Manifest {
    /// Reads a manifest. The manifest itself is among the files it answers for.
    ///
    /// # Errors
    /// It is not JSON of the expected shape; the reason in English.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        let raw: Raw = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        let mut files = HashMap::with_capacity(raw.files.len() + 1);
        for file in raw.files {
            let sha256 = unhex(&file.sha256).ok_or_else(|| format!("{}: sha256", file.path))?;
            files.insert(file.path, Listed { bytes: file.bytes, sha256 });
        }
        let sha256: [u8; 32] = Sha256::digest(bytes).into();
        files.insert(NAME.into(), Listed { bytes: bytes.len() as u64, sha256 });
        Ok(Self { release: hex(&sha256), files: Some(files), search: plain(raw.search)? })
    }

    /// Reads a manifest without its list of files, which takes a fraction of the time: for the live
    /// preview, which gives out whatever stands in its folder.
    ///
    /// # Errors
    /// It is not JSON of the expected shape; the reason in English.
    pub fn parse_head(bytes: &[u8]) -> Result<Self, String> {
        let raw: RawHead = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        Ok(Self { release: hex(&Sha256::digest(bytes)), files: None, search: plain(raw.search)? })
    }

    /// What is stated about a file; `None` when it is not published or the list was not read.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<Listed> {
        self.files.as_ref()?.get(name).copied()
    }

    /// Whether a file of this name may be given out.
    #[must_use]
    pub fn may_have(&self, name: &str) -> bool {
        self.files.as_ref().is_none_or(|files| files.contains_key(name))
    }
}

/// Lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut out = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (byte, pair) in out.iter_mut().zip(text.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(out)
}

/// The index id, which must be a plain folder name.
fn plain(id: Option<String>) -> Result<Option<String>, String> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    match id {
        Some(id) if !(1..=128).contains(&id.len()) || !id.bytes().all(allowed) => Err(format!("search: {id:?}")),
        id => Ok(id),
    }
}
