//! Atom feeds (RFC 4287) of the site and of each category.

use std::fmt::Write;

use super::address::{self, canonical};
use super::survey::last_change;
use super::view::Scene;
use super::xml::{push_element, push_escaped};
use crate::site::Document;

/// The newest documents of a category, or of the site.
pub(super) fn feed(scene: &Scene<'_>, category: Option<usize>) -> Vec<u8> {
    let site = scene.site;
    let (folder, title) = match category {
        Some(number) => {
            (address::category(site, number), format!("{} - {}", scene.category_name(number), site.config.title))
        }
        None => (String::new(), site.config.title.clone()),
    };
    let numbers = match category {
        Some(number) => scene.counts(number).map(|counts| counts.newest.as_slice()).unwrap_or_default(),
        None => scene.survey.newest.as_slice(),
    };
    let documents: Vec<&Document> = numbers.iter().filter_map(|number| scene.document(*number)).collect();
    let mut out = String::with_capacity(1024 + documents.len() * 600);
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
    push_escaped(&mut out, &site.config.language);
    out.push_str("\">\n");
    push_element(&mut out, "title", &title);
    push_element(&mut out, "id", &canonical(site, &folder));
    push_link(&mut out, "self", "application/atom+xml", &canonical(site, &format!("{folder}feed.xml")));
    push_link(&mut out, "alternate", "text/html", &canonical(site, &folder));
    // An empty feed has no day of its own; the first day of the Regulation in force stands in for it.
    let updated = documents.iter().map(|document| last_change(document)).max();
    push_element(&mut out, "updated", &updated.map_or_else(|| "2019-05-15T00:00:00Z".to_owned(), timestamp));
    let _ = write!(out, "<author>");
    push_element(&mut out, "name", &site.config.body.name);
    out.push_str("</author>\n");
    for document in documents {
        push_entry(&mut out, scene, document);
    }
    out.push_str("</feed>\n");
    out.into_bytes()
}

fn push_entry(out: &mut String, scene: &Scene<'_>, document: &Document) {
    let front = &document.page.front;
    let url = canonical(scene.site, &document.url);
    out.push_str("<entry>\n");
    push_element(out, "title", &front.title);
    push_element(out, "id", &url);
    push_link(out, "alternate", "text/html", &url);
    push_element(out, "published", &timestamp(front.published));
    push_element(out, "updated", &timestamp(last_change(document)));
    out.push_str("<category term=\"");
    push_escaped(out, &front.category);
    out.push_str("\" label=\"");
    push_escaped(out, scene.category_name(document.category));
    out.push_str("\"/>\n");
    let summary = front.description.as_deref().or(front.number.as_deref()).unwrap_or_default();
    if !summary.is_empty() {
        push_element(out, "summary", summary);
    }
    out.push_str("</entry>\n");
}

fn push_link(out: &mut String, relation: &str, kind: &str, href: &str) {
    let _ = write!(out, "<link rel=\"{relation}\" type=\"{kind}\" href=\"");
    push_escaped(out, href);
    out.push_str("\"/>\n");
}

/// Midnight of the day in Beijing, where the dates of Chinese bodies hold.
fn timestamp(date: jiff::civil::Date) -> String {
    format!("{date}T00:00:00+08:00")
}
