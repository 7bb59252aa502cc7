//! A text without what does not count when words are compared, each character with its place.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// Most characters that are looked at.
const MAX_CHARS: usize = 2_000_000;

/// A text without spaces, emphasis, comments and front matter, folded to half-width.
#[derive(Debug, Default)]
pub struct Compact {
    /// The characters.
    pub chars: Vec<char>,
    /// Where each comes from: start and end in bytes of the original.
    places: Vec<(usize, usize)>,
}

impl Compact {
    /// Folds a text. A front matter between `+++` lines and `<!-- comments -->` are left out.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut compact = Self::default();
        let mut at = body_start(text);
        while let Some(rest) = text.get(at..) {
            let comment = rest.find("<!--");
            let end = comment.map_or(text.len(), |offset| at + offset);
            compact.add(text, at..end);
            let Some(open) = comment else { break };
            match rest[open..].find("-->") {
                Some(close) => at += open + close + 3,
                None => break,
            }
        }
        compact
    }

    fn add(&mut self, text: &str, range: Range<usize>) {
        for (offset, original) in text.get(range.clone()).unwrap_or_default().char_indices() {
            if self.chars.len() >= MAX_CHARS {
                return;
            }
            let start = range.start + offset;
            for folded in std::iter::once(original).nfkc().filter(counts) {
                self.chars.push(folded);
                self.places.push((start, start + original.len_utf8()));
            }
        }
    }

    /// Where a range of characters stands in the original, in bytes.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Range<usize> {
        let start = self.places.get(range.start).map_or(0, |place| place.0);
        let end = self.places.get(range.end.saturating_sub(1)).map_or(start, |place| place.1);
        start..end.max(start)
    }

    /// The characters of a range as text.
    #[must_use]
    pub fn text(&self, range: Range<usize>) -> String {
        self.chars.get(range).unwrap_or_default().iter().collect()
    }

    /// Where some words first stand, compared without spaces and in half-width.
    #[must_use]
    pub fn find(&self, words: &str) -> Option<Range<usize>> {
        let wanted = Self::fold(words);
        if wanted.is_empty() || wanted.len() > self.chars.len() {
            return None;
        }
        let at = self.chars.windows(wanted.len()).position(|window| window == wanted.as_slice())?;
        Some(at..at + wanted.len())
    }

    /// Sentences: ranges between full stops, semicolons and line ends of the original.
    #[must_use]
    pub fn sentences(&self, original: &str) -> Vec<Range<usize>> {
        let mut sentences = Vec::new();
        let mut start = 0;
        for at in 0..self.chars.len() {
            let stop = self.chars.get(at).is_some_and(|c| matches!(c, '。' | '!' | '?' | ';'));
            let gap = self.between(at).and_then(|gap| original.get(gap)).unwrap_or_default();
            if stop || gap.contains("\n\n") || gap.contains("\r\n\r\n") {
                sentences.push(start..at + 1);
                start = at + 1;
            }
        }
        if start < self.chars.len() {
            sentences.push(start..self.chars.len());
        }
        sentences
    }

    /// The bytes between a character and the next.
    fn between(&self, at: usize) -> Option<Range<usize>> {
        let (from, to) = (self.places.get(at)?.1, self.places.get(at + 1)?.0);
        (from <= to).then_some(from..to)
    }

    /// Folds words the same way.
    #[must_use]
    pub fn fold(words: &str) -> Vec<char> {
        words.nfkc().filter(counts).collect()
    }
}

/// Spaces and the asterisks of Markdown emphasis are no words.
fn counts(c: &char) -> bool {
    !c.is_whitespace() && *c != '*'
}

/// The first byte after the front matter.
fn body_start(text: &str) -> usize {
    let Some(rest) = text.trim_start_matches('\u{feff}').strip_prefix("+++") else { return 0 };
    let before = text.len() - rest.len();
    rest.find("\n+++").map_or(0, |at| before + at + 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_across_spaces_comments_and_widths() {
        let text = "+++\ntitle = \"受理9件\"\n+++\n共接待 １９７５\n<!-- 换页 -->人次。";
        let compact = Compact::new(text);
        let found = compact.find("接待 1975 人次").unwrap();
        assert!(text[compact.span(found)].starts_with("接待 １"));
        assert_eq!(compact.find("受理9件"), None);
        assert_eq!(compact.find(""), None);
    }

    #[test]
    fn sentences_end_at_stops_and_paragraphs() {
        let text = "甲。乙\n\n丙；丁";
        let compact = Compact::new(text);
        let sentences: Vec<String> = compact.sentences(text).into_iter().map(|range| compact.text(range)).collect();
        assert_eq!(sentences, ["甲。", "乙", "丙;", "丁"]);
    }
}
