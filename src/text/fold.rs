//! Folding of single characters, so that writings that mean the same compare equal.
//!
//! A character is folded alone, never by its neighbours: compatibility form (NFKC, which also
//! folds full width), then traditional to simplified Chinese, then lower case. What is neither a
//! letter, a digit nor a Han character is a separator and folds to nothing. Because no context
//! counts, the same rule can be written as one table lookup in any language.

use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Characters of the Basic Multilingual Plane that fold to several characters carry this mark.
const SEVERAL: u16 = 0xFFFF;

struct Table {
    /// Folded form by code point; 0 for a separator.
    single: Vec<u16>,
    several: HashMap<char, Vec<char>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::build);

impl Table {
    fn build() -> Self {
        let mut table = Self { single: vec![0; 0x1_0000], several: HashMap::new() };
        for (code, slot) in table.single.iter_mut().enumerate() {
            let Some(character) = u32::try_from(code).ok().and_then(char::from_u32) else { continue };
            let folded = fold_slowly(character);
            *slot = match folded.as_slice() {
                [] => 0,
                [one] => u16::try_from(u32::from(*one)).unwrap_or(SEVERAL),
                _ => SEVERAL,
            };
            if *slot == SEVERAL {
                table.several.insert(character, folded);
            }
        }
        table
    }
}

/// The rule itself, without the table.
fn fold_slowly(character: char) -> Vec<char> {
    std::iter::once(character)
        .nfkc()
        .map(simplified)
        .flat_map(char::to_lowercase)
        .filter(|c| is_han(*c) || c.is_alphanumeric())
        .collect()
}

/// The simplified form of one character taken alone.
fn simplified(character: char) -> char {
    if !is_han(character) {
        return character;
    }
    let mut buffer = [0; 4];
    fast2s::convert(character.encode_utf8(&mut buffer)).chars().next().unwrap_or(character)
}

/// Calls `emit` with every folded character of `character`; never for a separator.
#[inline]
pub fn fold(character: char, mut emit: impl FnMut(char)) {
    let table = &*TABLE;
    match table.single.get(character as usize) {
        Some(0) => {}
        Some(&SEVERAL) => table.several.get(&character).into_iter().flatten().for_each(|c| emit(*c)),
        Some(&unit) => emit(char::from_u32(u32::from(unit)).unwrap_or(character)),
        None => fold_slowly(character).into_iter().for_each(emit),
    }
}

static WRITINGS: LazyLock<HashMap<char, Vec<u16>>> = LazyLock::new(|| {
    let mut writings: HashMap<char, Vec<u16>> = HashMap::new();
    for (code, folded) in TABLE.single.iter().enumerate().filter(|(_, folded)| !matches!(**folded, 0 | SEVERAL)) {
        if let (Some(folded), Ok(code)) = (char::from_u32(u32::from(*folded)), u16::try_from(code)) {
            writings.entry(folded).or_default().push(code);
        }
    }
    writings
});

/// Every character of the Basic Multilingual Plane that folds to this one alone, as UTF-16 units.
pub fn writings(folded: char) -> &'static [u16] {
    WRITINGS.get(&folded).map_or(&[], Vec::as_slice)
}

/// Folded text without its separators: equal for titles that differ in blanks, brackets, width or script only.
pub fn fold_text(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        fold(character, |c| folded.push(c));
    }
    folded
}

/// Compatibility form of one character with separators kept, for parsers that need the brackets of a number.
pub fn plain(character: char) -> char {
    let mut first = None;
    fold(character, |c| first = first.or(Some(c)));
    first.unwrap_or_else(|| std::iter::once(character).nfkc().next().unwrap_or(character))
}

/// Whether a character is written Chinese: unified ideographs of every plane and 〇 々.
#[inline]
pub fn is_han(character: char) -> bool {
    matches!(character,
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{3005}' | '\u{3007}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFD}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_full_width_and_case_fold_together() {
        assert_eq!(fold_text("政府信息公開條例"), fold_text("政府信息公开条例"));
        assert_eq!(fold_text("ＡＰＰ　３３"), "app33");
        assert_eq!(fold_text("《（二）》"), "二");
        assert_eq!(fold_text("㎡①Ⅻ"), "m21xii");
    }

    #[test]
    fn the_table_agrees_with_the_rule_on_every_character() {
        for character in (0..0x3_0000).filter_map(char::from_u32) {
            let mut folded = Vec::new();
            fold(character, |c| folded.push(c));
            assert_eq!(folded, fold_slowly(character), "{character:?}");
        }
    }

    #[test]
    fn folding_twice_changes_nothing_for_simplified_text() {
        for character in "个人信息保护法第12条abc".chars() {
            assert_eq!(fold_text(&character.to_string()), character.to_string());
        }
    }
}
