//! Citizens' words and their counterparts in norms (`data/synonyms.toml`), and the words of a question.

use crate::text::fold;
use serde::Deserialize;
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

/// What people say, folded, with what norms say.
static SYNONYMS: LazyLock<Vec<(Vec<char>, Vec<String>)>> = LazyLock::new(|| {
    let Ok(file) = toml::from_str::<SynonymFile>(include_str!("data/synonyms.toml")) else { return Vec::new() };
    let pairs = file.synonym.into_iter().flat_map(|entry| entry.say.into_iter().map(move |say| (characters(&say), entry.norm.clone())));
    pairs.collect()
});

static QUESTION_WORDS: LazyLock<Vec<Vec<char>>> = LazyLock::new(|| {
    let Ok(file) = toml::from_str::<WordFile>(include_str!("data/question-words.toml")) else { return Vec::new() };
    let mut words: Vec<Vec<char>> = file.words.split_whitespace().chain(file.particles.split_whitespace()).map(characters).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
});

fn characters(text: &str) -> Vec<char> {
    fold::fold_text(text).chars().collect()
}

/// Words of norms for what a folded query says, in the order of the file, without repeats.
pub fn of(query: &[char]) -> Vec<&'static str> {
    let mut found: Vec<&'static str> = Vec::new();
    for (say, norms) in SYNONYMS.iter() {
        if !say.is_empty() && query.windows(say.len()).any(|window| window == say.as_slice()) {
            for norm in norms {
                if !found.contains(&norm.as_str()) {
                    found.push(norm);
                }
            }
        }
    }
    found
}

/// How a character of a query belongs to the words of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It may say what is looked for.
    Content,
    /// A single character that mostly does not.
    Particle,
    /// Part of a longer question word.
    Question,
}

/// The role of each folded character of a query.
pub fn question_words(query: &[char]) -> Vec<Role> {
    let mut covered = vec![Role::Content; query.len()];
    let mut at = 0;
    while at < query.len() {
        let rest = query.get(at..).unwrap_or_default();
        let size = QUESTION_WORDS.iter().find(|word| rest.starts_with(word)).map_or(0, Vec::len);
        covered.iter_mut().skip(at).take(size).for_each(|slot| *slot = if size > 1 { Role::Question } else { Role::Particle });
        at += size.max(1);
    }
    covered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_files_are_readable_and_folded_words_are_found() {
        assert!(!SYNONYMS.is_empty() && !QUESTION_WORDS.is_empty());
        assert!(of(&characters("被公司炒魷魚了")).contains(&"解除劳动合同"));
        assert!(of(&characters("物业管理条例")).is_empty());
    }

    #[test]
    fn question_words_are_marked_character_by_character() {
        assert_eq!(question_words(&characters("怎么退税")), [Role::Question, Role::Question, Role::Content, Role::Content]);
    }
}
