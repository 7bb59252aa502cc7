//! A title in its parts: 中华人民共和国, place, core, kind of document.
//!
//! People leave out the first, mix up the last (法, 条例, 规定, 办法) and say the core.

use super::gazetteer;
use crate::text::{fold, numeral};
use std::ops::Range;
use std::sync::LazyLock;

/// Endings that say what kind of document it is; interchangeable in a query. Longest first.
const KINDS: [&str; 33] = [
    "实施条例",
    "实施细则",
    "实施办法",
    "实施规定",
    "暂行条例",
    "暂行规定",
    "暂行办法",
    "若干规定",
    "若干意见",
    "特别规定",
    "管理条例",
    "管理规定",
    "管理办法",
    "修正案",
    "条例",
    "规定",
    "办法",
    "细则",
    "规则",
    "规程",
    "决定",
    "解释",
    "意见",
    "通知",
    "通告",
    "公告",
    "方案",
    "决议",
    "法典",
    "制度",
    "指南",
    "章程",
    "法",
];
/// Endings that come after the kind.
const TAILS: [&str; 5] = ["试行", "暂行", "修订", "修正", "草案"];
const STATE: &str = "中华人民共和国";

/// A folded title and where its core stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Title {
    /// All folded characters.
    pub characters: Vec<char>,
    /// Short name of the place it begins with.
    pub place: Option<String>,
    /// First character of the core.
    pub core_start: usize,
    /// First character after the core.
    pub core_end: usize,
    /// It ends like a norm or official document.
    pub has_kind: bool,
}

impl Title {
    /// Takes a title or a title-like query apart.
    pub fn parse(text: &str) -> Self {
        let characters = with_chinese_numerals(&fold::fold_text(text).chars().collect::<Vec<_>>());
        let mut start = 0;
        let state: Vec<char> = STATE.chars().collect();
        if characters.starts_with(&state) && characters.len() > state.len() {
            start = state.len();
        }
        let rest = characters.get(start..).unwrap_or_default();
        let mut place = None;
        if let Some((name, size)) = gazetteer::leading(rest).filter(|(_, size)| *size < rest.len()) {
            place = Some(name);
            start += size;
        }
        let core = characters.get(start..).unwrap_or_default();
        let (size, has_kind) = without_kind(core);
        Self { place, core_start: start, core_end: start + size, has_kind, characters }
    }

    /// The characters of the core.
    pub fn core(&self) -> &[char] {
        self.characters.get(self.core_start..self.core_end).unwrap_or_default()
    }
}

/// Where a query names a kind of document: every such word of two or more characters, and 法 at the very end.
pub fn kinds_in(text: &[char]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let rest = text.get(start..).unwrap_or_default();
        let size = KIND_WORDS.iter().find(|kind| rest.starts_with(kind)).map_or(0, Vec::len);
        if size > 0 {
            found.push(start..start + size);
        }
        start += size.max(1);
    }
    let end = text.iter().rposition(|c| *c != ' ').map_or(0, |last| last + 1);
    if end > 1 && text.get(end - 1) == Some(&'法') {
        found.push(end - 1..end);
    }
    found
}

static KIND_WORDS: LazyLock<Vec<Vec<char>>> = LazyLock::new(|| {
    KINDS.iter().map(|kind| kind.chars().collect::<Vec<char>>()).filter(|kind| kind.len() > 1).collect()
});

/// Short Arabic numbers as Chinese numerals, so that 修正案11 and 修正案（十一） are one.
pub fn with_chinese_numerals(characters: &[char]) -> Vec<char> {
    let mut result = Vec::with_capacity(characters.len());
    let mut at = 0;
    while at < characters.len() {
        let rest = characters.get(at..).unwrap_or_default();
        let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
        let number: String = rest.iter().take(digits).collect();
        match numeral::parse(&number).filter(|value| (1..100).contains(value)).map(numeral::chinese) {
            Some(chinese) => result.extend(chinese.chars()),
            None => result.extend(rest.iter().take(digits.max(1))),
        }
        at += digits.max(1);
    }
    result
}

/// Length of a core without its kind, and whether it had one; a title that is only a kind keeps it.
fn without_kind(core: &[char]) -> (usize, bool) {
    let mut size = core.len();
    for tail in TAILS {
        size = strip(core, size, tail).filter(|rest| *rest > 1).unwrap_or(size);
    }
    match KINDS.iter().find_map(|kind| strip(core, size, kind)) {
        Some(rest) if rest >= 1 => (rest, true),
        Some(_) => (size, true),
        None => (size, false),
    }
}

/// Length without `ending` when the first `size` characters end so.
fn strip(core: &[char], size: usize, ending: &str) -> Option<usize> {
    let ending: Vec<char> = ending.chars().collect();
    core.get(..size)?.ends_with(&ending).then(|| size - ending.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn core(text: &str) -> String {
        Title::parse(text).core().iter().collect()
    }

    #[test]
    fn the_core_is_what_people_say() {
        assert_eq!(core("中华人民共和国劳动合同法"), "劳动合同");
        assert_eq!(core("上海市养犬管理条例"), "养犬");
        assert_eq!(core("《工伤保险条例》"), "工伤保险");
        assert_eq!(core("城市生活无着的流浪乞讨人员救助管理办法（试行）"), "城市生活无着的流浪乞讨人员救助");
        assert_eq!(core("宪法"), "宪");
        assert_eq!(Title::parse("刑法修正案11").characters, Title::parse("刑法修正案（十一）").characters);
        assert_eq!(Title::parse("重庆市民事").place.as_deref(), Some("重庆"));
        assert!(!Title::parse("某甲诉某乙案").has_kind);
    }
}
