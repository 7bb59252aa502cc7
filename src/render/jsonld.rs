//! schema.org `Legislation` of a document, after the European Legislation Identifier.

use serde_json::{Map, Value, json};

use super::address::canonical;
use super::view::Scene;
use crate::site::{Document, Related, Status};

/// The document as JSON-LD; facts that are not known are left out.
pub(super) fn legislation(scene: &Scene<'_>, document: &Document) -> Map<String, Value> {
    let front = &document.page.front;
    let url = canonical(scene.site, &document.url);
    let mut all = Map::new();
    let mut put = |key: &str, value: Value| {
        if !value.is_null() {
            all.insert(key.to_owned(), value);
        }
    };
    put("@context", json!("https://schema.org"));
    put("@type", json!(if front.normative { "Legislation" } else { "DigitalDocument" }));
    put("@id", json!(url));
    put("url", json!(url));
    put("name", json!(front.title));
    put("inLanguage", json!(scene.site.config.language));
    put("identifier", json!(front.index_number));
    put("dateCreated", json!(front.date.to_string()));
    put("datePublished", json!(front.published.to_string()));
    put("dateModified", json!(front.updated.map(|date| date.to_string())));
    put("abstract", json!(front.description));
    put("keywords", if front.keywords.is_empty() { Value::Null } else { json!(front.keywords) });
    put("publisher", json!({"@type": "GovernmentOrganization", "name": scene.site.config.body.name}));
    if front.normative {
        put("legislationIdentifier", json!(front.number));
        put("legislationDate", json!(front.date.to_string()));
        put("legislationDateVersion", json!(front.updated.unwrap_or(front.date).to_string()));
        put("legislationPassedBy", json!({"@type": "GovernmentOrganization", "name": scene.issuer(document)}));
        put("legislationLegalForce", force(document.validity.status));
        put("legislationChanges", related(scene, &document.relations.amends));
        put("legislationRepeals", related(scene, &document.relations.repeals));
    }
    put("about", related(scene, &document.relations.interprets));
    all
}

fn force(status: Status) -> Value {
    match status {
        Status::InForce => json!("https://schema.org/InForce"),
        Status::Amended => json!("https://schema.org/PartiallyInForce"),
        Status::NotYet | Status::Expired | Status::Repealed => json!("https://schema.org/NotInForce"),
        Status::Unstated => Value::Null,
    }
}

fn related(scene: &Scene<'_>, related: &[Related]) -> Value {
    let one = |one: &Related| match one {
        Related::Here(number) => {
            let document = scene.document(*number)?;
            Some(json!({"@id": canonical(scene.site, &document.url), "name": document.page.front.title}))
        }
        Related::Elsewhere(name) => Some(json!({"name": name})),
    };
    let all: Vec<Value> = related.iter().filter_map(one).collect();
    if all.is_empty() { Value::Null } else { Value::Array(all) }
}
