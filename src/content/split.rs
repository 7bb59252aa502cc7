//! Cutting a file into front matter and body.

use std::borrow::Cow;
use std::ops::Range;

/// Where the parts of a file lie, in bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The TOML between the `+++` lines.
    pub front: Range<usize>,
    /// Everything after them.
    pub body: Range<usize>,
}

/// Finds the front matter. `None`: the file does not begin with a `+++` line, or it is never closed.
#[must_use]
pub fn split(text: &str) -> Option<Split> {
    let rest = text.strip_prefix("+++")?;
    let first_line = rest.find('\n')?;
    if !rest[..first_line].trim().is_empty() {
        return None;
    }
    let start = 3 + first_line + 1;
    let mut at = start;
    loop {
        let line_end = text[at..].find('\n').map_or(text.len(), |found| at + found);
        if text[at..line_end].trim_end() == "+++" {
            return Some(Split { front: start..at, body: (line_end + 1).min(text.len())..text.len() });
        }
        if line_end == text.len() {
            return None;
        }
        at = line_end + 1;
    }
}

/// The text without a byte-order mark and with `\n` line ends, as editors on any system mean it.
#[must_use]
pub fn normalize(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_both_parts() {
        let text = "+++\ntitle = 1\n+++\n正文";
        let split = split(text).unwrap();
        assert_eq!(&text[split.front], "title = 1\n");
        assert_eq!(&text[split.body], "正文");
    }

    #[test]
    fn empty_front_matter_and_no_body() {
        let found = split("+++\n+++").unwrap();
        assert!(found.front.is_empty() && found.body.is_empty());
    }

    #[test]
    fn unclosed_or_absent_is_none() {
        assert_eq!(split("+++\ntitle = 1\n"), None);
        assert_eq!(split("# 标题\n"), None);
        assert_eq!(split("+++x\n+++\n"), None);
        assert_eq!(split("+++"), None);
    }

    #[test]
    fn bom_and_line_ends() {
        assert_eq!(normalize("\u{feff}a\r\nb\rc"), "a\nb\nc");
    }
}
