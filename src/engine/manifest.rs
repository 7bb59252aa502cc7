//! The manifest of a release: every published file with its length and SHA-256, and the search index
//! that belongs to it.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::options::Changes;
use crate::diag::Outcome;
use crate::sys::files;

/// Name of the manifest in the published folder.
pub const MANIFEST: &str = "manifest.json";

/// What a release consists of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// Published files by path (with `/`), without the manifest itself and without `.gz`/`.br` twins.
    pub files: BTreeMap<String, Entry>,
    /// Id of the search index, if there is one.
    pub search: Option<String>,
}

/// A published file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Length in bytes.
    pub bytes: u64,
    /// SHA-256 of the content.
    pub sha256: [u8; 32],
}

#[derive(Serialize, Deserialize)]
struct Written {
    #[serde(default)]
    search: Option<String>,
    files: Vec<WrittenFile>,
}

#[derive(Serialize, Deserialize)]
struct WrittenFile {
    path: String,
    bytes: u64,
    sha256: String,
}

impl Entry {
    /// The entry of a content.
    #[must_use]
    pub fn of(content: &[u8]) -> Self {
        Self { bytes: content.len() as u64, sha256: Sha256::digest(content).into() }
    }
}

impl Manifest {
    /// The bytes of `manifest.json`.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        let files = self.files.iter().map(|(path, entry)| WrittenFile {
            path: path.clone(),
            bytes: entry.bytes,
            sha256: hex(&entry.sha256),
        });
        let written = Written { search: self.search.clone(), files: files.collect() };
        let mut json = serde_json::to_vec(&written).unwrap_or_default();
        json.push(b'\n');
        json
    }

    /// Reads the manifest of a folder. `None`: there is none, or it is not one of ours.
    ///
    /// # Errors
    /// It is there but cannot be read.
    pub fn read(folder: &Path) -> Outcome<Option<Self>> {
        let Some(json) = files::read_optional(&folder.join(MANIFEST))? else { return Ok(None) };
        Ok(Self::from_json(&json))
    }

    /// Reads `manifest.json`; `None` when it is damaged.
    #[must_use]
    pub fn from_json(json: &[u8]) -> Option<Self> {
        let written: Written = serde_json::from_slice(json).ok()?;
        let mut manifest = Self { files: BTreeMap::new(), search: written.search };
        for file in written.files {
            manifest.files.insert(file.path, Entry { bytes: file.bytes, sha256: unhex(&file.sha256)? });
        }
        Some(manifest)
    }

    /// Identity of the release: SHA-256 of its manifest, in hex.
    #[must_use]
    pub fn release(&self) -> String {
        hex(&Sha256::digest(self.to_json()))
    }

    /// What changes for readers when this release replaces `old`.
    #[must_use]
    pub fn changes_since(&self, old: &Self) -> Changes {
        let mut changes = Changes::default();
        for (path, entry) in &self.files {
            match old.files.get(path) {
                None => changes.added.push(path.clone()),
                Some(before) if before != entry => changes.changed.push(path.clone()),
                Some(_) => {}
            }
        }
        changes.removed = old.files.keys().filter(|path| !self.files.contains_key(*path)).cloned().collect();
        changes
    }
}

/// Bytes as lower-case hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        out.push(char::from(DIGITS[usize::from(byte >> 4)]));
        out.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    out
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back_what_it_writes() {
        let mut manifest = Manifest { search: Some("abc".to_owned()), ..Manifest::default() };
        manifest.files.insert("a/甲.html".to_owned(), Entry::of("好".as_bytes()));
        assert_eq!(Manifest::from_json(&manifest.to_json()), Some(manifest));
    }

    #[test]
    fn damage_is_not_a_manifest() {
        assert_eq!(Manifest::from_json(b"{\"files\":[{\"path\":\"a\",\"bytes\":1,\"sha256\":\"zz\"}]}"), None);
        assert_eq!(Manifest::from_json(b"{\"files\":["), None);
    }

    #[test]
    fn changes_name_every_address() {
        let entry = |text: &str| Entry::of(text.as_bytes());
        let files = |list: &[(&str, &str)]| Manifest {
            files: list.iter().map(|(path, text)| ((*path).to_owned(), entry(text))).collect(),
            search: None,
        };
        let changes =
            files(&[("a", "1"), ("b", "3"), ("d", "4")]).changes_since(&files(&[("a", "1"), ("b", "2"), ("c", "5")]));
        assert_eq!(
            (changes.added, changes.changed, changes.removed),
            (vec!["d".to_owned()], vec!["b".to_owned()], vec!["c".to_owned()])
        );
    }
}
