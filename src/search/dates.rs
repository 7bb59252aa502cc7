//! Years and days in a query: 2019年3月5日, 2019-03-05, 2023年修订的, 2020年版, 公司法 2023.

use crate::text::{fold, numeral};
use std::ops::Range;

/// A day, month or year that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AskedDate {
    /// Year.
    pub year: u32,
    /// Month, when given.
    pub month: Option<u32>,
    /// Day, when given with a month.
    pub day: Option<u32>,
}

const YEARS: Range<u32> = 1900..2100;
/// Words after a year that only say that it is the year of a version.
const VERSION_WORDS: [&str; 14] = [
    "年修订版",
    "年修正版",
    "年修订的",
    "年修正的",
    "年修订",
    "年修正",
    "年公布的",
    "年发布的",
    "年版本",
    "年版的",
    "年版",
    "版的",
    "版",
    "年的",
];

impl AskedDate {
    /// Whether `date` (YYYY-MM-DD) is that day, or in that month or year.
    pub fn contains(&self, date: &str) -> bool {
        let mut parts = date.split('-').map(|part| part.parse::<u32>().ok());
        let mut agrees = |wanted: Option<u32>| {
            let part = parts.next().flatten();
            wanted.is_none() || part == wanted
        };
        agrees(Some(self.year)) && agrees(self.month) && agrees(self.day)
    }
}

/// The first date in a query and the bytes that say it.
pub fn find(query: &str) -> Option<(AskedDate, Range<usize>)> {
    let characters: Vec<(usize, char)> = query.char_indices().map(|(at, c)| (at, fold::plain(c))).collect();
    let byte_at = |index: usize| characters.get(index).map_or(query.len(), |(at, _)| *at);
    let mut index = 0;
    while index < characters.len() {
        let size = characters.get(index..).unwrap_or_default().iter().take_while(|(_, c)| is_digit(*c)).count();
        let latin_before =
            index.checked_sub(1).and_then(|i| characters.get(i)).is_some_and(|(_, c)| c.is_ascii_alphanumeric());
        if size == 4 && !latin_before {
            let year = number(&characters, index, 4).filter(|year| YEARS.contains(year));
            let after = characters.get(index + 4).map(|(_, c)| *c);
            let chinese = characters.get(index).is_some_and(|(_, c)| !c.is_ascii_digit());
            let latin_after = after.is_some_and(|c| c.is_ascii_alphanumeric());
            if let Some(year) = year.filter(|_| !latin_after && (!chinese || after == Some('年'))) {
                let (date, next) = rest_of_date(&characters, year, index + 4);
                return Some((date, byte_at(index)..byte_at(next)));
            }
        }
        index += size.max(1);
    }
    None
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || "〇零一二三四五六七八九".contains(character)
}

fn number(characters: &[(usize, char)], at: usize, size: usize) -> Option<u32> {
    let digits: String = characters.get(at..at + size)?.iter().map(|(_, c)| *c).collect();
    numeral::parse(&digits)
}

/// Month and day after a year, or the words of a version; and the index after them.
fn rest_of_date(characters: &[(usize, char)], year: u32, at: usize) -> (AskedDate, usize) {
    let mut date = AskedDate { year, month: None, day: None };
    let mut at = at;
    if let Some((month, next)) = part(characters, at, "年-/.", 1..=12) {
        (date.month, at) = (Some(month), next);
        if let Some((day, next)) = part(characters, at, "月-/.", 1..=31) {
            (date.day, at) = (Some(day), next);
        }
        at += usize::from(characters.get(at).is_some_and(|(_, c)| "月日号".contains(*c)));
        return (date, at);
    }
    let rest: String = characters.get(at..).unwrap_or_default().iter().map(|(_, c)| *c).collect();
    let words = VERSION_WORDS.iter().find(|words| rest.starts_with(**words));
    let size = words.map_or_else(|| usize::from(rest.starts_with('年')), |words| words.chars().count());
    (date, at + size)
}

fn part(
    characters: &[(usize, char)],
    at: usize,
    marks: &str,
    range: std::ops::RangeInclusive<u32>,
) -> Option<(u32, usize)> {
    if !characters.get(at).is_some_and(|(_, c)| marks.contains(*c)) {
        return None;
    }
    let size = characters.get(at + 1..)?.iter().take_while(|(_, c)| numeral::is_numeral(*c)).count();
    let value = number(characters, at + 1, size).filter(|value| range.contains(value))?;
    Some((value, at + 1 + size))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Option<(u32, Option<u32>, Option<u32>, String)> {
        find(query)
            .map(|(d, range)| (d.year, d.month, d.day, format!("{}{}", &query[..range.start], &query[range.end..])))
    }

    #[test]
    fn dates_and_versions_are_read_and_cut_out() {
        assert_eq!(read("2003年9月5日 养犬"), Some((2003, Some(9), Some(5), " 养犬".into())));
        assert_eq!(read("2023年修订的复议法"), Some((2023, None, None, "复议法".into())));
        assert_eq!(read("保护法 2020年版"), Some((2020, None, None, "保护法 ".into())));
        assert_eq!(read("公司法 2023"), Some((2023, None, None, "公司法 ".into())));
        assert_eq!(read("二〇一九年通知"), Some((2019, None, None, "通知".into())));
        assert_eq!(read("2019-03-11"), Some((2019, Some(3), Some(11), String::new())));
        assert_eq!(read("2025年1月解释"), Some((2025, Some(1), None, "解释".into())));
    }

    #[test]
    fn other_digits_are_not_years() {
        for query in ["12345热线", "国务院令第619号", "G2024x", "9999", "33条"] {
            assert_eq!(read(query), None, "{query}");
        }
        assert!(AskedDate { year: 2019, month: Some(3), day: None }.contains("2019-03-11"));
        assert!(!AskedDate { year: 2019, month: Some(4), day: None }.contains("2019-03-11"));
    }
}
