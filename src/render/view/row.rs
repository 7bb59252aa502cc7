//! A document as one line of a list, and a link to a document.

use serde::Serialize;

use super::files::summary;
use super::scene::Scene;
use crate::site::{Document, Related, Status};

/// A status: its name for the style sheet and its word.
#[derive(Serialize, Clone, Copy)]
pub(crate) struct StatusTag {
    name: &'static str,
    word: &'static str,
}

impl StatusTag {
    /// The tag of a status.
    pub(crate) fn of(scene: &Scene<'_>, status: Status) -> Self {
        Self { name: status.name(), word: scene.words.status(status) }
    }

    /// The tag of a document: nothing is said of one that neither states a status nor has to.
    pub(crate) fn of_document(scene: &Scene<'_>, document: &Document) -> Option<Self> {
        has_standing(document).then(|| Self::of(scene, document.validity.status))
    }
}

/// Whether something has to be said of a document's validity.
pub(crate) fn has_standing(document: &Document) -> bool {
    document.validity.status != Status::Unstated || document.page.front.normative
}

/// A row of a list.
#[derive(Serialize)]
pub(crate) struct Row<'a> {
    title: &'a str,
    href: String,
    number: Option<&'a str>,
    date: String,
    status: Option<StatusTag>,
    expires: Option<String>,
    files: Option<String>,
    sample: bool,
    draft: bool,
}

impl<'a> Row<'a> {
    /// A row with the 成文日期, as lists are sorted by it.
    pub(crate) fn formed(scene: &Scene<'a>, number: usize) -> Option<Self> {
        let document = scene.document(number)?;
        Some(Self::new(scene, document, document.page.front.date))
    }

    /// A row with the 发布日期, for what is new.
    pub(crate) fn published(scene: &Scene<'a>, number: usize) -> Option<Self> {
        let document = scene.document(number)?;
        Some(Self::new(scene, document, document.page.front.published))
    }

    fn new(scene: &Scene<'a>, document: &'a Document, date: jiff::civil::Date) -> Self {
        let front = &document.page.front;
        Self {
            title: &front.title,
            href: scene.links.to(&document.url),
            number: front.number.as_deref(),
            date: date.to_string(),
            status: StatusTag::of_document(scene, document),
            expires: front.expires.map(|date| date.to_string()),
            files: summary(scene.words, &document.page),
            sample: front.sample,
            draft: is_draft(scene, document),
        }
    }
}

/// Rows of several documents.
pub(crate) fn formed<'a>(scene: &Scene<'a>, numbers: &[usize]) -> Vec<Row<'a>> {
    numbers.iter().filter_map(|number| Row::formed(scene, *number)).collect()
}

/// Rows of the newest documents.
pub(crate) fn published<'a>(scene: &Scene<'a>, numbers: &[usize], limit: usize) -> Vec<Row<'a>> {
    numbers.iter().take(limit).filter_map(|number| Row::published(scene, *number)).collect()
}

/// Whether a document is shown in a preview only.
pub(crate) fn is_draft(scene: &Scene<'_>, document: &Document) -> bool {
    document.page.front.draft || document.page.front.published > scene.site.today
}

/// A link to another document, or its name when it is not on this site.
#[derive(Serialize)]
pub(crate) struct Reference<'a> {
    pub(crate) title: &'a str,
    pub(crate) number: Option<&'a str>,
    pub(crate) href: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) status: Option<StatusTag>,
}

impl<'a> Reference<'a> {
    /// A document of this site.
    pub(crate) fn here(scene: &Scene<'a>, number: usize) -> Option<Self> {
        let document = scene.document(number)?;
        Some(Self {
            title: &document.page.front.title,
            number: document.page.front.number.as_deref(),
            href: Some(scene.links.to(&document.url)),
            date: Some(document.page.front.date.to_string()),
            status: StatusTag::of_document(scene, document),
        })
    }

    /// The other end of a relation.
    pub(crate) fn related(scene: &Scene<'a>, related: &'a Related) -> Option<Self> {
        match related {
            Related::Here(number) => Self::here(scene, *number),
            Related::Elsewhere(title) => Some(Self { title, number: None, href: None, date: None, status: None }),
        }
    }
}
