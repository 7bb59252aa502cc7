//! Quotes and minus signs: documents that must hold a phrase, and those that must not.

use super::candidates;
use super::error::SearchError;
use super::query::Understood;
use super::sections::Room;
use super::segment::Segment;
use crate::text::fold;

/// Documents of one phrase whose text is read to see that its pairs stand in a row; the terms alone decide beyond.
const READ: usize = 1000;

/// By document whether the operators of a query allow it; `None` when it has none.
pub fn allowed(segment: &Segment, query: &Understood) -> Result<Option<Vec<bool>>, SearchError> {
    if query.phrases.is_empty() && query.excluded.is_empty() {
        return Ok(None);
    }
    let mut allowed = vec![true; segment.records.len()];
    for phrase in &query.phrases {
        let mut holds = vec![false; allowed.len()];
        for document in holding(segment, phrase)? {
            holds.iter_mut().skip(document as usize).take(1).for_each(|slot| *slot = true);
        }
        allowed.iter_mut().zip(holds).for_each(|(allowed, holds)| *allowed &= holds);
    }
    for phrase in &query.excluded {
        for document in holding(segment, phrase)? {
            allowed.iter_mut().skip(document as usize).take(1).for_each(|slot| *slot = false);
        }
    }
    Ok(Some(allowed))
}

/// Documents that hold a phrase, in order.
fn holding(segment: &Segment, phrase: &str) -> Result<Vec<u32>, SearchError> {
    let mut documents = candidates::with_all_terms(segment, phrase)?;
    let wanted = fold::fold_text(phrase);
    if documents.len() > READ || wanted.chars().count() < 3 {
        return Ok(documents);
    }
    let mut room = Room::default();
    let mut failure = None;
    documents.retain(|document| match segment.text(*document, &mut room.text) {
        Ok(sections) => {
            let in_section = sections
                .iter()
                .any(|section| fold::fold_text(&super::passages::decode(&room.text, section)).contains(&wanted));
            in_section || fold::fold_text(segment.title(*document)).contains(&wanted)
        }
        Err(error) => {
            failure = Some(error);
            false
        }
    });
    failure.map_or(Ok(documents), Err)
}
