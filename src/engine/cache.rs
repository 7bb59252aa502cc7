//! What a build remembers for the next one: from what every published file was made, and what was
//! found in every text. Deleting it only costs time.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::diag::{Excerpt, Finding, Outcome, Place, codes};
use crate::sys::files;

/// Name of the cache in the state folder.
const FILE: &str = "cache.json";

/// A fingerprint: BLAKE3 of everything that an output depends on.
pub type Fingerprint = [u8; 32];

/// What is known of the last release.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Cache {
    /// The release it belongs to; for another one it is worthless.
    pub release: String,
    /// Fingerprint of every rendered output, by path.
    pub outputs: BTreeMap<String, Fingerprint>,
    /// What was found in texts, by source; only texts in which something was found.
    pub findings: BTreeMap<String, Vec<Remembered>>,
}

/// A finding as it is kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Remembered {
    code: String,
    path: String,
    line: u32,
    column: u32,
    excerpt: Option<(String, usize, usize)>,
    values: BTreeMap<String, String>,
}

impl Cache {
    /// Reads the cache of this release; an empty one when there is none, it is damaged, or it belongs
    /// to another release.
    #[must_use]
    pub fn read(state: &Path, release: &str) -> Self {
        let json = files::read_optional(&state.join(FILE)).ok().flatten();
        let cache: Option<Self> = json.and_then(|json| serde_json::from_slice(&json).ok());
        cache.filter(|cache| cache.release == release).unwrap_or_default()
    }

    /// Writes the cache.
    ///
    /// # Errors
    /// Disk full, no permission.
    pub fn write(&self, state: &Path) -> Outcome<()> {
        files::write_whole(&state.join(FILE), &serde_json::to_vec(self).unwrap_or_default())
    }
}

impl Remembered {
    /// What is kept of a finding.
    #[must_use]
    pub fn of(finding: &Finding) -> Self {
        let place = &finding.place;
        Self {
            code: finding.code.to_owned(),
            path: place.path.clone(),
            line: place.line,
            column: place.column,
            excerpt: place.excerpt.as_ref().map(|excerpt| (excerpt.line.clone(), excerpt.mark.start, excerpt.mark.end)),
            values: finding.values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
        }
    }

    /// The finding again; `None` when this program does not know its code.
    #[must_use]
    pub fn finding(&self) -> Option<Finding> {
        let code = codes().find(|(code, _)| *code == self.code)?.0;
        let excerpt = self.excerpt.clone().and_then(|(line, start, end)| {
            line.get(start..end).is_some().then_some(Excerpt { line, mark: start..end })
        });
        let place = Place { path: self.path.clone(), line: self.line, column: self.column, excerpt };
        let mut finding = Finding::new(code, place);
        for (name, value) in &self.values {
            finding.values.insert(known_name(name)?, value.clone());
        }
        Some(finding)
    }
}

/// The static form of a placeholder's name.
fn known_name(name: &str) -> Option<&'static str> {
    ["value", "key", "name", "reason", "suggestion"].into_iter().find(|known| *known == name)
}
