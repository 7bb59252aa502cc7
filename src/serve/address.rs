//! From the path of a request to the name of a published file: the first half of containment.
//!
//! Pure text. What comes out is a relative name of plain segments, so it cannot leave a folder;
//! the second half ([`super::folder`]) follows no link on the way to the file.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Longest chain of folders that is looked at.
const MAX_SEGMENTS: usize = 32;

/// What stays readable in a path segment that is written into a header.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A published name as a request asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Relative name with `/` between segments, none at the ends; empty = the top folder.
    pub name: String,
    /// Whether the path ended in `/`, so that a folder is meant.
    pub folder: bool,
}

impl Wanted {
    /// The file that answers: the name itself, or the folder's `index.html`.
    #[must_use]
    pub fn file(&self) -> String {
        match (self.folder, self.name.is_empty()) {
            (false, _) => self.name.clone(),
            (true, true) => "index.html".to_owned(),
            (true, false) => format!("{}/index.html", self.name),
        }
    }

    /// Relative `Location` of the folder of this name, seen from the name without the slash.
    /// It begins with `./`, so neither a host nor a scheme can be read into it.
    #[must_use]
    pub fn location(&self, query: Option<&str>) -> String {
        let last = self.name.rsplit('/').next().unwrap_or_default();
        let mut location = format!("./{}/", utf8_percent_encode(last, SEGMENT));
        if let Some(query) = query {
            location.push('?');
            location.push_str(query);
        }
        location
    }
}

/// Reads the path of a request. `None` for every path that no published file can have: broken
/// percent-encoding, not UTF-8, empty or dot segments, hidden names, an encoded slash, a backslash,
/// a colon-led drive, control characters.
#[must_use]
pub fn parse(path: &str) -> Option<Wanted> {
    let path = path.strip_prefix('/')?;
    let (path, folder) = match path.strip_suffix('/') {
        Some(path) => (path, true),
        None => (path, path.is_empty()),
    };
    if path.is_empty() {
        return folder.then(|| Wanted { name: String::new(), folder });
    }
    let segments = path.split('/').map(segment).collect::<Option<Vec<_>>>()?;
    (segments.len() <= MAX_SEGMENTS).then(|| Wanted { name: segments.join("/"), folder })
}

/// The rest of `path` below `base` (slashes at both ends), with its leading slash.
#[must_use]
pub fn below<'a>(base: &str, path: &'a str) -> Option<&'a str> {
    let rest = path.strip_prefix(base.strip_suffix('/')?)?;
    rest.starts_with('/').then_some(rest)
}

fn segment(raw: &str) -> Option<String> {
    let broken = raw.bytes().enumerate().any(|(at, byte)| {
        byte == b'%' && !raw.as_bytes().get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit))
    });
    if broken {
        return None;
    }
    let text = percent_decode_str(raw).decode_utf8().ok()?;
    let plain = !text.is_empty()
        && text.len() <= 255
        && !text.starts_with('.')
        && !text.chars().any(|letter| letter.is_control() || matches!(letter, '/' | '\\' | ':'));
    plain.then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_comes_out_stays_inside(path in "(/|\\.|%2e|%2f|%5c|%00|\\\\|:|a|年|%E5%B9%B4|%|\\PC){0,12}") {
            if let Some(wanted) = parse(&path) {
                let file = wanted.file();
                prop_assert!(!file.starts_with('/') && !file.contains(['\\', ':', '\0']), "{file}");
                prop_assert!(file.split('/').all(|segment| !segment.is_empty() && !segment.starts_with('.')), "{file}");
                prop_assert!(wanted.location(None).starts_with("./"));
                prop_assert!(wanted.location(None).is_ascii());
            }
        }
    }

    #[test]
    fn below_takes_whole_segments_only() {
        assert_eq!(below("/mengjiao/", "/mengjiao/a/"), Some("/a/"));
        assert_eq!(below("/mengjiao/", "/mengjiao/"), Some("/"));
        assert_eq!(below("/mengjiao/", "/mengjiao"), None);
        assert_eq!(below("/mengjiao/", "/mengjiao-other/a"), None);
        assert_eq!(below("/", "/a"), Some("/a"));
        assert_eq!(below("", "/a"), None);
    }
}
