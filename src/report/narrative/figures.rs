//! Figures in a sentence: number, unit, and the words that say what it counts.

use std::ops::Range;

use super::compact::Compact;
use crate::report::number::Number;

/// Units that count something a report may claim; longer ones first.
const UNITS: [&str; 16] =
    ["人次", "万元", "%", "件", "条", "项", "份", "次", "宗", "起", "例", "个", "篇", "期", "元", "人"];

/// Longest text before a figure that is looked at, in characters.
const MAX_CONTEXT: usize = 60;

/// A number with a unit in the narrative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The number.
    pub value: Number,
    /// Its unit; `%` for a rate.
    pub unit: &'static str,
    /// The words from the last figure or full stop up to it.
    pub before: String,
    /// The words of its own clause before it (from the last comma, figure or stop).
    pub clause: String,
    /// Number and unit, in characters of the compact text.
    pub range: Range<usize>,
}

/// The figures of a sentence, in order. Years, dates, document numbers and ordinals are none.
#[must_use]
pub fn figures(compact: &Compact, sentence: Range<usize>) -> Vec<Figure> {
    let mut figures: Vec<Figure> = Vec::new();
    let (mut at, mut start) = (sentence.start, sentence.start);
    while at < sentence.end {
        let digits = digits_from(compact, at, sentence.end);
        if digits == at {
            at += 1;
            continue;
        }
        let written: String = compact.text(at..digits).replace(',', "");
        let unit = UNITS.iter().find(|unit| compact.text(digits..digits + unit.chars().count()) == **unit);
        if let (Some(unit), Some(value), false) = (unit, Number::parse(&written), ordinal(compact, at)) {
            let end = digits + unit.chars().count();
            let from = start.max(at.saturating_sub(MAX_CONTEXT));
            let before = compact.text(from..at);
            let clause = before.rsplit([',', '、', ':', '(', ';']).next().unwrap_or_default().to_owned();
            figures.push(Figure { value, unit, before, clause, range: at..end });
            start = end;
        }
        at = digits.max(at + 1);
    }
    figures
}

/// The end of a number that begins here; `at` itself when none does.
fn digits_from(compact: &Compact, at: usize, end: usize) -> usize {
    let digit = |at: usize| at < end && compact.chars.get(at).is_some_and(char::is_ascii_digit);
    let mut to = at;
    while digit(to) || (to > at && compact.chars.get(to).is_some_and(|c| matches!(c, '.' | ',')) && digit(to + 1)) {
        to += 1;
    }
    to
}

/// 第3项, A4: not a count.
fn ordinal(compact: &Compact, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| compact.chars.get(before));
    before.is_some_and(|c| *c == '第' || c.is_ascii_alphabetic() || *c == '〔' || *c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_their_words() {
        let compact = Compact::new("2019 年共收到申请１２件，其中当场办结 1,018 件，办结率达 97.5%，见第3项。");
        let found = figures(&compact, 0..compact.chars.len());
        let seen: Vec<(String, &str, &str)> =
            found.iter().map(|figure| (figure.value.to_string(), figure.unit, figure.clause.as_str())).collect();
        assert_eq!(
            seen,
            [
                ("12".to_owned(), "件", "2019年共收到申请"),
                ("1018".to_owned(), "件", "其中当场办结"),
                ("97.5".to_owned(), "%", "办结率达")
            ]
        );
    }
}
