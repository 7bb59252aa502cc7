//! What a query sounds like: the title terms that pinyin, initials and homophones can mean.

use super::query::{Understood, push_new};
use super::terms;
use crate::text::{fold, pinyin};

/// Latin letters that can be initials of a title.
const INITIALS: std::ops::RangeInclusive<usize> = 3..=24;

impl Understood {
    /// What the title may sound like: neighbouring syllables of Han characters and of typed pinyin, or initials.
    pub(super) fn collect_sounds(&mut self, text: &str) {
        let folded: String = text
            .chars()
            .map(fold::plain)
            .map(|c| if fold::is_han(c) || c.is_alphanumeric() { c } else { ' ' })
            .collect();
        let mut sounded = 0;
        for piece in folded.split(' ').filter(|piece| !piece.is_empty()) {
            if piece.chars().all(fold::is_han) {
                sounded += piece.chars().count();
                terms::sounds(piece, |term| push_new(&mut self.sounds, term));
            }
        }
        self.sounded = sounded as f32 / fold::fold_text(&folded).chars().count().max(1) as f32;
        let Some(syllables) = syllables_of(&folded) else {
            let letters: String = folded.chars().filter(char::is_ascii_lowercase).collect();
            if INITIALS.contains(&letters.len()) && letters.len() == fold::fold_text(&folded).len() {
                terms::initial_terms(&letters, |term| push_new(&mut self.initials, term));
                self.letters = letters;
            }
            return;
        };
        self.sounded = 1.0;
        for two in syllables.windows(2) {
            for one in &two[0] {
                for other in &two[1] {
                    push_new(&mut self.sounds, terms::sound(one, other));
                }
            }
        }
    }
}

/// Readings of each syllable in a text that is pinyin or pinyin mixed with Han; `None` when it holds no pinyin.
fn syllables_of(folded: &str) -> Option<Vec<Vec<&str>>> {
    let mut syllables: Vec<Vec<&str>> = Vec::new();
    let mut any = false;
    let mut rest = folded;
    while let Some(character) = rest.chars().next() {
        let run = rest.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(rest.len());
        if run > 0 {
            let (letters, after) = rest.split_at(run);
            for syllable in pinyin::syllables(letters)? {
                syllables.push(vec![syllable]);
            }
            any = true;
            rest = after;
        } else {
            if fold::is_han(character) {
                syllables.push(pinyin::readings(character).collect());
            }
            rest = rest.get(character.len_utf8()..).unwrap_or_default();
        }
    }
    (any && syllables.len() > 1).then_some(syllables)
}
