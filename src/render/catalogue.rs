//! 政府信息公开目录 as open data: one line a document (条例第十二条: 索引, 名称, 内容概述, 生成日期).

use serde::Serialize;

use super::address::canonical;
use super::view::Scene;
use crate::site::Document;

/// A document in the catalogue.
#[derive(Serialize)]
pub(super) struct Entry<'a> {
    pub(super) url: String,
    pub(super) path: &'a str,
    pub(super) title: &'a str,
    pub(super) number: Option<&'a str>,
    pub(super) index_number: Option<&'a str>,
    pub(super) issuer: &'a str,
    pub(super) year: i16,
    pub(super) category: &'a str,
    pub(super) category_name: &'a str,
    pub(super) kind: Option<&'static str>,
    pub(super) normative: bool,
    pub(super) formed: String,
    pub(super) published: String,
    pub(super) updated: Option<String>,
    pub(super) effective: Option<String>,
    pub(super) expires: Option<String>,
    pub(super) status: &'static str,
    pub(super) summary: Option<&'a str>,
    pub(super) keywords: &'a [String],
    pub(super) sample: bool,
}

impl<'a> Entry<'a> {
    /// The entry of a document.
    pub(super) fn of(scene: &Scene<'a>, document: &'a Document) -> Self {
        let front = &document.page.front;
        Self {
            url: canonical(scene.site, &document.url),
            path: &document.url,
            title: &front.title,
            number: front.number.as_deref(),
            index_number: front.index_number.as_deref(),
            issuer: scene.issuer(document),
            year: document.year,
            category: &front.category,
            category_name: scene.category_name(document.category),
            kind: front.kind.map(crate::content::Kind::name),
            normative: front.normative,
            formed: front.date.to_string(),
            published: front.published.to_string(),
            updated: front.updated.map(|date| date.to_string()),
            effective: front.effective.map(|date| date.to_string()),
            expires: front.expires.map(|date| date.to_string()),
            status: document.validity.status.name(),
            summary: front.description.as_deref(),
            keywords: &front.keywords,
            sample: front.sample,
        }
    }
}

#[derive(Serialize)]
struct Catalogue<'a> {
    title: &'a str,
    body: &'a str,
    url: &'a str,
    documents: Vec<Entry<'a>>,
}

/// `catalogue.json`.
pub(super) fn json(scene: &Scene<'_>) -> Vec<u8> {
    let config = &scene.site.config;
    let catalogue = Catalogue {
        title: &config.title,
        body: &config.body.name,
        url: &config.base_url,
        documents: scene.site.documents.iter().map(|document| Entry::of(scene, document)).collect(),
    };
    serde_json::to_vec(&catalogue).unwrap_or_default()
}

/// The columns of `catalogue.csv`, as words of the catalogue of messages.
const COLUMNS: [&str; 14] = [
    "index_number",
    "title",
    "number",
    "issuer",
    "category",
    "kind",
    "formed",
    "published",
    "effective",
    "expires",
    "status",
    "summary",
    "keywords",
    "address_of_page",
];

/// `catalogue.csv`, with the byte order mark that WPS and Excel need (RFC 4180 otherwise).
pub(super) fn csv(scene: &Scene<'_>) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    push_line(&mut out, COLUMNS.map(|key| scene.words.get(key)));
    for document in &scene.site.documents {
        let entry = Entry::of(scene, document);
        let keywords = entry.keywords.join(";");
        push_line(
            &mut out,
            [
                entry.index_number.unwrap_or_default(),
                entry.title,
                entry.number.unwrap_or_default(),
                entry.issuer,
                entry.category_name,
                document.page.front.kind.map_or("", |kind| scene.words.kind(kind)),
                &entry.formed,
                &entry.published,
                entry.effective.as_deref().unwrap_or_default(),
                entry.expires.as_deref().unwrap_or_default(),
                scene.words.status(document.validity.status),
                entry.summary.unwrap_or_default(),
                &keywords,
                &entry.url,
            ],
        );
    }
    out.into_bytes()
}

fn push_line<const N: usize>(out: &mut String, fields: [&str; N]) {
    for (at, field) in fields.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        push_field(out, field);
    }
    out.push_str("\r\n");
}

/// A field; one that a spreadsheet would take for a formula gets an apostrophe in front.
fn push_field(out: &mut String, field: &str) {
    let formula = field.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if !formula && !field.contains([',', '"', '\n', '\r']) {
        out.push_str(field);
        return;
    }
    out.push('"');
    if formula {
        out.push('\'');
    }
    out.push_str(&field.replace('"', "\"\""));
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_and_formulas_disarmed() {
        let mut out = String::new();
        push_line(&mut out, ["a", "b,c", "d\"e", "=1+1", ""]);
        assert_eq!(out, "a,\"b,c\",\"d\"\"e\",\"'=1+1\",\r\n");
    }
}
