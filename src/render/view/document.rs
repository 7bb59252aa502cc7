//! A document: read it, trust it, cite it, take it away.

use std::borrow::Cow;

use serde::Serialize;

use super::files::{File, files};
use super::frame::{Frame, column_of};
use super::history::{Event, history};
use super::report::{ReportPage, report};
use super::row::{Reference, is_draft};
use super::scene::Scene;
use super::standing::{Standing, dead_policies, standing};
use crate::content::Kind;
use crate::markdown::Heading;
use crate::render::address;
use crate::render::body::DocumentBody;
use crate::render::citation::{Citation, citation};
use crate::render::job::Order;
use crate::render::qr;
use crate::site::{Document, Related};

/// A table of contents is shown from this many headings on.
const CONTENTS: usize = 3;

/// A document.
#[derive(Serialize, Default)]
pub(crate) struct DocumentView<'a> {
    sample: bool,
    note: Option<&'a str>,
    draft: bool,
    standing: Option<Standing<'a>>,
    dead_policies: Vec<Reference<'a>>,
    facts: Vec<Fact<'a>>,
    more: Vec<Fact<'a>>,
    contents: Vec<Entry<'a>>,
    body: &'a str,
    files: Vec<File<'a>>,
    relations: Vec<Relation<'a>>,
    history: Vec<Event<'a>>,
    approvals: Vec<Approval<'a>>,
    citation: Option<Citation<'a>>,
    qr: Option<String>,
    report: Option<ReportPage<'a>>,
}

/// A line of the metadata box.
#[derive(Serialize)]
struct Fact<'a> {
    term: &'static str,
    value: Cow<'a, str>,
    href: Option<String>,
}

/// An entry of the table of contents.
#[derive(Serialize)]
struct Entry<'a> {
    level: u8,
    id: &'a str,
    text: &'a str,
}

/// Documents that this one has to do with, one way.
#[derive(Serialize)]
struct Relation<'a> {
    name: &'static str,
    documents: Vec<Reference<'a>>,
}

/// A step of the approval chain.
#[derive(Serialize)]
struct Approval<'a> {
    step: &'static str,
    by: &'a str,
    date: Option<String>,
}

/// The page of a document.
pub(crate) fn document<'a>(
    scene: &Scene<'a>,
    number: usize,
    body: Option<&DocumentBody<'a>>,
) -> (Frame<'a>, DocumentView<'a>) {
    let Some(document) = scene.document(number) else {
        return (Frame::new(scene, "document", ""), DocumentView::default());
    };
    let front = &document.page.front;
    let headings = body.map(|body| body.rendered.headings.as_slice()).unwrap_or_default();
    let published = body.map(|body| body.files).unwrap_or_default();
    let view = DocumentView {
        sample: front.sample,
        note: front.note.as_deref(),
        draft: is_draft(scene, document),
        standing: standing(scene, document),
        dead_policies: dead_policies(scene, document),
        facts: facts(scene, document),
        more: more(scene, document),
        contents: contents(headings),
        body: body.map_or("", |body| body.rendered.html.as_str()),
        files: files(scene, &document.page, &document.url, published),
        relations: relations(scene, document),
        history: history(scene, document),
        approvals: approvals(scene, document),
        citation: Some(citation(scene, document)),
        qr: qr::svg(&address::canonical(scene.site, &document.url)),
        report: body.and_then(|body| report(scene, number, body)),
    };
    (frame(scene, document, body), view)
}

fn frame<'a>(scene: &Scene<'a>, document: &'a Document, body: Option<&DocumentBody<'a>>) -> Frame<'a> {
    let front = &document.page.front;
    let summary = front.description.as_deref().or(body.map(|body| body.rendered.summary.as_str())).unwrap_or_default();
    let year = document.year.to_string();
    let list = address::list(scene.site, document.year, document.category, None, Order::Newest, 1);
    let frame = Frame::new(scene, "document", front.title.as_str())
        .crumb(scene.category_name(document.category), Some(scene.category_link(document.category)))
        .crumb(scene.words.fill("year_title", &[("year", &year)]), Some(scene.links.to(&list)))
        .crumb(scene.words.get("text"), None)
        .describe(summary)
        .column(column_of(scene, document.category))
        .meta("ArticleTitle", front.title.as_str())
        .meta("PubDate", format!("{} 00:00", front.published))
        .meta("ContentSource", scene.issuer(document))
        .meta("Url", address::canonical(scene.site, &document.url))
        .data();
    if front.keywords.is_empty() { frame } else { frame.meta("Keywords", front.keywords.join(",")) }
}

/// The lines that the box always shows, in the order of gov.cn.
fn facts<'a>(scene: &Scene<'a>, document: &'a Document) -> Vec<Fact<'a>> {
    let front = &document.page.front;
    let mut facts = Facts { scene, all: Vec::with_capacity(8) };
    facts.text("index_number", front.index_number.as_deref());
    facts.text("number", front.number.as_deref());
    facts.text("issuer", Some(scene.issuer(document)));
    facts.day("formed", Some(front.date));
    facts.day("published", Some(front.published));
    facts.day("updated", front.updated);
    facts.day("effective", front.effective);
    facts.day("expires", front.expires);
    facts.all
}

/// The lines behind 更多.
fn more<'a>(scene: &Scene<'a>, document: &'a Document) -> Vec<Fact<'a>> {
    let front = &document.page.front;
    let mut facts = Facts { scene, all: Vec::with_capacity(6) };
    facts.all.push(Fact {
        term: scene.words.get("category"),
        value: Cow::Borrowed(scene.category_name(document.category)),
        href: Some(scene.category_link(document.category)),
    });
    facts.text("kind", front.kind.map(|kind: Kind| scene.words.kind(kind)));
    facts.text("disclosure_manner", Some(scene.words.get("disclosure_proactive")));
    facts.text("keywords", (!front.keywords.is_empty()).then(|| front.keywords.join("，")));
    facts.text("summary", front.description.as_deref());
    facts.all
}

struct Facts<'s, 'a> {
    scene: &'s Scene<'a>,
    all: Vec<Fact<'a>>,
}

impl<'a> Facts<'_, 'a> {
    fn text(&mut self, term: &str, value: Option<impl Into<Cow<'a, str>>>) {
        if let Some(value) = value {
            self.all.push(Fact { term: self.scene.words.get(term), value: value.into(), href: None });
        }
    }

    fn day(&mut self, term: &str, date: Option<jiff::civil::Date>) {
        self.text(term, date.map(|date| date.to_string()));
    }
}

fn contents(headings: &[Heading]) -> Vec<Entry<'_>> {
    if headings.len() < CONTENTS {
        return Vec::new();
    }
    let shown = headings.iter().filter(|heading| heading.level <= 3);
    shown.map(|heading| Entry { level: heading.level, id: &heading.id, text: &heading.text }).collect()
}

fn relations<'a>(scene: &Scene<'a>, document: &'a Document) -> Vec<Relation<'a>> {
    let all = &document.relations;
    let forward = |related: &'a [Related]| related.iter().filter_map(|one| Reference::related(scene, one)).collect();
    let backward = |numbers: &[usize]| numbers.iter().filter_map(|number| Reference::here(scene, *number)).collect();
    let relations: [(&str, Vec<Reference<'a>>); 6] = [
        ("interprets", forward(&all.interprets)),
        ("interpreted_by", backward(&all.interpreted_by)),
        ("amends", forward(&all.amends)),
        ("amended_by", backward(&all.amended_by)),
        ("repeals", forward(&all.repeals)),
        ("repealed_by", backward(&all.repealed_by)),
    ];
    let filled = relations.into_iter().filter(|(_, documents)| !documents.is_empty());
    filled.map(|(key, documents)| Relation { name: scene.words.get(key), documents }).collect()
}

fn approvals<'a>(scene: &Scene<'a>, document: &'a Document) -> Vec<Approval<'a>> {
    let line = |approval: &'a crate::content::Approval| Approval {
        step: scene.words.step(approval.step),
        by: &approval.by,
        date: approval.date.map(|date| date.to_string()),
    };
    document.page.front.approvals.iter().map(line).collect()
}
