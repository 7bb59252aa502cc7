//! Evidence within a document: how well its sections (条) answer the query, for ranking the document.
//! Which of them is shown is decided in [`super::places`].

use super::articles::Article;
use super::error::SearchError;
use super::record::SectionRole;
use super::scanner::{Found, Scanner};
use super::segment::Segment;
use super::weights;

/// What the sections of a document say.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Evidence {
    /// Saturated sum of the weights found in the best section.
    pub score: f32,
    /// Share of the query's pairs that it holds, by weight.
    pub cover: f32,
    /// Longest run of the query's characters in any section, as a share of its pairs.
    pub run: f32,
    /// Largest share of the subject's characters that title, headings and one section explain.
    pub explained: f32,
    /// The same for the title and all sections.
    pub explained_by_all: f32,
    /// The article asked for is there.
    pub holds_article: bool,
}

/// Reads a document closely.
pub fn look(
    scanner: &Scanner,
    segment: &Segment,
    document: u32,
    article: Option<Article>,
    room: &mut Room,
) -> Result<Evidence, SearchError> {
    let sections = segment.text(document, &mut room.text)?;
    let title: Vec<u8> = segment.title(document).encode_utf16().flat_map(u16::to_le_bytes).collect();
    let in_title = scanner.find(&title, &mut room.counts).covers;
    let mut evidence = Evidence::default();
    let (mut most, mut all, mut in_heading) = (in_title, in_title, 0);
    for section in &sections {
        evidence.holds_article |= article.is_some_and(|wanted| wanted == section.article);
        let bytes = room.text.get(section.start * 2..section.end * 2).unwrap_or_default();
        let found = scanner.find(bytes, &mut room.counts);
        all |= found.covers;
        if section.role == SectionRole::Heading {
            in_heading = found.covers;
            continue;
        }
        let covers = found.covers | in_title | in_heading;
        most = if covers.count_ones() > most.count_ones() { covers } else { most };
        evidence.run = evidence.run.max(found.run);
        let score = score(scanner, &found, |_| 1.0);
        if score > evidence.score {
            (evidence.score, evidence.cover) = (score, cover(scanner, &found));
        }
    }
    (evidence.explained, evidence.explained_by_all) = (scanner.share(most), scanner.share(all));
    Ok(evidence)
}

/// Memory that is used for one document after the other.
#[derive(Debug, Default)]
pub struct Room {
    /// Text of the document, UTF-16.
    pub text: Vec<u8>,
    /// Counts of the scan.
    pub counts: Vec<u16>,
}

/// Saturated sum of the weights of the terms found, each times a factor.
pub fn score(scanner: &Scanner, found: &Found, factor: impl Fn(u16) -> f32) -> f32 {
    let share = weights::SECTION_LENGTH_SHARE;
    let norm = weights::SECTION_SATURATION * (1.0 - share + share * found.length as f32 / weights::SECTION_LENGTH);
    let value = |(term, count): &(u16, u16)| {
        let count = f32::from(*count);
        let weight = scanner.terms.get(usize::from(*term)).map_or(0.0, |term| term.weight);
        factor(*term) * weight * count * (weights::SECTION_SATURATION + 1.0) / (count + norm)
    };
    found.terms.iter().map(value).sum()
}

/// Share of the query's pairs found, by weight.
fn cover(scanner: &Scanner, found: &Found) -> f32 {
    let terms = found.terms.iter().filter_map(|(term, _)| scanner.terms.get(usize::from(*term)));
    let sum: f32 = terms.filter(|term| term.pair).map(|term| term.weight).sum();
    if scanner.possible > 0.0 { sum / scanner.possible } else { 0.0 }
}
