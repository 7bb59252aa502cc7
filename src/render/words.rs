//! The portal's own words in the language of the pages. They all live in the message catalogue.

use std::collections::BTreeMap;

use crate::content::{Kind, Step};
use crate::diag::{self, Lang};
use crate::site::Status;

/// The words of one language.
#[derive(Debug, Clone)]
pub(super) struct Words {
    /// By key, without the `portal.` in front.
    pub(super) all: BTreeMap<&'static str, &'static str>,
    kinds: Vec<(Kind, &'static str)>,
    statuses: Vec<(Status, &'static str)>,
}

impl Words {
    /// The words of a language.
    pub(super) fn of(lang: Lang) -> Self {
        let all = diag::words(lang, "portal");
        let get = |key: String| all.get(key.replace('-', "_").as_str()).copied().unwrap_or_default();
        let kinds = Kind::CHOICES.iter().map(|(name, kind)| (*kind, get(format!("kind_{name}")))).collect();
        let statuses = Status::ALL.iter().map(|status| (*status, get(format!("status_{}", status.name())))).collect();
        Self { all, kinds, statuses }
    }

    /// A word or sentence; empty when the catalogue lacks it, which a test forbids.
    pub(super) fn get(&self, key: &str) -> &'static str {
        self.all.get(key).copied().unwrap_or_default()
    }

    /// A sentence with its `{placeholders}` filled.
    pub(super) fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values)
    }

    /// 体裁 in words.
    pub(super) fn kind(&self, kind: Kind) -> &'static str {
        self.kinds.iter().find(|(known, _)| *known == kind).map_or("", |(_, word)| *word)
    }

    /// 效力 in words.
    pub(super) fn status(&self, status: Status) -> &'static str {
        self.statuses.iter().find(|(known, _)| *known == status).map_or("", |(_, word)| *word)
    }

    /// A step of the approval chain in words.
    pub(super) fn step(&self, step: Step) -> &'static str {
        self.get(&format!("step_{}", step.name()))
    }

    /// What a category rests on: `20(1)` becomes 《…条例》第二十条第（一）项; anything else stays as written.
    pub(super) fn basis(&self, basis: &str) -> String {
        let (article, item) = match basis.trim_end_matches(')').split_once('(') {
            Some((article, item)) => (article, Some(item)),
            None => (basis, None),
        };
        let Ok(article) = article.trim().parse::<usize>() else { return basis.to_owned() };
        match item.map(|item| item.trim().parse::<usize>()) {
            None => self.fill("basis_article", &[("article", &self.numeral(article))]),
            Some(Ok(item)) => {
                self.fill("basis_item", &[("article", &self.numeral(article)), ("item", &self.numeral(item))])
            }
            Some(Err(_)) => basis.to_owned(),
        }
    }

    /// A number below 100 as the law writes it (二十), or in digits where the language does.
    fn numeral(&self, number: usize) -> String {
        let digits: Vec<char> = self.get("numerals").chars().collect();
        let (Some(ten), true) = (digits.get(10), number < 100) else { return number.to_string() };
        let (tens, ones) = (number / 10, number % 10);
        let digit = |at: usize| digits.get(at).copied().unwrap_or_default();
        let mut text = String::new();
        if tens > 1 {
            text.push(digit(tens));
        }
        if tens > 0 {
            text.push(*ten);
        }
        if ones > 0 || tens == 0 {
            text.push(digit(ones));
        }
        text
    }
}

/// Replaces each `{name}` by its value.
pub(super) fn fill(message: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(message.len() + 32);
    let mut rest = message;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            break;
        };
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => out.push_str(value),
            None => out.extend(["{", name, "}"]),
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_basis_is_written_as_the_law_writes_it() {
        let words = Words::of(Lang::Zh);
        assert!(words.basis("20(1)").ends_with("第二十条第（一）项"), "{}", words.basis("20(1)"));
        assert!(words.basis("21").ends_with("第二十一条"));
        assert!(words.basis("20(15)").ends_with("第（十五）项"));
        assert_eq!(words.basis("预算法第十四条"), "预算法第十四条");
        assert!(Words::of(Lang::En).basis("20(1)").contains("20(1)"));
    }

    #[test]
    fn unknown_placeholders_stay() {
        assert_eq!(fill("{a}{b} {", &[("a", "1")]), "1{b} {");
    }

    #[test]
    fn every_kind_status_and_step_has_a_word() {
        for lang in [Lang::Zh, Lang::En] {
            let words = Words::of(lang);
            assert!(Kind::CHOICES.iter().all(|(_, kind)| !words.kind(*kind).is_empty()));
            assert!(Status::ALL.iter().all(|status| !words.status(*status).is_empty()));
            assert!(Step::CHOICES.iter().all(|(_, step)| !words.step(*step).is_empty()));
        }
    }
}
