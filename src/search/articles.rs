//! References to articles: 第十二条, 33条, 第一百三十三条之一, in labels and in queries.

use crate::text::{fold, numeral};
use std::ops::Range;

/// Number of an article; `inserted` counts the 之一, 之二 put in by amendments.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Article {
    /// 第X条.
    pub number: u32,
    /// 之X, or 0.
    pub inserted: u32,
}

impl Article {
    /// As a person reads it: 第33条, 第133条之1.
    pub fn display(self) -> String {
        match self.inserted {
            0 => format!("第{}条", self.number),
            inserted => format!("第{}条之{inserted}", self.number),
        }
    }
}

/// No statute has more articles.
const MOST: u32 = 99_999;
/// Without 第, a smaller Chinese numeral before 条 is a measure word (一条河).
const LEAST_BARE: u32 = 10;
/// Endings of a title after which a bare number can only be an article (条例 33).
const TITLES: [&str; 7] = ["法", "条例", "规定", "办法", "细则", "法典", "民法典"];

/// The article that a label names, if it begins with one.
pub fn of_label(label: &str) -> Option<Article> {
    let (article, range) = find(label)?;
    label.get(..range.start)?.trim().is_empty().then_some(article)
}

/// The first reference in a text and its byte range.
pub fn find(text: &str) -> Option<(Article, Range<usize>)> {
    let characters: Vec<(usize, char)> = text.char_indices().map(|(at, c)| (at, fold::plain(c))).collect();
    let end_of = |index: usize| characters.get(index).map_or(text.len(), |(at, _)| *at);
    for (index, (_, character)) in characters.iter().enumerate() {
        if *character != '条' || characters.get(index + 1).is_some_and(|(_, c)| *c == '例') {
            continue;
        }
        let before = characters.get(..index).unwrap_or_default();
        let blanks = before.iter().rev().take_while(|(_, c)| c.is_whitespace()).count();
        let before = before.get(..index - blanks).unwrap_or_default();
        let digits = before.iter().rev().take_while(|(_, c)| numeral::is_numeral(*c)).count();
        let start = before.len() - digits;
        let Some(number) = parse(before.get(start..)) else { continue };
        let ordinal = start.checked_sub(1).filter(|at| before.get(*at).is_some_and(|(_, c)| *c == '第'));
        let arabic = before.get(start).is_some_and(|(_, c)| c.is_ascii_digit());
        if ordinal.is_none() && !arabic && number < LEAST_BARE {
            continue;
        }
        let (inserted, next) = inserted(&characters, index + 1);
        return Some((Article { number, inserted }, end_of(ordinal.unwrap_or(start))..end_of(next)));
    }
    bare(text)
}

fn parse(characters: Option<&[(usize, char)]>) -> Option<u32> {
    let digits: String = characters?.iter().map(|(_, c)| *c).collect();
    numeral::parse(&digits).filter(|number| (1..=MOST).contains(number))
}

/// 之X after 条: its value, and the index of the first character after it.
fn inserted(characters: &[(usize, char)], at: usize) -> (u32, usize) {
    if characters.get(at).is_none_or(|(_, c)| *c != '之') {
        return (0, at);
    }
    let rest = characters.get(at + 1..).unwrap_or_default();
    let digits = rest.iter().take_while(|(_, c)| numeral::is_numeral(*c)).count();
    parse(rest.get(..digits)).map_or((0, at), |value| (value, at + 1 + digits))
}

/// A number that ends the query right after the end of a title.
fn bare(text: &str) -> Option<(Article, Range<usize>)> {
    let trimmed = text.trim_end();
    let digits: usize =
        trimmed.chars().rev().take_while(|c| fold::plain(*c).is_ascii_digit()).map(char::len_utf8).sum();
    let start = trimmed.len() - digits;
    let title = trimmed.get(..start)?.trim_end();
    let number = numeral::parse(trimmed.get(start..)?).filter(|n| (1..1900).contains(n))?;
    let folded = fold::fold_text(title);
    TITLES
        .iter()
        .any(|ending| folded.ends_with(ending))
        .then_some((Article { number, inserted: 0 }, start..trimmed.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(u32, u32)> {
        find(text).map(|(article, _)| (article.number, article.inserted))
    }

    #[test]
    fn references_are_read_in_every_form() {
        for (text, article) in [
            ("行政处罚法 第三十三条", (33, 0)),
            ("行政处罚法33条", (33, 0)),
            ("刑法第一百三十三条之一", (133, 1)),
            ("道路交通安全法 九十一条", (91, 0)),
            ("信息公开条例 33", (33, 0)),
            ("第１２条", (12, 0)),
            ("第 12 条", (12, 0)),
        ] {
            assert_eq!(read(text), Some(article), "{text}");
        }
    }

    #[test]
    fn measure_words_titles_and_years_are_not_articles() {
        for text in ["一条河", "管理条例", "公司法 2023", "条", "12345热线", "六条例"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(of_label("第十二条 本法"), Some(Article { number: 12, inserted: 0 }));
        assert_eq!(of_label("依照第十二条"), None);
    }
}
