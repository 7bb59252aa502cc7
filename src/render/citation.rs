//! How to cite a document: GB/T 7714 electronic resource, and the plain form of official writing.

use serde::Serialize;

use super::address;
use super::view::Scene;
use crate::site::Document;

/// The parts of a citation; the reader's own day of reading is added in the browser.
#[derive(Serialize)]
pub(super) struct Citation<'a> {
    issuer: &'a str,
    title: &'a str,
    number: Option<&'a str>,
    date: String,
    url: String,
}

/// The citation of a document.
pub(super) fn citation<'a>(scene: &Scene<'a>, document: &'a Document) -> Citation<'a> {
    let front = &document.page.front;
    Citation {
        issuer: scene.issuer(document),
        title: &front.title,
        number: front.number.as_deref(),
        date: front.date.to_string(),
        url: address::canonical(scene.site, &document.url),
    }
}
