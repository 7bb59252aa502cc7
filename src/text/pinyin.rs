//! Pinyin of titles: readings of a character, and how typed letters fall into syllables.
//!
//! Only for finding a title by its sound (homophone slips, pinyin, initials); never for display.

use pinyin::{ToPinyin, ToPinyinMulti};
use std::collections::HashSet;
use std::sync::LazyLock;

/// Readings of one character that are told apart; more are so rare that they only add noise.
const READINGS: usize = 2;
/// No syllable is longer ("zhuang").
const LONGEST: usize = 6;
/// Longer input is not typed by hand.
const LONGEST_INPUT: usize = 120;

static SYLLABLES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    ('\u{4E00}'..='\u{9FFF}')
        .filter_map(|c| c.to_pinyin())
        .map(pinyin::Pinyin::plain)
        .filter(|s| s.is_ascii() && s.len() <= LONGEST)
        .collect()
});

/// Syllables without tone that a character can be read as, the commonest first, at most two.
pub fn readings(character: char) -> impl Iterator<Item = &'static str> {
    let mut kept: [Option<&'static str>; READINGS] = [None; READINGS];
    kept[0] = character.to_pinyin().map(pinyin::Pinyin::plain);
    if kept[0].is_some() {
        let others = character.to_pinyin_multi().into_iter().flatten().map(pinyin::Pinyin::plain);
        kept[1] = others.into_iter().find(|other| Some(*other) != kept[0]);
    }
    kept.into_iter().flatten()
}

/// Splits letters ("laodonghetongfa") into the fewest syllables; `None` when some letter belongs to none.
/// A last syllable that is only begun is not accepted.
#[must_use]
pub fn syllables(letters: &str) -> Option<Vec<&str>> {
    let size = letters.len();
    if size == 0 || size > LONGEST_INPUT || !letters.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    // best[i] = (number of syllables that cover the first i letters, length of the last one)
    let mut best: Vec<Option<(usize, usize)>> = vec![None; size + 1];
    best[0] = Some((0, 0));
    for end in 1..=size {
        for length in 1..=LONGEST.min(end) {
            let Some(Some((count, _))) = best.get(end - length).copied() else { continue };
            let Some(piece) = letters.get(end - length..end) else { continue };
            let better = best.get(end).copied().flatten().is_none_or(|(known, _)| count < known);
            if better && SYLLABLES.contains(piece) {
                best[end] = Some((count + 1, length));
            }
        }
    }
    let mut pieces = Vec::new();
    let mut end = size;
    while end > 0 {
        let (_, length) = best.get(end).copied().flatten()?;
        pieces.push(letters.get(end - length..end)?);
        end -= length;
    }
    pieces.reverse();
    Some(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_fall_into_syllables() {
        assert_eq!(syllables("laodonghetongfa"), Some(vec!["lao", "dong", "he", "tong", "fa"]));
        assert_eq!(syllables("xingzhengfuyi"), Some(vec!["xing", "zheng", "fu", "yi"]));
        assert_eq!(syllables("ldhtf"), None);
        assert_eq!(syllables("iphone"), None);
        assert_eq!(syllables(""), None);
    }

    #[test]
    fn a_character_has_its_readings() {
        assert_eq!(readings('法').collect::<Vec<_>>(), ["fa"]);
        let heavy: Vec<_> = readings('重').collect();
        assert!(heavy.contains(&"zhong") && heavy.contains(&"chong"));
        assert_eq!(readings('a').count(), 0);
    }
}
