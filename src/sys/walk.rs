//! Listing a folder tree: sorted, contained, hidden files left out.

use std::fs;
use std::path::{Path, PathBuf};

use crate::diag::Finding;

/// Deepest folder nesting that is followed.
const MAX_DEPTH: usize = 32;

/// A file found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Path relative to the walked folder, with `/`.
    pub relative: String,
    /// Where it is.
    pub path: PathBuf,
    /// Size in bytes.
    pub bytes: u64,
}

/// All plain files below `root`, sorted by relative path. Names that begin with `.` are left out.
/// Links are followed only as long as they stay inside `root`; the others become findings that
/// name the file as `prefix/relative`.
#[must_use]
pub fn files(root: &Path, prefix: &str) -> (Vec<Found>, Vec<Finding>) {
    let mut found = Vec::new();
    let mut findings = Vec::new();
    if let Ok(inside) = fs::canonicalize(root) {
        visit(root, &inside, "", prefix, 0, &mut found, &mut findings);
    }
    found.sort_unstable_by(|left, right| left.relative.cmp(&right.relative));
    (found, findings)
}

fn visit(
    folder: &Path,
    inside: &Path,
    relative: &str,
    prefix: &str,
    depth: usize,
    found: &mut Vec<Found>,
    findings: &mut Vec<Finding>,
) {
    let listing = match fs::read_dir(folder) {
        Ok(listing) => listing,
        Err(error) => {
            findings.push(Finding::file("io-read", &format!("{prefix}/{relative}")).with("reason", error));
            return;
        }
    };
    for entry in listing.flatten() {
        let Ok(name) = entry.file_name().into_string() else {
            let shown = format!("{prefix}/{relative}/{}", entry.file_name().to_string_lossy());
            findings.push(Finding::file("file-name", &shown));
            continue;
        };
        if name.starts_with('.') {
            continue;
        }
        let child = if relative.is_empty() { name } else { format!("{relative}/{name}") };
        let path = entry.path();
        let Ok(mut kind) = entry.file_type() else { continue };
        if kind.is_symlink() {
            let target = fs::canonicalize(&path).ok().filter(|target| target.starts_with(inside));
            let Some(data) = target.and_then(|target| fs::metadata(target).ok()) else {
                findings.push(Finding::file("file-outside", &format!("{prefix}/{child}")));
                continue;
            };
            kind = data.file_type();
        }
        if kind.is_dir() && depth < MAX_DEPTH {
            visit(&path, inside, &child, prefix, depth + 1, found, findings);
        } else if kind.is_file() {
            let bytes = fs::metadata(&path).map_or(0, |data| data.len());
            found.push(Found { relative: child, path, bytes });
        }
    }
}
