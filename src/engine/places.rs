//! Completing findings: those about a front-matter key get the line on which it stands.

use std::path::Path;

use crate::diag::{Findings, Source};
use crate::sys::files::{self, MAX_TEXT};

/// Looks up the lines of findings that only name a file and a key.
pub fn complete(root: &Path, findings: &mut Findings) {
    findings.complete(|finding| {
        let Some(key) = finding.about.take() else { return };
        let path = finding.place.path.clone();
        let Ok(text) = files::read_text(&root.join(&path), &path, MAX_TEXT) else { return };
        if let Some(at) = line_of(&text, key) {
            let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
            finding.place = Source { path: &path, text: &text }.place(at..end);
        }
    });
}

/// Where the line of a key begins, within the front matter.
fn line_of(text: &str, key: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n').take(200) {
        let rest = line.trim_start().strip_prefix(key).map(str::trim_start);
        if rest.is_some_and(|rest| rest.starts_with('=')) {
            return Some(at);
        }
        at += line.len();
    }
    None
}
