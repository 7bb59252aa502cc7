//! Completions while typing: titles and numbers that begin with, hold or sound like what is typed so far.

use super::candidates;
use super::error::SearchError;
use super::gazetteer::Gazetteer;
use super::numbers;
use super::query::Understood;
use super::segment::Segment;
use super::terms;
use super::types::Suggestion;
use crate::text::fold;

/// Titles that are compared letter by letter.
const LOOKED_AT: usize = 300;
/// Characters of input that count.
const LONGEST: usize = 60;

/// At most `limit` completions, best first.
pub fn suggest(segment: &Segment, typed: &str, limit: usize) -> Result<Vec<Suggestion>, SearchError> {
    let typed: String = typed.chars().take(LONGEST).collect();
    let folded = fold::fold_text(&typed);
    if folded.is_empty() {
        return Ok(Vec::new());
    }
    let number = numbers::find_typed(&typed).map(|(number, _)| number);
    let mut chosen = match &number {
        Some(number) => candidates::with_number(segment, &number.key())?,
        None => Vec::new(),
    };
    let characters: Vec<char> = folded.chars().collect();
    if characters.iter().all(|c| fold::is_han(*c)) {
        chosen.extend(candidates::with_title_characters(segment, &characters)?);
    }
    if chosen.len() < LOOKED_AT {
        let query = Understood::read(&typed, &Gazetteer::default());
        chosen.extend(by_title(segment, &query)?);
    }
    chosen.sort_unstable();
    chosen.dedup();
    let score = |document: u32| closeness(segment, document, &folded, number.as_ref());
    let mut scored: Vec<(u32, u32)> =
        chosen.into_iter().map(|document| (score(document), document)).filter(|(score, _)| *score > 0).collect();
    scored.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| key(segment, a.1).cmp(&key(segment, b.1))));
    let pick = |(score, document): (u32, u32)| {
        let record = segment.records.get(document as usize)?;
        let number = (!record.number.is_empty()).then(|| record.number.clone());
        Some(Suggestion { title: record.title.clone(), number, url: record.url.clone(), direct: score >= EXACT })
    };
    Ok(scored.into_iter().take(limit).filter_map(pick).collect())
}

/// Shorter titles first, then newer, then by path.
fn key(segment: &Segment, document: u32) -> Option<(usize, std::cmp::Reverse<&str>, &str)> {
    let record = segment.records.get(document as usize)?;
    Some((record.title.len(), std::cmp::Reverse(record.date.as_str()), record.path.as_str()))
}

fn by_title(segment: &Segment, query: &Understood) -> Result<Vec<u32>, SearchError> {
    let scores = candidates::score_titles(segment, query)?;
    Ok(candidates::best(segment, LOOKED_AT, &scores.choices, |_| true))
}

/// From here on the suggestion is what was typed.
const EXACT: u32 = 90;

/// How well a title or number continues what was typed; 0 when it does not.
fn closeness(segment: &Segment, document: u32, folded: &str, number: Option<&numbers::DocumentNumber>) -> u32 {
    let Some(record) = segment.records.get(document as usize) else { return 0 };
    if number.is_some_and(|wanted| {
        record.numbers.first().is_some_and(|own| record.has_printed_number() && own.matches(wanted))
    }) {
        return 100;
    }
    let title = super::title::Title::parse(&record.title);
    let whole: String = title.characters.iter().collect();
    let core: String = title.characters.get(title.core_start..).unwrap_or_default().iter().collect();
    let letters = || terms::initials(&core);
    let sound = || terms::spelling(&core);
    match () {
        () if whole == folded => 95,
        () if core == folded => 90,
        () if core.starts_with(folded) || whole.starts_with(folded) => 80,
        () if whole.contains(folded) => 70,
        () if numbers::in_order(folded, &whole) => 50,
        () if folded.is_ascii() && (letters().starts_with(folded) || sound().starts_with(folded)) => 60,
        () if folded.is_ascii() && (letters().contains(folded) || sound().contains(folded)) => 40,
        () => 0,
    }
}
