//! Hands terms that are already cut and counted to tantivy: a tokenizer whose input is a list, not a text.
//!
//! The list is a string because a text field takes nothing else. For each term: the length of its key,
//! two digits of its frequency, its key; everything in digits of seven bits, so that it is valid UTF-8.

use crate::text::analyser::Term;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Largest key: the tag and nine digits of seven bits.
const MOST_DIGITS: usize = 10;
/// Length and frequency.
const HEAD: usize = 3;
const CONTENT_BITS: u32 = 60;

/// The bytes under which a term stands in tantivy's dictionary: its tag, then its content, high digits first.
pub struct Key {
    digits: [u8; MOST_DIGITS],
    start: usize,
}

impl Key {
    /// The key of a term.
    #[inline]
    pub fn of(term: Term) -> Self {
        let mut key = Self { digits: [0; MOST_DIGITS], start: MOST_DIGITS };
        let mut content = term.0 & ((1 << CONTENT_BITS) - 1);
        while content > 0 {
            key.push((content & 0x7F) as u8);
            content >>= 7;
        }
        key.push(term.tag());
        key
    }

    #[inline]
    fn push(&mut self, digit: u8) {
        self.start -= 1;
        self.digits[self.start] = digit;
    }

    /// The bytes, all below 128.
    #[inline]
    pub fn bytes(&self) -> &[u8] {
        &self.digits[self.start..]
    }

    /// The same as a text.
    pub fn text(&self) -> &str {
        str::from_utf8(self.bytes()).unwrap_or_default()
    }
}

/// A list of terms in the making.
#[derive(Default)]
pub struct TermList(Vec<u8>);

impl TermList {
    /// Appends a term that occurs `frequency` times (at most [`super::counter::MOST`]).
    #[inline]
    pub fn push(&mut self, term: Term, frequency: u16) {
        let key = Key::of(term);
        let key = key.bytes();
        self.0.extend_from_slice(&[key.len() as u8, (frequency >> 7) as u8 & 0x7F, frequency as u8 & 0x7F]);
        self.0.extend_from_slice(key);
    }

    /// The list as a field value.
    pub fn into_text(self) -> String {
        String::from_utf8(self.0).unwrap_or_default()
    }
}

/// The tokenizer: walks a [`TermList`].
#[derive(Clone)]
pub struct CountedTerms;

impl Tokenizer for CountedTerms {
    type TokenStream<'a> = CountedStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> CountedStream<'a> {
        CountedStream { rest: text, left: 0, token: Token { position: 0, ..Token::default() } }
    }
}

/// Each term as often as it occurs.
pub struct CountedStream<'a> {
    rest: &'a str,
    left: u32,
    token: Token,
}

impl CountedStream<'_> {
    /// Moves to the next term; `None` at the end.
    fn next_term(&mut self) -> Option<()> {
        let (head, rest) = self.rest.split_at_checked(HEAD)?;
        let [length, high, low] = *head.as_bytes() else { return None };
        let (key, rest) = rest.split_at_checked(length.into())?;
        self.rest = rest;
        self.left = (u32::from(high) << 7 | u32::from(low)).checked_sub(1)?;
        self.token.text.clear();
        self.token.text.push_str(key);
        Some(())
    }
}

impl TokenStream for CountedStream<'_> {
    #[inline]
    fn advance(&mut self) -> bool {
        if self.left > 0 {
            self.left -= 1;
            return true;
        }
        self.next_term().is_some()
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn every_term_is_handed_out_as_often_as_it_occurs(terms in proptest::collection::btree_map(any::<u64>(), 1u16..=300, 0..20)) {
            let mut list = TermList::default();
            for (term, frequency) in &terms {
                list.push(Term(*term), *frequency);
            }
            let text = list.into_text();
            let mut tokenizer = CountedTerms;
            let mut seen: BTreeMap<Vec<u8>, u16> = BTreeMap::new();
            tokenizer.token_stream(&text).process(&mut |token| *seen.entry(token.text.clone().into_bytes()).or_default() += 1);
            let wanted: BTreeMap<Vec<u8>, u16> = terms.iter().map(|(term, frequency)| (Key::of(Term(*term)).bytes().to_vec(), *frequency)).collect();
            prop_assert_eq!(wanted.len(), terms.len());
            prop_assert_eq!(seen, wanted);
        }

        #[test]
        fn any_text_ends(text in "\\PC{0,40}") {
            CountedTerms.token_stream(&text).process(&mut |_| {});
        }
    }
}
