//! Places to show: which sections of a found document answer the query.
//!
//! What all sections of a document share says nothing about which of them answers, so terms count by
//! how few sections hold them; headings, length and the chapters that seldom answer count besides.

use super::answers;
use super::error::SearchError;
use super::passages;
use super::query::Understood;
use super::record::{SectionRole, StoredSection};
use super::scanner::{Found, Scanner};
use super::sections::{self, Room};
use super::segment::Segment;
use super::weights;

/// Values in the order of `weights::PLACES`.
pub type Features = [f32; weights::PLACES.len()];

/// A section that may be shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Number of the section among the stored ones.
    pub number: usize,
    /// The section.
    pub section: StoredSection,
    /// Weighted sum of the features.
    pub score: f32,
    /// What it was made of.
    pub features: Features,
}

/// A chapter whose articles answer only when they are asked for, by words of its heading and of a query that asks.
struct Chapter {
    heading: &'static [&'static str],
    asked: &'static [&'static str],
}

const LIABILITY: Chapter = Chapter {
    heading: &["法律责任", "罚则", "奖惩", "奖励与处罚"],
    asked: &["罚", "责任", "判", "处分", "后果", "坐牢", "拘留"],
};
const SUPPLEMENT: Chapter =
    Chapter { heading: &["附则"], asked: &["施行", "生效", "什么是", "定义", "含义", "是指"] };

impl Chapter {
    fn unasked(&self, heading: &str, query: &str) -> bool {
        self.heading.iter().any(|word| heading.contains(word)) && !self.asked.iter().any(|word| query.contains(word))
    }
}

/// Sections of a document that hold anything of the query, or the article asked for; best first. Its text stays in `room`.
pub fn places(
    scanner: &Scanner,
    segment: &Segment,
    query: &Understood,
    document: u32,
    room: &mut Room,
) -> Result<Vec<Place>, SearchError> {
    let sections = segment.text(document, &mut room.text)?;
    let mut looked: Vec<Looked> = Vec::new();
    let mut heading = Heading::default();
    for (number, section) in sections.iter().enumerate() {
        let bytes = room.text.get(section.start * 2..section.end * 2).unwrap_or_default();
        let found = scanner.find(bytes, &mut room.counts);
        if section.role == SectionRole::Heading {
            heading = Heading::of(scanner, &found, &passages::decode(&room.text, section), &query.text);
        } else {
            looked.push(Looked { number, section: *section, found, heading });
        }
    }
    let rarity = local_rarity(scanner, &looked);
    let global = |found: &Found| sections::score(scanner, found, |_| 1.0);
    let kind = |term: u16| scanner.terms.get(usize::from(term)).is_some_and(|term| term.synonym);
    let values = [
        spread(&looked, &global),
        spread(&looked, &|found| {
            sections::score(scanner, found, |term| rarity.get(usize::from(term)).copied().unwrap_or(0.0))
        }),
        spread(&looked, &|found| {
            sections::score(scanner, found, |term| {
                if kind(term) { 0.0 } else { rarity.get(usize::from(term)).copied().unwrap_or(0.0) }
            })
        }),
    ];
    let wanted = answers::wanted(&query.text);
    let mut places = Vec::new();
    for (index, looked) in looked.iter().enumerate() {
        let asked = query.article.is_some_and(|wanted| wanted == looked.section.article);
        if !asked && looked.found.terms.is_empty() {
            continue;
        }
        let value = |list: usize| values.get(list).and_then(|values| values.get(index)).copied().unwrap_or(0.0);
        let flag = |yes: bool| if yes { 1.0 } else { 0.0 };
        let features = [
            value(0),
            value(1),
            value(2),
            scanner.share(looked.found.covers),
            scanner.share(looked.found.covers | looked.heading.covers),
            looked.found.run,
            looked.heading.score,
            flag(looked.section.article.number == 1),
            flag(looked.heading.liability),
            flag(looked.heading.supplement),
            (looked.found.length as f32 / LONG_SECTION).min(1.0),
            flag(looked.section.article.number == 0),
            answers::given(&passages::decode(&room.text, &looked.section), wanted),
            flag(asked),
        ];
        let score = weights::PLACES.iter().zip(&features).map(|((_, weight), value)| weight * value).sum();
        places.push(Place { number: looked.number, section: looked.section, score, features });
    }
    places.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.number.cmp(&b.number)));
    Ok(places)
}

/// Units of a section that counts as long.
const LONG_SECTION: f32 = 400.0;

struct Looked {
    number: usize,
    section: StoredSection,
    found: Found,
    heading: Heading,
}

/// What the headings above a section say.
#[derive(Debug, Clone, Copy, Default)]
struct Heading {
    score: f32,
    covers: super::query::Cover,
    liability: bool,
    supplement: bool,
}

impl Heading {
    fn of(scanner: &Scanner, found: &Found, text: &str, query: &str) -> Self {
        let pairs =
            found.terms.iter().filter_map(|(term, _)| scanner.terms.get(usize::from(*term))).filter(|term| term.pair);
        let sum: f32 = pairs.map(|term| term.weight).sum();
        Self {
            score: if scanner.possible > 0.0 { sum / scanner.possible } else { 0.0 },
            covers: found.covers,
            liability: LIABILITY.unasked(text, query),
            supplement: SUPPLEMENT.unasked(text, query),
        }
    }
}

/// By term: how few of the sections hold it.
fn local_rarity(scanner: &Scanner, looked: &[Looked]) -> Vec<f32> {
    let mut holding = vec![0u32; scanner.terms.len()];
    for (term, _) in looked.iter().flat_map(|looked| &looked.found.terms) {
        holding.iter_mut().skip(usize::from(*term)).take(1).for_each(|count| *count += 1);
    }
    holding.into_iter().map(|holding| super::candidates::rarity(looked.len() as u32, holding)).collect()
}

/// A value of each section as a share of the largest.
fn spread(looked: &[Looked], value: &dyn Fn(&Found) -> f32) -> Vec<f32> {
    let values: Vec<f32> = looked.iter().map(|looked| value(&looked.found)).collect();
    let most = values.iter().copied().fold(0.0, f32::max);
    values.into_iter().map(|value| if most > 0.0 { value / most } else { 0.0 }).collect()
}
