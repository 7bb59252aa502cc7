//! Citizens' words and their counterparts in norms (`data/synonyms.toml`), and the words of a question.

use crate::text::fold;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct SynonymFile {
    synonym: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    say: Vec<String>,
    norm: Vec<String>,
}

#[derive(Deserialize)]
struct WordFile {
    words: String,
    particles: String,
}

/// What people say, folded, with what norms say; longest words first.
static SYNONYMS: LazyLock<Vec<(Vec<char>, Vec<String>)>> = LazyLock::new(|| {
    let Ok(file) = toml::from_str::<SynonymFile>(include_str!("data/synonyms.toml")) else { return Vec::new() };
    let mut words: BTreeMap<Vec<char>, Vec<String>> = BTreeMap::new();
    for entry in file.synonym {
        for say in &entry.say {
            words.entry(characters(say)).or_default().extend(entry.norm.iter().cloned());
        }
    }
    let mut words: Vec<_> = words.into_iter().filter(|(say, _)| !say.is_empty()).collect();
    words.sort_by_key(|(say, _)| std::cmp::Reverse(say.len()));
    words
});

static QUESTION_WORDS: LazyLock<Vec<Vec<char>>> = LazyLock::new(|| {
    let Ok(file) = toml::from_str::<WordFile>(include_str!("data/question-words.toml")) else { return Vec::new() };
    let mut words: Vec<Vec<char>> =
        file.words.split_whitespace().chain(file.particles.split_whitespace()).map(characters).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
});

/// Folded with blanks for separators, as queries are compared.
fn characters(text: &str) -> Vec<char> {
    fold::fold_aligned(text).into_iter().map(|(c, _)| c).collect()
}

/// A citizens' word found in a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// First folded character of the word.
    pub start: usize,
    /// First character after it.
    pub end: usize,
    /// What norms say for it, the best first.
    pub norms: &'static [String],
}

/// Citizens' words in a folded query, longest first; a character belongs to one word only.
pub fn said(query: &[char]) -> Vec<Said> {
    let mut found = Vec::new();
    let mut taken = vec![false; query.len()];
    for (say, norms) in SYNONYMS.iter() {
        for (start, window) in query.windows(say.len().max(1)).enumerate() {
            let end = start + say.len();
            if window == say.as_slice() && !taken.iter().take(end).skip(start).any(|taken| *taken) {
                taken.iter_mut().take(end).skip(start).for_each(|slot| *slot = true);
                found.push(Said { start, end, norms });
            }
        }
    }
    found.sort_by_key(|said| said.start);
    found
}

/// How a character of a query belongs to the words of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filler {
    /// Not at all.
    None,
    /// A single character that mostly only joins words.
    Particle,
    /// Part of a longer question word.
    Question,
}

/// For each folded character of a query whether it is filler.
pub fn fillers(query: &[char]) -> Vec<Filler> {
    let mut fillers = vec![Filler::None; query.len()];
    let mut at = 0;
    while at < query.len() {
        let rest = query.get(at..).unwrap_or_default();
        let size = QUESTION_WORDS.iter().find(|word| rest.starts_with(word)).map_or(0, Vec::len);
        fillers
            .iter_mut()
            .skip(at)
            .take(size)
            .for_each(|slot| *slot = if size > 1 { Filler::Question } else { Filler::Particle });
        at += size.max(1);
    }
    fillers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_files_are_readable_and_folded_words_are_found() {
        assert!(!SYNONYMS.is_empty() && !QUESTION_WORDS.is_empty());
        let found = said(&characters("被公司炒魷魚了"));
        assert!(found.iter().any(|said| said.norms.contains(&"解除劳动合同".to_owned())));
        assert!(said(&characters("标准化")).is_empty());
        // A longer word hides the shorter one in it.
        assert_eq!(said(&characters("离婚冷静期")).len(), 1);
    }

    #[test]
    fn question_words_are_marked_character_by_character() {
        assert_eq!(fillers(&characters("怎么退税")), [Filler::Question, Filler::Question, Filler::None, Filler::None]);
    }
}
