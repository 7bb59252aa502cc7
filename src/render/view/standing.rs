//! 效力 of a document in words: the banner above its title.

use jiff::civil::Date;
use serde::Serialize;

use super::row::{Reference, has_standing};
use super::scene::Scene;
use crate::site::{Document, Related, Status};

/// The banner.
#[derive(Serialize)]
pub(crate) struct Standing<'a> {
    /// Name of the status, for the style sheet.
    name: &'static str,
    word: &'static str,
    /// The whole sentence.
    sentence: String,
    /// What amended or repealed it.
    by: Vec<Reference<'a>>,
    /// 有效期至, for the reader's own clock to compare.
    expires: Option<String>,
    /// 施行日期, while it has not come.
    starts: Option<String>,
    /// 效力核对至.
    checked: String,
}

/// The banner of a document; none where nothing has to be said.
pub(crate) fn standing<'a>(scene: &Scene<'a>, document: &'a Document) -> Option<Standing<'a>> {
    if !has_standing(document) {
        return None;
    }
    let validity = document.validity;
    let acting = match validity.status {
        Status::Repealed => document.relations.repealed_by.as_slice(),
        Status::Amended => document.relations.amended_by.as_slice(),
        _ => &[],
    };
    let starts = validity.since.filter(|_| validity.status == Status::NotYet);
    Some(Standing {
        name: validity.status.name(),
        word: scene.words.status(validity.status),
        sentence: sentence(scene, document),
        by: acting.iter().filter_map(|number| Reference::here(scene, *number)).collect(),
        expires: document.page.front.expires.map(|date| date.to_string()),
        starts: starts.map(|date| date.to_string()),
        checked: scene.site.today.to_string(),
    })
}

fn sentence(scene: &Scene<'_>, document: &Document) -> String {
    let validity = document.validity;
    let with = |key: &str, since: Option<Date>| match since {
        Some(since) => scene.words.fill(&format!("standing_{key}_since"), &[("date", &since.to_string())]),
        None => scene.words.get(&format!("standing_{key}")).to_owned(),
    };
    match validity.status {
        Status::InForce => with("in_force", validity.since),
        Status::NotYet => with("not_yet", validity.since),
        Status::Amended => with("amended", validity.since),
        Status::Expired => with("expired", validity.since),
        Status::Repealed => with("repealed", validity.since),
        Status::Unstated => with("unstated", None),
    }
}

/// The policies that a 解读 explains and that no longer hold.
pub(crate) fn dead_policies<'a>(scene: &Scene<'a>, document: &'a Document) -> Vec<Reference<'a>> {
    let dead = |number: &usize| {
        let status = scene.document(*number).map(|document| document.validity.status);
        matches!(status, Some(Status::Repealed | Status::Expired))
    };
    let explained = document.relations.interprets.iter();
    let here = explained.filter_map(|one| if let Related::Here(number) = one { Some(*number) } else { None });
    here.filter(dead).filter_map(|number| Reference::here(scene, number)).collect()
}
