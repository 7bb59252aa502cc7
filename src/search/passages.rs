//! Passages: the few characters of a section that show why it was found, marked by the same analyser.

use super::record::StoredSection;
use crate::text::analyser::{self, Kind, Term};
use std::collections::HashMap;

/// Characters of a passage.
const LONGEST: usize = 60;
/// Characters shown before the first match when there is room.
const BEFORE: usize = 8;
/// Folded text that is looked at for one passage.
const MOST_BYTES: usize = 1 << 18;
const ELLIPSIS: &str = "…";

/// The text of a stored section.
pub fn decode(text: &[u8], section: &StoredSection) -> String {
    let bytes = text.get(section.start * 2..section.end * 2).unwrap_or_default();
    let units = bytes.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Terms worth marking and their weights.
pub struct Marker {
    weights: HashMap<Term, f32>,
}

impl Marker {
    /// A marker for weighed terms of a query.
    pub fn new<'a>(terms: impl Iterator<Item = &'a (Term, f32)>) -> Self {
        Self { weights: terms.filter(|(_, weight)| *weight > 0.0).copied().collect() }
    }

    /// Byte ranges of matches with their weights: pairs and words, or single characters when there are none.
    fn matches(&self, text: &str) -> Vec<(usize, usize, f32)> {
        let (mut strong, mut weak) = (Vec::new(), Vec::new());
        analyser::analyse(text, |token| {
            if let Some(weight) = self.weights.get(&token.term) {
                let list = if token.kind == Kind::Single { &mut weak } else { &mut strong };
                list.push((token.start, token.end, *weight));
            }
        });
        if strong.is_empty() { weak } else { strong }
    }

    /// The whole text, escaped, with matches marked.
    pub fn whole(&self, text: &str) -> String {
        render(text, 0, text.len(), &self.matches(text))
    }

    /// The best stretch of at most sixty characters, escaped and marked.
    pub fn passage(&self, text: &str) -> String {
        let mut limit = text.len().min(MOST_BYTES);
        while !text.is_char_boundary(limit) {
            limit -= 1;
        }
        let text = text.get(..limit).unwrap_or_default();
        let matches = self.matches(text);
        let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let index_of = |byte: usize| offsets.partition_point(|at| *at < byte);
        let mut best = (0.0f32, 0usize);
        for (start, ..) in &matches {
            let first = index_of(*start).saturating_sub(BEFORE);
            let end = offsets.get(first + LONGEST).copied().unwrap_or(text.len());
            let mut seen: Vec<&str> = Vec::new();
            let mut weight = 0.0;
            for (from, to, value) in matches.iter().filter(|(from, to, _)| from >= start && *to <= end) {
                let source = text.get(*from..*to).unwrap_or_default();
                if !seen.contains(&source) {
                    seen.push(source);
                    weight += value;
                }
            }
            if weight > best.0 {
                best = (weight, first);
            }
        }
        // Room behind the end of the text is better spent in front.
        let first = best.1.min((offsets.len() - 1).saturating_sub(LONGEST));
        let from = offsets.get(first).copied().unwrap_or(0);
        let to = offsets.get(first + LONGEST).copied().unwrap_or(text.len());
        let mut html = String::new();
        html.push_str(if from > 0 { ELLIPSIS } else { "" });
        html.push_str(&render(text, from, to, &matches));
        html.push_str(if to < text.len() { ELLIPSIS } else { "" });
        html
    }
}

/// Escapes `text[from..to]`, line ends as blanks, and marks the union of the matches in it.
fn render(text: &str, from: usize, to: usize, matches: &[(usize, usize, f32)]) -> String {
    let mut ranges: Vec<(usize, usize)> = matches
        .iter()
        .map(|(start, end, _)| (*start, *end))
        .filter(|(start, end)| *start >= from && *end <= to)
        .collect();
    ranges.sort_unstable();
    let mut html = String::new();
    let mut at = from;
    let mut open: Option<usize> = None;
    for (start, end) in ranges.into_iter().chain([(to, to)]) {
        match open {
            Some(until) if start <= until && start < to => open = Some(until.max(end)),
            _ => {
                if let Some(until) = open {
                    html.push_str("<mark>");
                    escape(text.get(at..until).unwrap_or_default(), &mut html);
                    html.push_str("</mark>");
                    at = until;
                }
                escape(text.get(at..start).unwrap_or_default(), &mut html);
                at = start;
                open = Some(end);
            }
        }
    }
    html
}

fn escape(text: &str, html: &mut String) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c if c.is_whitespace() || c.is_control() => html.push(' '),
            c => html.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marker(query: &str) -> Marker {
        let mut terms = Vec::new();
        analyser::analyse(query, |token| terms.push((token.term, 1.0)));
        Marker::new(terms.iter())
    }

    #[test]
    fn matches_are_marked_in_the_persons_script() {
        assert_eq!(marker("信息公开").whole("政府信息公開條例"), "政府<mark>信息公開</mark>條例");
        assert_eq!(marker("app").whole("用ＡＰＰ办"), "用<mark>ＡＰＰ</mark>办");
    }

    #[test]
    fn markup_in_the_text_is_escaped() {
        assert_eq!(marker("低保").whole("<b>低保</b>&\"'"), "&lt;b&gt;<mark>低保</mark>&lt;/b&gt;&amp;&quot;&#39;");
    }

    #[test]
    fn a_passage_is_short_and_holds_the_match() {
        let text = format!("{}申请低保{}", "前".repeat(200), "后".repeat(200));
        let html = marker("低保").passage(&text);
        assert!(html.contains("<mark>低保</mark>") && html.starts_with(ELLIPSIS) && html.ends_with(ELLIPSIS));
        assert_eq!(html.replace("<mark>", "").replace("</mark>", "").chars().count(), LONGEST + 2);
        assert_eq!(marker("低保").passage(""), "");
    }
}
