//! The role of each character of a query: what it is about, where, what kind of document, or only the question.

use super::gazetteer::Named;
use super::synonyms::{self, Filler};
use super::title;
use crate::text::fold;
use std::ops::Range;

/// How a character of a query counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It may say what is looked for.
    Content,
    /// It names a place.
    Place,
    /// It names a kind of document (条例, 规定).
    Kind,
    /// A single character that mostly only joins words.
    Particle,
    /// Part of a question word.
    Question,
}

/// Roles by byte of the query's text.
#[derive(Debug, Default)]
pub struct Roles {
    by_byte: Vec<Role>,
}

impl Roles {
    /// Reads the roles in a text; `places` are in characters of its folded form without separators.
    pub fn read(text: &str, places: &[Named]) -> Self {
        let (folded, sources): (Vec<char>, Vec<Range<usize>>) = fold::fold_aligned(text).into_iter().unzip();
        let visible: Vec<usize> = (0..folded.len()).filter(|index| folded.get(*index) != Some(&' ')).collect();
        let mut roles = vec![Role::Content; folded.len()];
        let mut set = |index: usize, role: Role| roles.iter_mut().skip(index).take(1).for_each(|slot| *slot = role);
        for (index, filler) in synonyms::fillers(&folded).into_iter().enumerate() {
            match filler {
                Filler::None => {}
                Filler::Particle => set(index, Role::Particle),
                Filler::Question => set(index, Role::Question),
            }
        }
        for range in title::kinds_in(&folded) {
            range.for_each(|index| set(index, Role::Kind));
        }
        for place in places {
            visible.iter().skip(place.start).take(place.end - place.start).for_each(|index| set(*index, Role::Place));
        }
        let mut by_byte = vec![Role::Content; text.len()];
        for (role, source) in roles.into_iter().zip(sources) {
            if let Some(bytes) = by_byte.get_mut(source) {
                bytes.fill(role);
            }
        }
        // When nothing is content, the kind is what is looked for (条例), else the place, else the question itself.
        let has = |wanted: Role| {
            text.char_indices().any(|(at, c)| {
                by_byte.get(at) == Some(&wanted) && !fold::fold_text(c.encode_utf8(&mut [0; 4])).is_empty()
            })
        };
        let promoted: &[Role] = if has(Role::Content) {
            &[]
        } else if has(Role::Kind) {
            &[Role::Kind]
        } else if has(Role::Place) {
            &[Role::Place]
        } else {
            &[Role::Particle, Role::Question]
        };
        by_byte.iter_mut().filter(|role| promoted.contains(role)).for_each(|role| *role = Role::Content);
        Self { by_byte }
    }

    /// Role of the character that holds this byte.
    pub fn at(&self, byte: usize) -> Role {
        self.by_byte.get(byte).copied().unwrap_or(Role::Content)
    }

    /// The text with every character blanked whose role is not kept.
    pub fn keep(&self, text: &str, kept: &[Role]) -> String {
        text.char_indices().map(|(at, c)| if kept.contains(&self.at(at)) { c } else { ' ' }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(text: &str, places: &[Named]) -> String {
        Roles::read(text, places).keep(text, &[Role::Content])
    }

    #[test]
    fn only_the_subject_is_content() {
        let place = Named { name: "北京".into(), start: 0, end: 2 };
        assert_eq!(content("北京养犬规定", &[place]).trim(), "养犬");
        assert_eq!(content("怎么退税", &[]).trim(), "退税");
        assert_eq!(content("条例", &[]).trim(), "条例");
        assert_eq!(content("怎么办", &[]).trim(), "怎么办");
    }
}
