//! Recognising the form's labels however they are printed: spaces, widths, punctuation, numbering, a typing
//! slip, a label that runs into its neighbour.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::report::edition::{ColumnNode, Edition, RowNode, editions};

/// A row of the form that has figures.
#[derive(Debug)]
pub struct Leaf {
    /// Positions of its cells.
    pub cells: Vec<usize>,
    /// The labels above it, outermost first, and its own.
    pub path: Vec<String>,
    /// Its own label and other wordings, without number and punctuation.
    names: Vec<String>,
    /// Whether the same word is also a column's, so that the number or the figures must tell.
    ambiguous: bool,
}

/// The labels of an edition.
#[derive(Debug)]
pub struct Labels {
    /// Rows in order.
    pub leaves: Vec<Leaf>,
    /// Heads, titles, corners and labels over others.
    others: BTreeSet<String>,
    /// Heads of the table without row labels.
    bare_heads: BTreeSet<String>,
    /// Characters of heads and corners.
    head_characters: BTreeSet<char>,
}

impl Labels {
    /// The labels of an edition, made from its description.
    #[must_use]
    pub fn new(edition: &Edition) -> Self {
        let mut labels = Self {
            leaves: Vec::new(),
            others: BTreeSet::new(),
            bare_heads: BTreeSet::new(),
            head_characters: BTreeSet::new(),
        };
        for table in &edition.tables {
            for block in &table.blocks {
                labels.others.extend(block.title.iter().chain(&block.corner).map(|label| bare(label)));
                labels
                    .head_characters
                    .extend(block.corner.iter().flat_map(|label| bare(label).chars().collect::<Vec<_>>()));
                block.columns.iter().for_each(|column| labels.column(column, block.rows.is_empty()));
                block.rows.iter().for_each(|row| labels.row(edition, &table.id, row, &[]));
            }
        }
        for leaf in &mut labels.leaves {
            leaf.ambiguous = leaf.names.iter().any(|name| labels.others.contains(name));
        }
        labels
    }

    fn column(&mut self, node: &ColumnNode, unlabelled: bool) {
        self.others.insert(bare(&node.label));
        self.head_characters.extend(bare(&node.label).chars());
        if unlabelled {
            self.bare_heads.insert(bare(&node.label));
        }
        node.columns.iter().for_each(|column| self.column(column, unlabelled));
    }

    fn row(&mut self, edition: &Edition, table: &str, node: &RowNode, above: &[String]) {
        let path = [above, std::slice::from_ref(&node.label)].concat();
        match &node.id {
            Some(id) => {
                let cells = edition.slots.iter().enumerate().filter(|(_, slot)| slot.table == table && slot.row == *id);
                // a label's remark in brackets is often left out
                let labels = || std::iter::once(&node.label).chain(&node.aliases).map(|label| unnumbered(label));
                let names = labels().chain(labels().filter_map(|label| Some(label.split_once('（')?.0))).map(bare);
                self.leaves.push(Leaf {
                    cells: cells.map(|(at, _)| at).collect(),
                    names: names.collect(),
                    path: path.clone(),
                    ambiguous: false,
                });
            }
            None => {
                self.others.insert(bare(unnumbered(&node.label)));
            }
        }
        node.rows.iter().for_each(|row| self.row(edition, table, row, &path));
    }

    /// The row that a label names; `followed` says that figures stand beside it, `after` is the row before.
    #[must_use]
    pub fn leaf(&self, text: &str, followed: bool, after: Option<usize>) -> Option<usize> {
        let whole = bare(text);
        if whole.is_empty() || whole.chars().all(|c| c.is_ascii_digit()) {
            return None;
        }
        let name = bare(unnumbered(text));
        let trimmed = name.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
        let numbered = name != whole;
        let allowed = |leaf: &Leaf| !leaf.ambiguous || numbered || followed;
        let exact = |wanted: &str| {
            let fits = |leaf: &&Leaf| allowed(leaf) && leaf.names.iter().any(|name| name == wanted);
            self.nearest(after, fits)
        };
        exact(&name)
            .or_else(|| exact(trimmed).filter(|_| !trimmed.is_empty()))
            .or_else(|| self.loose(&name, &whole, after))
    }

    /// The first fitting row after `after`, else the first at all.
    fn nearest(&self, after: Option<usize>, fits: impl Fn(&&Leaf) -> bool) -> Option<usize> {
        let from = after.map_or(0, |after| after + 1);
        let at = |at: &usize| self.leaves.get(*at).is_some_and(|leaf| fits(&leaf));
        (from..self.leaves.len()).find(at).or_else(|| (0..from).find(at))
    }

    /// A label that runs on, is cut off, ends a longer text, or has a slip.
    fn loose(&self, name: &str, whole: &str, after: Option<usize>) -> Option<usize> {
        let length = |text: &str| text.chars().count();
        if length(name) < 4 || self.is_other(whole) {
            return None;
        }
        let numerals = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
        let above = |text: &str| {
            let text = text.trim_matches(numerals);
            text.chars().count() >= 2
                && self.others.iter().any(|other| other.starts_with(text) || other.ends_with(text))
        };
        // 总计 at the end of a line of heads is a head; （七）总计 is a row
        let own = |leaf: &Leaf, text: &str| above(text) && (!leaf.ambiguous || text.ends_with(numerals));
        let under =
            |leaf: &Leaf, label: &String| whole.strip_suffix(label.as_str()).is_some_and(|text| own(leaf, text));
        let fits = |leaf: &&Leaf| {
            leaf.names.iter().any(|label| {
                let long = length(label) >= 5;
                under(leaf, label)
                    || (long
                        && (name.starts_with(label.as_str()) && length(name) <= length(label) + 8
                            || whole.ends_with(label.as_str())))
                    || (length(name) >= 8 && label.starts_with(name))
                    || (long && slips(name, label) * 5 <= length(label))
            })
        };
        self.nearest(after, fits)
    }

    /// Whether a text is a head, a title or a label over others.
    #[must_use]
    pub fn is_other(&self, text: &str) -> bool {
        let whole = bare(text);
        let name = bare(unnumbered(text));
        self.others.contains(&whole)
            || self.others.contains(&name)
            || (whole.contains("勾稽关系") && whole.contains("第一项加第二项"))
            || whole
                .strip_suffix("单位万元")
                .is_some_and(|head| self.others.iter().any(|other| other.starts_with(head)))
    }

    /// Whether a text is made of nothing but labels of the form, e.g. several heads on one line.
    #[must_use]
    pub fn is_all_labels(&self, text: &str) -> bool {
        let parts: Vec<&str> = text.split_whitespace().collect();
        if self.is_other(text) {
            return true;
        }
        let mut at = 0;
        while at < parts.len() {
            let taken = (1..=3.min(parts.len() - at))
                .rev()
                .find(|count| parts.get(at..at + count).is_some_and(|words| self.is_other(&words.concat())));
            match taken {
                Some(count) => at += count,
                None => return false,
            }
        }
        !parts.is_empty()
    }

    /// Whether every word of a text is the beginning or the end (or a long piece) of a label that a page or a
    /// line broke.
    #[must_use]
    pub fn is_part(&self, text: &str) -> bool {
        let piece = |word: &str| {
            let (whole, name) = (bare(word), bare(unnumbered(word)));
            let fits = |part: &str, label: &String| match part.chars().count() {
                0 | 1 => false,
                2 | 3 => label.starts_with(part) || label.ends_with(part),
                _ => label.contains(part),
            };
            // （六）其: a number tells even where a single character is left
            let begun = name != whole && !name.is_empty() && self.others.iter().any(|label| label.starts_with(&name));
            whole.is_empty() || begun || self.all().any(|label| fits(&whole, label) || fits(&name, label))
        };
        bare(text).chars().count() >= 2 && text.split_whitespace().all(piece)
    }

    /// Whether a line is heads torn to pieces, as a text dump writes narrow columns: several words, no sentence,
    /// no character that no head has.
    #[must_use]
    pub fn is_torn_head(&self, text: &str) -> bool {
        let words = bare(text);
        text.split_whitespace().count() > 1
            && !text.contains(['。', '；', '，', '：'])
            && !words.is_empty()
            && words.chars().all(|c| self.head_characters.contains(&c))
    }

    /// Whether a text is a head of the table without row labels (表四).
    #[must_use]
    pub fn is_bare_head(&self, text: &str) -> bool {
        let whole = bare(text);
        self.bare_heads.contains(&whole) && whole != "总计"
    }

    /// Whether a text is the end of a row's own label that was broken off.
    #[must_use]
    pub fn ends_label(&self, leaf: usize, text: &str) -> bool {
        let part = bare(text);
        self.leaves
            .get(leaf)
            .is_some_and(|leaf| !part.is_empty() && leaf.names.iter().any(|name| name.ends_with(&part)))
    }

    /// How many labels of these texts only this edition has.
    #[must_use]
    pub fn own_labels(&self, texts: &BTreeSet<String>, others: &[Self]) -> usize {
        let own = self.all().filter(|label| !others.iter().any(|other| other.all().any(|known| known == *label)));
        own.filter(|label| {
            texts.iter().any(|text| text == *label || (label.chars().count() > 5 && text.contains(*label)))
        })
        .count()
    }

    fn all(&self) -> impl Iterator<Item = &String> {
        self.others.iter().chain(self.leaves.iter().flat_map(|leaf| &leaf.names))
    }
}

/// The edition that most of its own labels speak for; `None` when none does.
#[must_use]
pub fn detect<'t>(texts: impl Iterator<Item = &'t str>) -> Option<&'static Edition> {
    let texts: BTreeSet<String> = texts.flat_map(|text| [bare(text), bare(unnumbered(text))]).collect();
    let all: Vec<Labels> = editions().iter().map(Labels::new).collect();
    let mut best: Option<(usize, &'static Edition)> = None;
    for (at, edition) in editions().iter().enumerate() {
        let others: Vec<Labels> = editions().iter().filter(|other| other.id != edition.id).map(Labels::new).collect();
        let score = all.get(at).map_or(0, |labels| labels.own_labels(&texts, &others));
        if score > 0 && best.is_none_or(|(known, _)| score > known) {
            best = Some((score, edition));
        }
    }
    best.map(|(_, edition)| edition)
}

/// Letters, digits and Han only, half-width.
#[must_use]
pub fn bare(text: &str) -> String {
    text.nfkc().filter(|c| c.is_alphanumeric()).collect()
}

/// A label without 一、 / （一） / 1. before it.
#[must_use]
pub fn unnumbered(text: &str) -> &str {
    let trimmed = text.trim_start();
    let rest = trimmed.trim_start_matches(['(', '（', ' ']);
    let after = rest.trim_start_matches(|c: char| c.is_numeric() || "一二三四五六七八九十".contains(c));
    if after.len() == rest.len() {
        return trimmed;
    }
    let cut = after.trim_start_matches([' ', ')', '）', '、', '.', '．', '，', ',', '。', '\u{3000}']);
    if cut.len() == after.len() || cut.is_empty() { trimmed } else { cut }
}

/// Edit distance, for labels of ordinary length.
fn slips(left: &str, right: &str) -> usize {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().take(60).collect(), right.chars().take(60).collect());
    if left.len().abs_diff(right.len()) * 5 > right.len() {
        return usize::MAX / 8;
    }
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in right.iter().enumerate() {
            let change = last.get(j).copied().unwrap_or(0) + usize::from(a != b);
            let add = row.get(j).copied().unwrap_or(0) + 1;
            row.push(change.min(add).min(last.get(j + 1).copied().unwrap_or(0) + 1));
        }
        last = row;
    }
    last.last().copied().unwrap_or(0)
}
