//! THE analyser: cuts text into terms, for the index, the query and the marks in a passage alike.
//!
//! Rules, all of them:
//! 1. every character is folded alone ([`super::fold`]); a separator ends what stands before it;
//! 2. a Han character is a term (`Single`);
//! 3. two neighbouring folded characters, of whatever script, are a term (`Pair`), so no two
//!    characters that stand side by side in a document are unfindable;
//! 4. a run of letters and digits is a term (`Word`) unless it is two characters long, because then
//!    it is already a pair.
//!
//! A term is a number, so that it costs nothing to compare; words are hashed (FNV-1a, 60 bits).
//! The analyser allocates nothing and knows no context.

use super::fold;

/// What a term stands for; the tag in its top four bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One Han character.
    Single,
    /// Two neighbouring characters.
    Pair,
    /// A run of letters and digits, one character or at least three.
    Word,
}

/// A term as a number: four bits of tag, sixty of content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Term(pub u64);

const TAG_SHIFT: u32 = 60;
const CONTENT: u64 = (1 << TAG_SHIFT) - 1;

impl Term {
    /// The term of one Han character.
    #[inline]
    #[must_use]
    pub fn single(character: char) -> Self {
        Self(u64::from(u32::from(character)))
    }

    /// The term of two neighbouring characters.
    #[inline]
    #[must_use]
    pub fn pair(first: char, second: char) -> Self {
        Self((1 << TAG_SHIFT) | (u64::from(u32::from(first)) << 21) | u64::from(u32::from(second)))
    }

    /// A term of a given tag (2 to 15) for any string, by its hash.
    #[must_use]
    pub fn hashed(tag: u8, content: &str) -> Self {
        let hash = content.bytes().fold(FNV_START, fnv);
        Self((u64::from(tag) << TAG_SHIFT) | (hash & CONTENT))
    }

    /// The same content under another tag: how fields share one dictionary.
    #[inline]
    #[must_use]
    pub fn with_tag(self, tag: u8) -> Self {
        Self((u64::from(tag) << TAG_SHIFT) | (self.0 & CONTENT))
    }

    /// The tag in the top four bits.
    #[inline]
    #[must_use]
    pub fn tag(self) -> u8 {
        (self.0 >> TAG_SHIFT) as u8
    }
}

/// Tag of [`Kind::Word`] terms.
pub const WORD_TAG: u8 = 2;
const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

#[inline]
fn fnv(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// A term and the bytes of the source that it was cut from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// The term.
    pub term: Term,
    /// First byte in the source.
    pub start: usize,
    /// First byte after it in the source.
    pub end: usize,
}

/// Cuts `text` and hands each token to `emit`, ordered by where it ends.
#[inline]
pub fn analyse(text: &str, mut emit: impl FnMut(Token)) {
    let mut cutter = Cutter::default();
    for (start, character) in text.char_indices() {
        let end = start + character.len_utf8();
        let mut separator = true;
        fold::fold(character, |folded| {
            separator = false;
            cutter.push(folded, start, end, &mut emit);
        });
        if separator {
            cutter.pause(&mut emit);
        }
    }
    cutter.pause(&mut emit);
}

/// Number of folded characters in `text`: the length that ranking uses.
#[must_use]
pub fn length(text: &str) -> usize {
    let mut count = 0;
    for character in text.chars() {
        fold::fold(character, |_| count += 1);
    }
    count
}

/// What the rules need to remember: the character before, and the run of letters and digits.
#[derive(Default)]
struct Cutter {
    before: Option<(char, usize)>,
    run_length: usize,
    run_hash: u64,
    run_start: usize,
    run_end: usize,
}

impl Cutter {
    #[inline]
    fn push(&mut self, character: char, start: usize, end: usize, emit: &mut impl FnMut(Token)) {
        if fold::is_han(character) {
            self.end_run(emit);
            emit(Token { kind: Kind::Single, term: Term::single(character), start, end });
        } else {
            if self.run_length == 0 {
                (self.run_start, self.run_hash) = (start, FNV_START);
            }
            let mut buffer = [0; 4];
            self.run_hash = character.encode_utf8(&mut buffer).bytes().fold(self.run_hash, fnv);
            self.run_length += 1;
            self.run_end = end;
        }
        if let Some((before, start)) = self.before {
            emit(Token { kind: Kind::Pair, term: Term::pair(before, character), start, end });
        }
        self.before = Some((character, start));
    }

    #[inline]
    fn pause(&mut self, emit: &mut impl FnMut(Token)) {
        self.end_run(emit);
        self.before = None;
    }

    #[inline]
    fn end_run(&mut self, emit: &mut impl FnMut(Token)) {
        if self.run_length != 0 && self.run_length != 2 {
            let term = Term((u64::from(WORD_TAG) << TAG_SHIFT) | (self.run_hash & CONTENT));
            emit(Token { kind: Kind::Word, term, start: self.run_start, end: self.run_end });
        }
        self.run_length = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<(Kind, &str)> {
        let mut tokens = Vec::new();
        analyse(text, |token| tokens.push((token.kind, &text[token.start..token.end])));
        tokens
    }

    #[test]
    fn han_gives_singles_and_pairs_and_words_stay_whole() {
        assert_eq!(
            cut("用VIN码"),
            [
                (Kind::Single, "用"),
                (Kind::Pair, "用V"),
                (Kind::Pair, "VI"),
                (Kind::Pair, "IN"),
                (Kind::Word, "VIN"),
                (Kind::Single, "码"),
                (Kind::Pair, "N码"),
            ]
        );
        assert_eq!(cut("60"), [(Kind::Pair, "60")]);
        assert_eq!(cut("公开、条例"), cut("公开 条例").into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn a_folded_form_points_at_its_source() {
        assert_eq!(cut("３㎡"), [(Kind::Pair, "３㎡"), (Kind::Pair, "㎡"), (Kind::Word, "３㎡")]);
    }

    #[test]
    fn a_word_equals_its_hash_under_the_word_tag() {
        let mut term = None;
        analyse("Hello", |token| {
            if token.kind == Kind::Word {
                term = Some(token.term);
            }
        });
        assert_eq!(term, Some(Term::hashed(WORD_TAG, "hello")));
    }

    proptest! {
        /// Rule 3: any two neighbouring folded characters of a document are a term of it.
        #[test]
        fn no_two_neighbours_are_unfindable(text in "[一-龥a-z0-9。 ㎡ＡＢ𠀀]{0,24}") {
            let mut pairs = Vec::new();
            analyse(&text, |token| if token.kind == Kind::Pair { pairs.push(token.term) });
            for piece in text.split(|c: char| !fold::is_han(c) && !c.is_alphanumeric() && c != '㎡') {
                let folded: Vec<char> = fold::fold_text(piece).chars().collect();
                for two in folded.windows(2) {
                    prop_assert!(pairs.contains(&Term::pair(two[0], two[1])));
                }
            }
        }

        #[test]
        fn anything_can_be_analysed(text in "\\PC*") {
            analyse(&text, |token| assert!(text.get(token.start..token.end).is_some()));
        }
    }
}
