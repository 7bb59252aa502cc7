//! 沿革: what happened to a document, day by day.

use jiff::civil::Date;
use serde::Serialize;

use super::row::Reference;
use super::scene::Scene;
use crate::site::Document;

/// One line of the history.
#[derive(Serialize)]
pub(crate) struct Event<'a> {
    date: String,
    word: &'static str,
    by: Option<Reference<'a>>,
}

/// The history, oldest first; nothing when all that happened is that it was made.
pub(crate) fn history<'a>(scene: &Scene<'a>, document: &'a Document) -> Vec<Event<'a>> {
    let front = &document.page.front;
    let mut events: Vec<(Date, &str, Option<usize>)> = vec![(front.date, "event_formed", None)];
    events.extend(front.effective.map(|date| (date, "event_effective", None)));
    let relations = &document.relations;
    for (acting, key) in [(&relations.amended_by, "event_amended"), (&relations.repealed_by, "event_repealed")] {
        events
            .extend(acting.iter().filter_map(|number| Some((acts_from(scene.document(*number)?), key, Some(*number)))));
    }
    events.extend(front.expires.map(|date| (date, "event_expires", None)));
    if events.len() < 2 {
        return Vec::new();
    }
    events.sort_by_key(|(date, _, by)| (*date, *by));
    let event = |(date, key, by): (Date, &str, Option<usize>)| Event {
        date: date.to_string(),
        word: scene.words.get(key),
        by: by.and_then(|number| Reference::here(scene, number)),
    };
    events.into_iter().map(event).collect()
}

/// The day from which a document acts on others.
fn acts_from(document: &Document) -> Date {
    document.page.front.effective.unwrap_or(document.page.front.date)
}
