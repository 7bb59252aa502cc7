//! 发文字号 and 令号: found in any bracket, width or numeral, in texts and in queries.
//!
//! Two shapes: issuer 〔year〕 serial 号 (GB/T 9704), and issuer 令第 serial 号. Issuers are compared
//! loosely (国令, 国务院令), year and serial exactly.

use crate::text::{fold, numeral};
use std::ops::Range;

/// A document number in its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentNumber {
    /// What stands before year or 令, folded; may be empty, may carry words of the sentence before it.
    pub issuer: String,
    /// Year of a 发文字号; `None` for a 令.
    pub year: Option<u32>,
    /// Serial number.
    pub serial: u32,
}

/// Characters of an issuer that are kept.
const ISSUER_LENGTH: usize = 20;
const OPEN: &str = "〔[(【{﹝〖〈<";
const CLOSE: &str = "〕])】}﹞〗〉>";

impl DocumentNumber {
    /// What must be equal: kind, year and serial.
    pub fn key(&self) -> String {
        match self.year {
            Some(year) => format!("{year}-{}", self.serial),
            None => format!("令{}", self.serial),
        }
    }

    /// As the standard prints it.
    pub fn display(&self) -> String {
        match self.year {
            Some(year) => format!("{}〔{year}〕{}号", self.issuer, self.serial),
            None => format!("{}令第{}号", self.issuer, self.serial),
        }
    }

    /// Whether two numbers can be one: same key, and one issuer is contained in the other, in order.
    pub fn matches(&self, other: &Self) -> bool {
        self.year == other.year
            && self.serial == other.serial
            && (in_order(&self.issuer, &other.issuer) || in_order(&other.issuer, &self.issuer))
    }
}

/// Whether the characters of `short` stand in `long` in the same order, gaps allowed.
pub fn in_order(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|wanted| rest.any(|c| c == wanted))
}

/// All numbers in a text with their byte ranges.
pub fn find(text: &str) -> Vec<(DocumentNumber, Range<usize>)> {
    let characters: Vec<(usize, char)> = text.char_indices().map(|(at, c)| (at, fold::plain(c))).collect();
    let mut found = Vec::new();
    for (index, (at, character)) in characters.iter().enumerate() {
        if *character == '号' {
            let mut back = Back { characters: &characters, at: index };
            if let Some((number, start)) = back.number() {
                found.push((number, start..at + '号'.len_utf8()));
            }
        }
    }
    found
}

/// A number as a person types it when it is nearly all they type: also without 号 or brackets ("2019 3").
pub fn find_typed(query: &str) -> Option<(DocumentNumber, Range<usize>)> {
    if let Some(found) = find(query).into_iter().next() {
        return Some(found);
    }
    let end = query.trim_end().len();
    let characters: Vec<(usize, char)> = query.get(..end)?.char_indices().map(|(at, c)| (at, fold::plain(c))).collect();
    let mut back = Back { characters: &characters, at: characters.len() };
    let (number, start) = back.typed()?;
    // A bare pair of numbers must be the whole query; anything else could be an amount or a date.
    let whole = query.get(..start)?.trim().is_empty();
    (whole || !number.issuer.is_empty()).then_some((number, start..end))
}

/// Reads backwards from a place in a text.
struct Back<'a> {
    characters: &'a [(usize, char)],
    at: usize,
}

impl Back<'_> {
    fn peek(&self) -> Option<char> {
        self.at.checked_sub(1).and_then(|index| self.characters.get(index)).map(|(_, c)| *c)
    }

    fn blanks(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at -= 1;
        }
    }

    fn accept(&mut self, wanted: impl Fn(char) -> bool) -> bool {
        self.blanks();
        let yes = self.peek().is_some_and(wanted);
        if yes {
            self.at -= 1;
        }
        yes
    }

    fn numeral(&mut self) -> Option<u32> {
        self.blanks();
        let end = self.at;
        while self.peek().is_some_and(numeral::is_numeral) && end - self.at < 9 {
            self.at -= 1;
        }
        let digits: String = self.characters.get(self.at..end)?.iter().map(|(_, c)| *c).collect();
        numeral::parse(&digits)
    }

    fn issuer(&mut self) -> String {
        self.blanks();
        let end = self.at;
        while self.peek().is_some_and(fold::is_han) && end - self.at < ISSUER_LENGTH {
            self.at -= 1;
        }
        self.characters.get(self.at..end).unwrap_or_default().iter().map(|(_, c)| *c).collect()
    }

    fn start(&self) -> usize {
        self.characters.get(self.at).map_or(0, |(at, _)| *at)
    }

    fn year(&mut self) -> Option<u32> {
        self.numeral().filter(|year| (1900..=2199).contains(year))
    }

    /// Stands on 号: reads what is before it.
    fn number(&mut self) -> Option<(DocumentNumber, usize)> {
        let order_after = self
            .characters
            .get(self.at + 1..)
            .and_then(|rest| rest.iter().map(|(_, c)| *c).find(|c| !c.is_whitespace()));
        let serial = self.numeral()?;
        let ordinal = self.accept(|c| c == '第');
        if self.accept(|c| CLOSE.contains(c)) {
            let year = self.year()?;
            if !self.accept(|c| OPEN.contains(c)) {
                return None;
            }
            let issuer = self.issuer();
            return Some((DocumentNumber { issuer, year: Some(year), serial }, self.start()));
        }
        if self.accept(|c| c == '令') || (ordinal && order_after == Some('令')) {
            let issuer = self.issuer();
            return Some((DocumentNumber { issuer, year: None, serial }, self.start()));
        }
        None
    }

    /// Stands at the end of a query: year and serial with or without brackets, or 令 and serial.
    fn typed(&mut self) -> Option<(DocumentNumber, usize)> {
        self.accept(|c| c == '号');
        let serial = self.numeral()?;
        let before = self.at;
        self.accept(|c| c == '第');
        if self.accept(|c| c == '令') {
            let issuer = self.issuer();
            return Some((DocumentNumber { issuer, year: None, serial }, self.start()));
        }
        let bracket = self.accept(|c| CLOSE.contains(c));
        if !bracket
            && !self.accept(|c| "-—_/".contains(c))
            && !self.characters.get(before.checked_sub(1)?)?.1.is_whitespace()
        {
            return None;
        }
        let year = self.year()?;
        if bracket {
            self.accept(|c| OPEN.contains(c));
        }
        let issuer = self.issuer();
        Some((DocumentNumber { issuer, year: Some(year), serial }, self.start()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<(String, String)> {
        find_typed(text).map(|(number, _)| (number.issuer.clone(), number.key()))
    }

    #[test]
    fn every_bracket_and_width_is_the_same_number() {
        for text in [
            "勐政发〔2019〕3号",
            "勐政发[2019]3号",
            "勐政发（2019）3号",
            "勐政发【2019】 3 号",
            "勐政发〔２０１９〕第３号",
            "勐政发 2019 3",
            "勐政发〔2019〕3",
        ] {
            assert_eq!(first(text), Some(("勐政发".into(), "2019-3".into())), "{text}");
        }
        assert_eq!(first("2019 3"), Some((String::new(), "2019-3".into())));
    }

    #[test]
    fn orders_are_read_in_either_order_of_words() {
        for text in ["国务院令第711号", "国务院令 711号", "国务院第七百一十一号令", "国务院令711", "国务院令第７１１号"]
        {
            assert_eq!(first(text), Some(("国务院".into(), "令711".into())), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in ["12345热线", "2019年3月", "第33条", "公司法 2023", "3号楼", "G60", ""] {
            assert_eq!(first(text), None, "{text}");
        }
    }

    #[test]
    fn issuers_are_compared_loosely() {
        let number = |issuer: &str| DocumentNumber { issuer: issuer.into(), year: None, serial: 7 };
        assert!(number("国").matches(&number("中华人民共和国国务院")));
        assert!(number("市场监管总局").matches(&number("国家市场监督管理总局")));
        assert!(!number("公安部").matches(&number("国务院")));
    }
}
