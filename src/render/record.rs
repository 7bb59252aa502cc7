//! `index.json` beside a page: the page's facts for other programs.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::address::{self, canonical};
use super::body::DocumentBody;
use super::catalogue::Entry;
use super::job::{Order, Page};
use super::jsonld;
use super::view::Scene;
use crate::site::{Document, Related};

/// The bytes of a data page; empty for a page that is not one.
pub(super) fn record(scene: &Scene<'_>, page: &Page, body: Option<&DocumentBody<'_>>) -> Vec<u8> {
    let value = match page {
        Page::HomeJson => home(scene),
        Page::YearsJson => years(scene),
        Page::YearJson(year) => self::year(scene, *year),
        Page::CategoryJson(number) => category(scene, *number),
        Page::ListJson { year, category } => {
            let id = scene.category(*category).map(|category| category.id.as_str());
            return bytes(&ListRecord {
                url: canonical(scene.site, scene.url),
                year: Some(*year),
                category: id,
                checked: None,
                documents: entries(scene, scene.site.list(*year, *category)),
            });
        }
        Page::LibraryJson => {
            return bytes(&ListRecord {
                url: canonical(scene.site, scene.url),
                year: None,
                category: None,
                checked: Some(scene.site.today.to_string()),
                documents: entries(scene, scene.survey.library(None)),
            });
        }
        Page::DocumentJson(number) => {
            scene.document(*number).map_or(Value::Null, |document| self::document(scene, document, body))
        }
        _ => return Vec::new(),
    };
    bytes(&value)
}

/// A list of documents, which may be long: written without a detour.
#[derive(Serialize)]
struct ListRecord<'a> {
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    year: Option<i16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<&'a str>,
    /// 效力核对至, for the library.
    #[serde(skip_serializing_if = "Option::is_none")]
    checked: Option<String>,
    documents: Vec<Entry<'a>>,
}

fn bytes(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn entries<'a>(scene: &Scene<'a>, numbers: &[usize]) -> Vec<Entry<'a>> {
    numbers.iter().filter_map(|number| Some(Entry::of(scene, scene.document(*number)?))).collect()
}

fn home(scene: &Scene<'_>) -> Value {
    let config = &scene.site.config;
    json!({
        "url": config.base_url,
        "title": config.title,
        "body": {"name": config.body.name, "level": config.body.level.name(), "site_id_code": config.body.site_id_code},
        "documents": scene.site.documents.len(),
        "years": scene.survey.years.iter().map(|(year, count)| json!({"year": year, "documents": count})).collect::<Vec<_>>(),
        "categories": (0..config.categories.len()).map(|number| category(scene, number)).collect::<Vec<_>>(),
        "newest": entries(scene, &scene.survey.newest),
    })
}

fn category(scene: &Scene<'_>, number: usize) -> Value {
    let Some((category, counts)) = scene.category(number).zip(scene.counts(number)) else { return Value::Null };
    json!({
        "url": canonical(scene.site, &address::category(scene.site, number)),
        "id": category.id,
        "name": category.name,
        "basis": category.basis,
        "description": category.description,
        "owner": category.owner,
        "documents": counts.count,
        "last_update": counts.last_update.map(|date| date.to_string()),
        "empty_because": category.empty_because,
        "years": counts.years.iter().map(|(year, count)| lists(scene, *year, number, *count)).collect::<Vec<_>>(),
    })
}

fn lists(scene: &Scene<'_>, year: i16, category: usize, count: usize) -> Value {
    let url = address::list(scene.site, year, category, None, Order::Newest, 1);
    json!({
        "year": year,
        "category": scene.category(category).map(|category| &category.id),
        "documents": count,
        "url": canonical(scene.site, &url),
    })
}

fn years(scene: &Scene<'_>) -> Value {
    let cells = scene.site.lists.iter().rev();
    let cells: Vec<Value> =
        cells.map(|((year, category), numbers)| lists(scene, *year, *category, numbers.len())).collect();
    json!({"url": canonical(scene.site, scene.url), "documents": scene.site.documents.len(), "lists": cells})
}

fn year(scene: &Scene<'_>, year: i16) -> Value {
    let own = scene.site.lists.range((year, 0)..=(year, usize::MAX));
    let lists: Vec<Value> = own.map(|((_, category), numbers)| lists(scene, year, *category, numbers.len())).collect();
    json!({"url": canonical(scene.site, scene.url), "year": year, "lists": lists})
}

/// A document: JSON-LD, then what schema.org has no word for.
fn document(scene: &Scene<'_>, document: &Document, body: Option<&DocumentBody<'_>>) -> Value {
    let mut all: Map<String, Value> = jsonld::legislation(scene, document);
    let entry = serde_json::to_value(Entry::of(scene, document)).unwrap_or_default();
    if let Value::Object(entry) = entry {
        all.extend(entry);
    }
    all.insert("since".to_owned(), json!(document.validity.since.map(|date| date.to_string())));
    all.insert("relations".to_owned(), relations(scene, document));
    if let Some(body) = body {
        let files = body.files.iter();
        let files: Vec<Value> =
            files.map(|file| json!({"name": file.name, "bytes": file.bytes, "sha256": file.sha256})).collect();
        all.insert("files".to_owned(), Value::Array(files));
        all.insert("anchors".to_owned(), json!(body.rendered.anchors));
        let headings = body.rendered.headings.iter();
        let headings: Vec<Value> =
            headings.map(|one| json!({"level": one.level, "id": one.id, "text": one.text})).collect();
        all.insert("headings".to_owned(), Value::Array(headings));
    }
    Value::Object(all)
}

fn relations(scene: &Scene<'_>, document: &Document) -> Value {
    let url = |number: &usize| scene.document(*number).map(|document| document.url.clone());
    let forward = |related: &[Related]| -> Vec<Value> {
        let one = |one: &Related| match one {
            Related::Here(number) => json!({"path": url(number)}),
            Related::Elsewhere(name) => json!({"name": name}),
        };
        related.iter().map(one).collect()
    };
    let backward =
        |numbers: &[usize]| -> Vec<Value> { numbers.iter().map(|number| json!({"path": url(number)})).collect() };
    let all = &document.relations;
    json!({
        "interprets": forward(&all.interprets),
        "interpreted_by": backward(&all.interpreted_by),
        "amends": forward(&all.amends),
        "amended_by": backward(&all.amended_by),
        "repeals": forward(&all.repeals),
        "repealed_by": backward(&all.repealed_by),
    })
}
