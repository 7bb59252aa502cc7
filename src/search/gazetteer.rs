//! Places: which one a title is about, which ones a query names, and which the site knows.
//!
//! Names come from the site's own titles and issuers and from a short built-in list
//! (`data/places.toml`); a place is known by its short name (上海市 and 上海 are one).

use crate::text::fold;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Lists {
    provinces: String,
    cities: String,
    ambiguous: String,
    abroad: String,
}

/// A built-in short name.
struct Known {
    name: Vec<char>,
    /// It counts only with its suffix.
    needs_suffix: bool,
}

/// Built-in names by their first character, longest first.
static BUILT_IN: LazyLock<HashMap<char, Vec<Known>>> = LazyLock::new(|| {
    let Ok(lists) = toml::from_str::<Lists>(include_str!("data/places.toml")) else { return HashMap::new() };
    let plain = [&lists.provinces, &lists.cities, &lists.abroad].into_iter().map(|list| (list, false));
    let mut names: HashMap<char, Vec<Known>> = HashMap::new();
    for (list, needs_suffix) in plain.chain([(&lists.ambiguous, true)]) {
        for name in list.split_whitespace().map(|name| name.chars().collect::<Vec<char>>()) {
            if let Some(first) = name.first() {
                names.entry(*first).or_default().push(Known { name, needs_suffix });
            }
        }
    }
    for list in names.values_mut() {
        list.sort_by_key(|known| std::cmp::Reverse(known.name.len()));
    }
    names
});

/// The built-in name that a text begins with: its size, and the size with its suffix.
fn built_in(text: &[char]) -> Option<(usize, usize)> {
    let candidates = BUILT_IN.get(text.first()?)?;
    candidates.iter().filter(|known| text.starts_with(&known.name)).find_map(|known| {
        let size = known.name.len();
        let suffix = suffix_of(text.get(size..).unwrap_or_default());
        (suffix.is_some() || !known.needs_suffix).then_some((size, size + suffix.unwrap_or(0)))
    })
}

/// Endings of the full name of a place, longest first.
const SUFFIXES: [&str; 22] = [
    "维吾尔自治区",
    "特别行政区",
    "壮族自治区",
    "回族自治区",
    "民族自治县",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "民族乡",
    "新区",
    "地区",
    "街道",
    "省",
    "市",
    "州",
    "盟",
    "县",
    "区",
    "旗",
    "乡",
    "镇",
];
/// Suffixes that make a place of any name before them.
const CLEAR: [&str; 10] = ["省", "市", "自治区", "自治州", "自治县", "县", "民族乡", "乡", "镇", "新区"];
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
    /// Pinyin of each place without blanks.
    spelled: BTreeMap<String, String>,
}

/// Letters of a spelled place that are not by chance part of something else.
const LEAST_SPELLED: usize = 5;

impl Gazetteer {
    /// Learns the place of a title or issuer.
    pub fn learn(&mut self, place: &str) {
        self.own.insert(place.to_owned());
        self.spelled.insert(super::terms::spelling(place), place.to_owned());
    }

    /// Places of the site whose pinyin stands in typed letters.
    pub fn spelled(&self, letters: &str) -> Vec<String> {
        let spelled = self
            .spelled
            .iter()
            .filter(|(spelling, _)| spelling.len() >= LEAST_SPELLED && letters.contains(spelling.as_str()));
        spelled.map(|(_, place)| place.clone()).collect()
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
        let rest = text.get(start..)?;
        let own = || {
            let longest = LONGEST_NAME.min(rest.len());
            (2..=longest).rev().find_map(|size| {
                let name: String = rest.get(..size)?.iter().collect();
                let suffix = rest.get(size..).and_then(suffix_of).unwrap_or(0);
                self.own.contains(&name).then_some((size, size + suffix))
            })
        };
        let (size, whole) = built_in(rest).or_else(own)?;
        Some(Named { name: rest.get(..size)?.iter().collect(), start, end: start + whole })
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
    if let Some((size, whole)) = built_in(text) {
        return Some((text.get(..size)?.iter().collect(), whole));
    }
    // Not in the list: a short run of characters that ends in an unmistakable suffix.
    for size in 2..=LONGEST_NAME.min(text.len()) {
        let rest = text.get(size..).unwrap_or_default();
        if !text.get(size - 1).copied().is_some_and(fold::is_han) {
            break;
        }
        if let Some(suffix) = CLEAR.iter().find(|suffix| starts_with(rest, suffix)) {
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
