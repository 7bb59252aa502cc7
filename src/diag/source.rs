//! Where a finding stands: a file, a line, a column and the line's own text.

use std::cmp::Ordering;
use std::ops::Range;

/// Longest line excerpt kept with a finding, in bytes; a longer line is cut around the mark.
const MAX_EXCERPT: usize = 400;

/// A named text that findings can point into.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Path relative to the site's root, with `/`.
    pub path: &'a str,
    /// The whole text; spans are byte offsets into it.
    pub text: &'a str,
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Path relative to the site's root, with `/`.
    pub path: String,
    /// Line, from 1; 0 when the finding is about the whole file.
    pub line: u32,
    /// Column, from 1, counted in characters; 0 when the finding is about the whole file.
    pub column: u32,
    /// The line with the mark, when there is one to show.
    pub excerpt: Option<Excerpt>,
}

/// One line of the source with the marked part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The line without its line break.
    pub line: String,
    /// Marked part, in bytes within `line`.
    pub mark: Range<usize>,
}

impl PartialOrd for Excerpt {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Excerpt {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |excerpt: &Self| (excerpt.mark.start, excerpt.mark.end);
        key(self).cmp(&key(other)).then_with(|| self.line.cmp(&other.line))
    }
}

impl Place {
    /// A place that is a whole file.
    #[must_use]
    pub fn file(path: &str) -> Self {
        Self { path: path.to_owned(), line: 0, column: 0, excerpt: None }
    }
}

impl Source<'_> {
    /// The place of a byte range of this text. Offsets outside the text or inside a character are
    /// moved to the nearest boundary, so any span is safe.
    #[must_use]
    pub fn place(&self, span: Range<usize>) -> Place {
        let start = floor_boundary(self.text, span.start);
        let end = floor_boundary(self.text, span.end).max(start);
        let line_start = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = self.text[start..].find('\n').map_or(self.text.len(), |at| start + at);
        let number = self.text[..start].bytes().filter(|byte| *byte == b'\n').count() + 1;
        let column = self.text[line_start..start].chars().count() + 1;
        let line = self.text[line_start..line_end].trim_end_matches('\r');
        let mark = (start - line_start).min(line.len())..(end.min(line_end) - line_start).min(line.len());
        Place {
            path: self.path.to_owned(),
            line: u32::try_from(number).unwrap_or(u32::MAX),
            column: u32::try_from(column).unwrap_or(u32::MAX),
            excerpt: Some(cut(line, mark)),
        }
    }
}

/// Keeps a long line's excerpt short: at most `MAX_EXCERPT` bytes around the mark.
fn cut(line: &str, mark: Range<usize>) -> Excerpt {
    if line.len() <= MAX_EXCERPT {
        return Excerpt { line: line.to_owned(), mark };
    }
    let from = floor_boundary(line, mark.start.saturating_sub(MAX_EXCERPT / 4));
    let to = floor_boundary(line, from + MAX_EXCERPT);
    let start = mark.start - from;
    Excerpt { line: line[from..to].to_owned(), mark: start..(mark.end - from).clamp(start, to - from) }
}

/// The nearest character boundary at or below `offset`.
fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn column_counts_characters_not_bytes() {
        let source = Source { path: "a.md", text: "第一行\n题名 = 3\n" };
        let at = source.text.find('=').unwrap_or(0);
        let place = source.place(at..at + 1);
        assert_eq!((place.line, place.column), (2, 4));
        let excerpt = place.excerpt.unwrap();
        assert_eq!(&excerpt.line[excerpt.mark.clone()], "=");
    }

    #[test]
    fn any_span_is_safe() {
        let source = Source { path: "a.md", text: "好\r\n" };
        for start in 0..9 {
            for end in 0..9 {
                let _ = source.place(start..end);
            }
        }
    }

    #[test]
    fn long_line_is_cut_around_the_mark() {
        let text = "字".repeat(4000);
        let place = Source { path: "a.md", text: &text }.place(6000..6003);
        let excerpt = place.excerpt.unwrap();
        assert!(excerpt.line.len() <= MAX_EXCERPT);
        assert_eq!(&excerpt.line[excerpt.mark], "字");
    }
}
