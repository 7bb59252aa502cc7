//! Features of a candidate: few, bounded, each with a name and a weight in `weights::RANKING`.

use super::candidates::Scores;
use super::facets;
use super::numbers;
use super::query::Understood;
use super::record::Record;
use super::sections::Evidence;
use super::segment::Segment;
use super::terms;
use super::title::Title;
use super::weights;
use crate::text::analyser::Term;
use crate::text::fold;

/// Values in the order of `weights::RANKING`.
pub type Features = [f32; weights::RANKING.len()];

/// Place of features that other steps look at.
pub const TITLE_EQUAL: usize = place("title_equal");
/// See [`TITLE_EQUAL`].
pub const NUMBER: usize = place("number");

/// See [`TITLE_EQUAL`].
pub const DEAD: usize = place("dead");

/// See [`TITLE_EQUAL`].
pub const ARTICLE: usize = place("article");
/// See [`TITLE_EQUAL`].
pub const TITLE_HOLDS_QUERY: usize = place("title_holds_query");
/// See [`TITLE_EQUAL`].
pub const SOUND_SHARE: usize = place("sound_share");
/// See [`TITLE_EQUAL`].
pub const EXPLAINED: usize = place("explained");
/// See [`TITLE_EQUAL`].
pub const INITIALS: usize = place("initials");

/// Place of a feature by its name, found while compiling.
#[allow(clippy::panic, reason = "evaluated while compiling: a misspelt name does not build")]
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

/// Characters of a title that counts as long.
const LONG_TITLE: f32 = 40.0;

/// What all candidates of one query share.
pub struct Context<'a> {
    /// The index.
    pub segment: &'a Segment,
    /// The query.
    pub query: &'a Understood,
    /// Scores of all documents.
    pub scores: &'a Scores,
    /// The day of asking.
    pub today: &'a str,
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
        let title = Title::parse(&record.full_title);
        let titles = TitleMatch::of(&self.query.title, &self.query.content, &title);
        let said_alike = self.query.formal == self.query.title;
        let formal =
            if said_alike { titles } else { TitleMatch::of(&self.query.formal, &self.query.formal_content, &title) };
        let (same, other, unasked) = self.place(&title);
        [
            share(self.scores.body.of(document), self.best_body),
            self.scores.cover.share(document),
            share(evidence.score, self.best_section),
            evidence.cover,
            evidence.run,
            evidence.explained,
            evidence.explained_by_all,
            self.scores.title.share(document).max(self.scores.formal_title.share(document)),
            titles.title_holds_query.max(formal.title_holds_query),
            titles.query_holds_title.max(formal.query_holds_title),
            flag((titles.equal || formal.equal) && (same > 0.0 || self.query.places.is_empty())),
            flag(titles.same_kind && (same > 0.0 || self.query.places.is_empty())),
            self.scores.sound.share(document) * self.query.sounded,
            self.sound_back(document, &title),
            self.initials(&title),
            titles.abbreviation,
            share(self.scores.synonym.of(document), self.best_synonym),
            same,
            other,
            flag(!self.query.places.is_empty() && title.place.is_none()),
            unasked,
            self.number(record),
            self.date(record),
            flag(evidence.holds_article),
            flag(matches!(facets::status(record, self.today), "repealed" | "expired")),
            self.older(document),
            (title.characters.len() as f32 / LONG_TITLE).min(1.0),
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
        if letters.contains(&self.query.letters) {
            share(self.query.letters.len() as f32, letters.len() as f32).max(0.3)
        } else {
            0.0
        }
    }
}

/// How query and title hold each other.
#[derive(Clone, Copy)]
struct TitleMatch {
    title_holds_query: f32,
    query_holds_title: f32,
    equal: bool,
    same_kind: bool,
    abbreviation: f32,
}

impl TitleMatch {
    fn of(query: &Title, content: &str, title: &Title) -> Self {
        let same_kind =
            query.has_kind && title.characters.get(title.core_end..) == query.characters.get(query.core_end..);
        Self {
            title_holds_query: held_pieces(content, &title.characters),
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
    if numbers::in_order(&short_text, &long_text) {
        0.5 + 0.5 * share(short.len() as f32, long.len() as f32)
    } else {
        0.0
    }
}

/// Share of the pairs of a text's pieces that stand in `whole`.
fn held_pieces(text: &str, whole: &[char]) -> f32 {
    let pieces = text.split_whitespace().map(|piece| fold::fold_text(piece).chars().collect::<Vec<char>>());
    let (found, count) = pieces.fold((0.0, 0.0), |(found, count), piece| {
        let pairs = piece.len().saturating_sub(1).max(1) as f32;
        (found + held(&piece, whole) * pairs, count + pairs)
    });
    share(found, count)
}

/// Share of the pairs of `part` that stand in `whole`; of its one character when it has no pair.
fn held(part: &[char], whole: &[char]) -> f32 {
    if let [one] = part {
        return flag(whole.contains(one));
    }
    let pairs = part.windows(2);
    let count = pairs.len() as f32;
    // Compared character by character: a call to compare slices costs more than the comparison.
    let stands = |first: char, second: char| {
        whole.windows(2).any(|other| matches!(other, [a, b] if *a == first && *b == second))
    };
    let found = pairs.filter(|two| matches!(two, [first, second] if stands(*first, *second))).count();
    share(found as f32, count)
}

fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

fn flag(yes: bool) -> f32 {
    if yes { 1.0 } else { 0.0 }
}
