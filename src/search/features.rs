//! Features of a candidate: few, bounded, each with a name and a weight in `weights::RANKING`.

use super::candidates::Scores;
use super::numbers;
use super::query::Understood;
use super::record::Record;
use super::sections::Evidence;
use super::segment::Segment;
use super::terms;
use super::title::Title;
use super::weights;
use crate::text::analyser::Term;

/// Values in the order of `weights::RANKING`.
pub type Features = [f32; weights::RANKING.len()];

/// Place of features that other steps look at.
pub const TITLE_EQUAL: usize = place("title_equal");
/// See [`TITLE_EQUAL`].
pub const NUMBER: usize = place("number");

/// Place of a feature by its name, found while compiling.
const fn place(name: &str) -> usize {
    let mut index = 0;
    while index < weights::RANKING.len() {
        let (other, name) = (weights::RANKING[index].0.as_bytes(), name.as_bytes());
        let mut same = other.len() == name.len();
        let mut at = 0;
        while same && at < name.len() {
            same = other[at] == name[at];
            at += 1;
        }
        if same {
            return index;
        }
        index += 1;
    }
    panic!("no such feature")
}

/// What all candidates of one query share.
pub struct Context<'a> {
    /// The index.
    pub segment: &'a Segment,
    /// The query.
    pub query: &'a Understood,
    /// Scores of all documents.
    pub scores: &'a Scores,
    /// Highest body score among the candidates.
    pub best_body: f32,
    /// Highest section score among the candidates.
    pub best_section: f32,
    /// Highest synonym score among the candidates.
    pub best_synonym: f32,
}

/// Final score: the weighted sum, in the order of the table.
pub fn total(features: &Features) -> f32 {
    weights::RANKING.iter().zip(features).map(|((_, weight), value)| weight * value).sum()
}

impl Context<'_> {
    /// Features of one candidate.
    pub fn features(&self, document: u32, evidence: &Evidence) -> Features {
        let empty = Record::default();
        let record = self.segment.records.get(document as usize).unwrap_or(&empty);
        let title = Title::parse(&record.title);
        let titles = TitleMatch::of(&self.query.title, &title);
        let section = evidence.best.first().copied().unwrap_or_default();
        let (same, other, unasked) = self.place(&title);
        let holds_article = evidence.article.is_some();
        [
            share(self.scores.body.of(document), self.best_body),
            self.scores.cover.share(document),
            share(section.score, self.best_section),
            section.cover,
            self.scores.title.share(document),
            titles.title_holds_query,
            titles.query_holds_title,
            flag(titles.equal),
            flag(titles.same_kind),
            self.scores.sound.share(document),
            self.sound_back(document, &title),
            self.initials(&title),
            titles.abbreviation,
            share(self.scores.synonym.of(document), self.best_synonym),
            same,
            other,
            unasked,
            self.number(record),
            self.date(record),
            if holds_article { 1.0 } else { 0.0 },
            self.older(document),
            flag(!title.has_kind),
        ]
    }

    /// The place asked for is the title's; the title has another; it has one though none was asked for.
    fn place(&self, title: &Title) -> (f32, f32, f32) {
        match &title.place {
            Some(place) if self.query.places.contains(place) => (1.0, 0.0, 0.0),
            Some(_) if !self.query.places.is_empty() => (0.0, 1.0, 0.0),
            Some(_) => (0.0, 0.0, 1.0),
            None => (0.0, 0.0, 0.0),
        }
    }

    fn number(&self, record: &Record) -> f32 {
        let Some(wanted) = &self.query.number else { return 0.0 };
        let rank = record.numbers.iter().position(|number| number.matches(wanted));
        match rank {
            Some(0) if record.has_printed_number() => 1.0,
            Some(_) => 0.9,
            None if record.numbers.iter().any(|number| number.key() == wanted.key()) => 0.2,
            None => 0.0,
        }
    }

    fn date(&self, record: &Record) -> f32 {
        flag(self.query.date.is_some_and(|date| date.contains(&record.date)))
    }

    fn older(&self, document: u32) -> f32 {
        let Some(versions) = self.segment.versions.get(&document) else { return 0.0 };
        let older = versions.first() != Some(&document);
        flag(older && self.query.date.is_none() && !self.query.wants_old) - flag(older && self.query.wants_old)
    }

    /// Share of the title core's neighbouring syllables that the query sounds like; only where the query sounds like the title.
    fn sound_back(&self, document: u32, title: &Title) -> f32 {
        if self.scores.sound.share(document) < 0.3 {
            return 0.0;
        }
        let core: String = title.core().iter().collect();
        let mut found = 0.0;
        let characters: Vec<char> = core.chars().collect();
        let pairs = characters.windows(2).count();
        for two in characters.windows(2) {
            let mut any = false;
            let text: String = two.iter().collect();
            terms::sounds(&text, |term: Term| any |= self.query.sounds.contains(&term));
            found += flag(any);
        }
        share(found, pairs as f32)
    }

    /// How much of the title the typed initials are, when they stand in it in one piece.
    fn initials(&self, title: &Title) -> f32 {
        if self.query.letters.is_empty() {
            return 0.0;
        }
        let text: String = title.characters.get(title.core_start..).unwrap_or_default().iter().collect();
        let letters = terms::initials(&text);
        if letters.contains(&self.query.letters) { share(self.query.letters.len() as f32, letters.len() as f32).max(0.3) } else { 0.0 }
    }
}

/// How query and title hold each other.
struct TitleMatch {
    title_holds_query: f32,
    query_holds_title: f32,
    equal: bool,
    same_kind: bool,
    abbreviation: f32,
}

impl TitleMatch {
    fn of(query: &Title, title: &Title) -> Self {
        let same_kind = query.has_kind && title.characters.get(title.core_end..) == query.characters.get(query.core_end..);
        Self {
            title_holds_query: held(query.core(), &title.characters),
            query_holds_title: held(title.core(), &query.characters),
            equal: !query.core().is_empty() && query.core() == title.core() && query.has_kind == title.has_kind,
            same_kind,
            abbreviation: abbreviation(query, title),
        }
    }
}

/// Lengths of a query that can be an abbreviated title.
pub const ABBREVIATIONS: std::ops::RangeInclusive<usize> = 2..=8;

/// Share of a title (place and state left out) that an abbreviated one is, when its characters stand there in order from the first on.
fn abbreviation(query: &Title, title: &Title) -> f32 {
    let short = query.characters.get(query.core_start..).unwrap_or_default();
    let long = title.characters.get(title.core_start..).unwrap_or_default();
    let possible = query.has_kind && ABBREVIATIONS.contains(&short.len()) && short.len() < long.len();
    if !possible || short.first() != long.first() || short.last() != long.last() {
        return 0.0;
    }
    let (short_text, long_text): (String, String) = (short.iter().collect(), long.iter().collect());
    if numbers::in_order(&short_text, &long_text) { 0.5 + 0.5 * share(short.len() as f32, long.len() as f32) } else { 0.0 }
}

/// Share of the pairs of `part` that stand in `whole`; of its one character when it has no pair.
fn held(part: &[char], whole: &[char]) -> f32 {
    if let [one] = part {
        return flag(whole.contains(one));
    }
    let pairs = part.windows(2);
    let count = pairs.len() as f32;
    let found = pairs.filter(|two| whole.windows(2).any(|other| other == *two)).count();
    share(found as f32, count)
}

fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

fn flag(yes: bool) -> f32 {
    if yes { 1.0 } else { 0.0 }
}
