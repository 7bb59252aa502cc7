//! Places: which one a title is about, which ones a query names, and which the site knows.
//!
//! Names come from the site's own titles and issuers and from a short built-in list
//! (`data/places.toml`); a place is known by its short name (上海市 and 上海 are one).

use crate::text::fold;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Lists {
    provinces: String,
    cities: String,
    ambiguous: String,
    abroad: String,
}

/// Built-in short names; true when the name counts only with its suffix.
static BUILT_IN: LazyLock<BTreeMap<String, bool>> = LazyLock::new(|| {
    let Ok(lists) = toml::from_str::<Lists>(include_str!("data/places.toml")) else { return BTreeMap::new() };
    let plain = [&lists.provinces, &lists.cities, &lists.abroad].into_iter().flat_map(|list| list.split_whitespace());
    let plain = plain.map(|name| (name.to_owned(), false));
    plain.chain(lists.ambiguous.split_whitespace().map(|name| (name.to_owned(), true))).collect()
});

/// Endings of the full name of a place, longest first.
const SUFFIXES: [&str; 22] = [
    "维吾尔自治区", "特别行政区", "壮族自治区", "回族自治区", "民族自治县", "自治区", "自治州", "自治县", "自治旗", "民族乡", "新区", "地区", "街道", "省", "市",
    "州", "盟", "县", "区", "旗", "乡", "镇",
];
const LONGEST_NAME: usize = 8;
/// Words that end like a place but are none.
const NOT_PLACES: [&str; 10] = ["城市", "直辖市", "市", "设市", "社区", "小区", "城区", "超市", "地区", "自治区"];

/// A place found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Short name, folded.
    pub name: String,
    /// Characters of the folded text that name it.
    pub start: usize,
    /// First character after it.
    pub end: usize,
}

/// The site's own places.
#[derive(Debug, Default)]
pub struct Gazetteer {
    own: BTreeSet<String>,
}

impl Gazetteer {
    /// Learns the place of a title or issuer.
    pub fn learn(&mut self, place: &str) {
        self.own.insert(place.to_owned());
    }

    /// Whether some document of the site is about or from this place.
    pub fn has(&self, place: &str) -> bool {
        self.own.contains(place)
    }

    /// Places named in a folded text, longest name first at each character.
    pub fn named(&self, text: &[char]) -> Vec<Named> {
        let mut found = Vec::new();
        let mut start = 0;
        while start < text.len() {
            match self.at(text, start) {
                Some(named) => {
                    start = named.end;
                    found.push(named);
                }
                None => start += 1,
            }
        }
        found
    }

    fn at(&self, text: &[char], start: usize) -> Option<Named> {
        (2..=LONGEST_NAME).rev().find_map(|size| {
            let name: String = text.get(start..start + size)?.iter().collect();
            let rest = text.get(start + size..).unwrap_or_default();
            let suffix = suffix_of(rest).unwrap_or(0);
            let known = match BUILT_IN.get(&name) {
                Some(needs_suffix) => !needs_suffix || suffix > 0,
                None => self.own.contains(&name),
            };
            known.then_some(Named { name, start, end: start + size + suffix })
        })
    }
}

/// Length of the place suffix that a text begins with.
fn suffix_of(text: &[char]) -> Option<usize> {
    SUFFIXES.iter().find(|suffix| starts_with(text, suffix)).map(|suffix| suffix.chars().count())
}

fn starts_with(text: &[char], prefix: &str) -> bool {
    let mut characters = text.iter();
    prefix.chars().all(|c| characters.next() == Some(&c))
}

/// The place that a title or issuer begins with: its short name and the number of folded characters of its full name.
pub fn leading(text: &[char]) -> Option<(String, usize)> {
    for size in 2..=LONGEST_NAME.min(text.len()) {
        let Some(head) = text.get(..size) else { break };
        if !head.iter().all(|c| fold::is_han(*c)) {
            break;
        }
        let name: String = head.iter().collect();
        let suffix = text.get(size..).and_then(suffix_of);
        let built_in = BUILT_IN.get(&name);
        if built_in == Some(&false) || (built_in.is_some() && suffix.is_some()) {
            return Some((name, size + suffix.unwrap_or(0)));
        }
    }
    // Not in the list: a short run of characters that ends in an unmistakable suffix.
    for size in 2..=LONGEST_NAME.min(text.len()) {
        let rest = text.get(size..).unwrap_or_default();
        let clear = ["省", "市", "自治区", "自治州", "自治县", "县", "民族乡", "乡", "镇", "新区"];
        if let Some(suffix) = clear.iter().find(|suffix| starts_with(rest, suffix)) {
            let name: String = text.get(..size)?.iter().collect();
            let full = format!("{name}{suffix}");
            let size = size + suffix.chars().count();
            return (!NOT_PLACES.iter().any(|word| full.ends_with(word) && *word != "市")).then_some((name, size));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn characters(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn the_place_of_a_title_is_its_beginning() {
        assert_eq!(leading(&characters("上海市养犬管理条例")), Some(("上海".into(), 3)));
        assert_eq!(leading(&characters("勐角民族乡人民政府")), Some(("勐角".into(), 5)));
        assert_eq!(leading(&characters("香港特别行政区维护国家安全法")), Some(("香港".into(), 7)));
        assert_eq!(leading(&characters("物业管理条例")), None);
        assert_eq!(leading(&characters("城市房地产管理法")), None);
    }

    #[test]
    fn a_query_names_own_and_built_in_places() {
        let mut gazetteer = Gazetteer::default();
        gazetteer.learn("勐角");
        let names = |text: &str| gazetteer.named(&characters(text)).into_iter().map(|n| n.name).collect::<Vec<_>>();
        assert_eq!(names("拉萨市物业"), ["拉萨"]);
        assert_eq!(names("勐角乡低保"), ["勐角"]);
        assert!(names("重大理由").is_empty());
        assert!(!gazetteer.has("拉萨") && gazetteer.has("勐角"));
    }
}
