//! The fields of the index: one dictionary for all, told apart by the tag of the term.

use crate::text::analyser::{self, Kind, Term};
use crate::text::{fold, pinyin};

/// Pairs of the title alone.
pub const TITLE_PAIR: u8 = 3;
/// Words of the title alone.
pub const TITLE_WORD: u8 = 4;
/// Two neighbouring syllables of the title.
pub const TITLE_SOUND: u8 = 5;
/// Three neighbouring initials of the title.
pub const TITLE_INITIALS: u8 = 6;
/// A document number without its issuer.
pub const NUMBER: u8 = 7;
/// One character of the title.
pub const TITLE_SINGLE: u8 = 8;

/// Terms of the title field for any text: of a title to be found, or of a query that looks for one.
pub fn title_terms(text: &str, mut emit: impl FnMut(Term)) {
    analyser::analyse(text, |token| match token.kind {
        Kind::Single => {}
        Kind::Pair => emit(token.term.with_tag(TITLE_PAIR)),
        Kind::Word => emit(token.term.with_tag(TITLE_WORD)),
    });
}

/// The term of two neighbouring syllables.
pub fn sound(first: &str, second: &str) -> Term {
    Term::hashed(TITLE_SOUND, &format!("{first} {second}"))
}

/// Every way to read two neighbouring characters of a text, as sound terms.
pub fn sounds(text: &str, mut emit: impl FnMut(Term)) {
    let characters: Vec<char> = fold::fold_text(text).chars().collect();
    for pair in characters.windows(2) {
        let [first, second] = pair else { continue };
        for one in pinyin::readings(*first) {
            for other in pinyin::readings(*second) {
                emit(sound(one, other));
            }
        }
    }
}

/// Initials of a text's Han characters ("政府信息公开" gives "zfxxgk"); other characters stand for themselves.
pub fn initials(text: &str) -> String {
    fold::fold_text(text)
        .chars()
        .map(|c| pinyin::readings(c).next().and_then(|s| s.chars().next()).unwrap_or(c))
        .collect()
}

/// Pinyin of a text without blanks, one reading a character.
pub fn spelling(text: &str) -> String {
    fold::fold_text(text)
        .chars()
        .map(|c| pinyin::readings(c).next().map_or_else(|| c.to_string(), str::to_owned))
        .collect()
}

/// Terms of every three neighbouring letters.
pub fn initial_terms(letters: &str, mut emit: impl FnMut(Term)) {
    let letters: Vec<char> = letters.chars().collect();
    for three in letters.windows(3) {
        emit(Term::hashed(TITLE_INITIALS, &three.iter().collect::<String>()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_homophone_slip_sounds_like_the_title() {
        let (mut right, mut wrong) = (Vec::new(), Vec::new());
        sounds("信访条例", |t| right.push(t));
        sounds("信仿条列", |t| wrong.push(t));
        assert!(wrong.iter().any(|t| right.contains(t)));
        assert_eq!(initials("《劳动合同法》"), "ldhtf");
    }
}
