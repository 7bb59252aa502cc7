//! Anchors from numbering, so that a link to 第三条第二款 (`#t3-k2`) still leads there when a paragraph
//! is inserted above; counted order is used only where the law itself counts (款).

use std::collections::BTreeMap;

use super::numbering::{Mark, leading};
use crate::text::numeral::chinese;

/// Longest anchor made from a heading's words, in characters.
const MAX_WORDS: usize = 40;

/// An anchor with the name people give the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The `id`.
    pub id: String,
    /// 第三条第二款, or the heading's text.
    pub label: String,
    /// Whether a new article begins here.
    pub article: bool,
}

/// Hands out the anchors of one text, from top to bottom.
#[derive(Debug, Default)]
pub struct Anchors {
    used: BTreeMap<String, u32>,
    article: Option<Article>,
    first: Option<u32>,
    chapter: Option<u32>,
}

#[derive(Debug, Clone)]
struct Article {
    id: String,
    label: String,
    /// Number of the present 款.
    paragraph: u32,
    /// Number of the present 项, if any.
    item: Option<u32>,
}

impl Anchors {
    /// The anchor of a heading.
    pub fn heading(&mut self, text: &str) -> Anchor {
        self.article = None;
        let id = match leading(text).map(|(mark, _)| mark) {
            Some(Mark::Book(number)) => format!("b{number}"),
            Some(Mark::Chapter(number)) => {
                self.chapter = Some(number);
                format!("z{number}")
            }
            Some(Mark::Part(number)) => format!("z{}-j{number}", self.chapter.unwrap_or(0)),
            Some(mark @ (Mark::Article(..) | Mark::First(_) | Mark::Second(_))) => {
                return self.numbered(mark, text).unwrap_or_else(|| self.words(text));
            }
            Some(Mark::Third(_)) | None => return self.words(text),
        };
        Anchor { id: self.unique(id), label: text.to_owned(), article: false }
    }

    /// The anchor of a paragraph, if its numbering or its place in an article gives it one.
    pub fn paragraph(&mut self, text: &str) -> Option<Anchor> {
        match leading(text).map(|(mark, _)| mark) {
            Some(mark) => self.numbered(mark, text),
            None => self.next_paragraph(),
        }
    }

    fn numbered(&mut self, mark: Mark, text: &str) -> Option<Anchor> {
        match (mark, &mut self.article) {
            (Mark::Article(number, second), _) => Some(self.begin_article(number, second)),
            (Mark::Second(number), Some(article)) => {
                article.item = Some(number);
                let id = format!("{}-k{}-x{number}", article.id, article.paragraph);
                let label = format!("{}第{}款第{}项", article.label, chinese(article.paragraph), chinese(number));
                Some(Anchor { id: self.unique(id), label, article: false })
            }
            (Mark::Third(number), Some(article)) => {
                let id = format!("{}-k{}-x{}-m{number}", article.id, article.paragraph, article.item.unwrap_or(0));
                let label = format!("{} {number}", article.label);
                Some(Anchor { id: self.unique(id), label, article: false })
            }
            (Mark::First(number), None) => {
                self.first = Some(number);
                Some(Anchor { id: self.unique(format!("s{number}")), label: short(text), article: false })
            }
            (Mark::Second(number), None) => {
                let id = self.first.map_or(format!("s-{number}"), |first| format!("s{first}-{number}"));
                Some(Anchor { id: self.unique(id), label: short(text), article: false })
            }
            (Mark::Third(_), None) => None,
            _ => self.next_paragraph(),
        }
    }

    fn begin_article(&mut self, number: u32, second: Option<u32>) -> Anchor {
        let (id, label) = match second {
            Some(second) => (format!("t{number}-{second}"), format!("第{}条之{}", chinese(number), chinese(second))),
            None => (format!("t{number}"), format!("第{}条", chinese(number))),
        };
        let id = self.unique(id);
        self.article = Some(Article { id: id.clone(), label: label.clone(), paragraph: 1, item: None });
        Anchor { id, label, article: true }
    }

    /// An unnumbered paragraph of an article begins its next 款.
    fn next_paragraph(&mut self) -> Option<Anchor> {
        let article = self.article.as_mut()?;
        article.paragraph += 1;
        article.item = None;
        let id = format!("{}-k{}", article.id, article.paragraph);
        let label = format!("{}第{}款", article.label, chinese(article.paragraph));
        Some(Anchor { id: self.unique(id), label, article: false })
    }

    fn words(&mut self, text: &str) -> Anchor {
        let id: String = text
            .chars()
            .map(|character| if character.is_alphanumeric() { character } else { '-' })
            .take(MAX_WORDS)
            .collect();
        let id = id.trim_matches('-');
        // The prefix keeps words apart from numbered anchors such as t3.
        let id = self.unique(format!("h-{id}"));
        Anchor { id, label: text.to_owned(), article: false }
    }

    /// The id, with a counter when the same one was given before (numbering that starts anew in an annex).
    fn unique(&mut self, id: String) -> String {
        let count = self.used.entry(id.clone()).or_insert(0);
        *count += 1;
        if *count == 1 { id } else { format!("{id}_{count}") }
    }
}

/// The first words of a paragraph that serves as a heading: up to its first sentence mark.
fn short(text: &str) -> String {
    let end = text.find(['。', '；', '：', '\n']).unwrap_or(text.len());
    text[..end].chars().take(MAX_WORDS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(paragraphs: &[&str]) -> Vec<String> {
        let mut anchors = Anchors::default();
        paragraphs.iter().map(|text| anchors.paragraph(text).map_or(String::new(), |anchor| anchor.id)).collect()
    }

    #[test]
    fn articles_paragraphs_and_items() {
        let found = ids(&["前言", "第一条 甲", "乙", "（一）丙", "（二）丁", "第二条 戊", "第二条之一 己"]);
        assert_eq!(found, ["", "t1", "t1-k2", "t1-k2-x1", "t1-k2-x2", "t2", "t2-1"]);
    }

    #[test]
    fn inserted_paragraph_moves_nothing_after_it() {
        let before = ids(&["前言", "第一条 甲", "第二条 乙", "（一）丙"]);
        let after = ids(&["前言", "又一段", "第一条 甲", "第二条 乙", "（一）丙"]);
        assert_eq!(before[1..], after[2..]);
    }

    #[test]
    fn reports_are_numbered_without_articles() {
        assert_eq!(
            ids(&["一、总体情况", "（一）加强", "（二）强化", "二、主动", "（一）甲"]),
            ["s1", "s1-1", "s1-2", "s2", "s2-1"]
        );
    }

    #[test]
    fn labels_read_like_citations() {
        let mut anchors = Anchors::default();
        anchors.paragraph("第十二条 甲");
        anchors.paragraph("乙");
        assert_eq!(anchors.paragraph("（三）丙").unwrap().label, "第十二条第二款第三项");
    }

    #[test]
    fn annex_that_counts_anew_gets_its_own_anchors() {
        assert_eq!(ids(&["第一条 甲", "第一条 乙"]), ["t1", "t1_2"]);
    }
}
