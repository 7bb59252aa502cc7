//! The numbered sections of a report: 一、总体情况 …

use std::ops::Range;

use crate::report::edition::{Edition, SectionForm};

/// Chinese numbers of sections.
pub const NUMBERS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// A section as it stands in the narrative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The printed number, from 1.
    pub number: usize,
    /// Which section of the form it is, from 1, by its title; `None` when the form has no such section.
    pub form: Option<usize>,
    /// Title without the number.
    pub title: String,
    /// The heading, in bytes.
    pub heading: Range<usize>,
    /// The text below it, in bytes.
    pub body: Range<usize>,
}

/// The sections of a text: Markdown headings, or plain lines that are a section title of the form.
#[must_use]
pub fn sections(text: &str, edition: &Edition) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = start..start + line.len();
        start = span.end;
        let Some((number, title, marked)) = numbered(line) else { continue };
        let form = section_of(edition, &title);
        if !marked && form.is_none() {
            continue;
        }
        if let Some(last) = sections.last_mut() {
            last.body.end = span.start;
        }
        sections.push(Section { number, form, title, heading: span.start..span.start + line.trim_end().len(), body: span.end..text.len() });
    }
    sections
}

/// Which section of the form a title names, from 1.
#[must_use]
pub fn section_of(edition: &Edition, title: &str) -> Option<usize> {
    let wanted = bare(title);
    let named = |form: &SectionForm| std::iter::once(&form.title).chain(&form.aliases).any(|name| bare(name) == wanted);
    edition.sections.iter().position(named).map(|at| at + 1)
}

/// `## 一、总体情况` or `一、总体情况`: number, title, whether it is marked as a heading.
fn numbered(line: &str) -> Option<(usize, String, bool)> {
    let plain = line.trim().trim_matches('*');
    let marked = plain.starts_with('#');
    let plain = plain.trim_start_matches('#').trim().trim_matches('*');
    let number = NUMBERS.iter().position(|name| plain.starts_with(name))?;
    let rest = plain.strip_prefix(NUMBERS.get(number)?)?.trim_start();
    let title = rest.strip_prefix(['、', '.', '．', ',', '，'])?.trim();
    (title.chars().count() <= 40).then(|| (number + 1, title.to_owned(), marked))
}

/// A title without spaces and punctuation.
fn bare(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::edition::edition;

    #[test]
    fn headings_and_plain_titles_are_sections_but_numbered_sentences_are_not() {
        let text = "## 一、总体情况\n甲\n二、主动公开 政府信息情况\n一、我乡召开会议\n## 七、附表\n乙";
        let sections = sections(text, edition("2019").unwrap());
        let seen: Vec<_> = sections.iter().map(|section| (section.number, section.form)).collect();
        assert_eq!(seen, [(1, Some(1)), (2, Some(2)), (7, None)]);
        assert_eq!(text[sections[0].body.clone()].trim(), "甲");
    }

    #[test]
    fn both_wordings_of_a_title_are_the_same_section() {
        for id in ["2019", "2021"] {
            let edition = edition(id).unwrap();
            assert_eq!(section_of(edition, "存在的主要问题及改进情况"), Some(5));
            assert_eq!(section_of(edition, "因政府信息公开工作被申请行政复议、提起行政诉讼情况"), Some(4));
        }
    }
}
