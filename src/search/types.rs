//! What goes into the index and what comes out of a search: plain data, no behaviour.

use serde::{Deserialize, Serialize};

/// A piece of a document with an address of its own: usually one 条, or what stands under a heading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// Fragment of the page URL; empty for what stands before the first heading or article.
    pub anchor: String,
    /// Headings above it, outermost first (编, 章, 节).
    pub heading: Vec<String>,
    /// Its own label as printed, e.g. 第十二条; empty when it has none.
    pub label: String,
    /// Plain text without markup.
    pub text: String,
}

/// One document as the index sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchDocument {
    /// Source file relative to `content/`; the unique key, and what breaks ties.
    pub path: String,
    /// Address relative to the site root, e.g. `2019/normative/x/`.
    pub url: String,
    /// Full title 题名.
    pub title: String,
    /// 发文字号, as printed.
    pub number: Option<String>,
    /// 发文机关.
    pub issuer: Option<String>,
    /// `YYYY-MM-DD`.
    pub date: String,
    /// Year under which it is filed.
    pub year: i16,
    /// Category id.
    pub category: String,
    /// 体裁, e.g. 通知.
    pub kind: Option<String>,
    /// `in-force`, `amended`, `repealed`, `expired`, `not-yet` or `unstated`.
    pub status: String,
    /// First day of force, `YYYY-MM-DD`.
    pub effective: Option<String>,
    /// Last day of force, `YYYY-MM-DD`.
    pub expires: Option<String>,
    /// Keywords from the front matter.
    pub keywords: Vec<String>,
    /// The text, in reading order.
    pub sections: Vec<Section>,
    /// Name and plain text of each attachment.
    pub attachments: Vec<(String, String)>,
}

/// Order of the hits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// Best first; by date, newest first, when there is no query.
    #[default]
    Relevance,
    /// Newest first.
    DateDesc,
    /// Oldest first.
    DateAsc,
}

/// A search as a person asks it. Values of one filter are alternatives; filters add up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// What was typed; nothing that can be typed is an error.
    pub query: String,
    /// Years.
    pub year: Vec<i16>,
    /// Category ids.
    pub category: Vec<String>,
    /// 体裁.
    pub kind: Vec<String>,
    /// Status values.
    pub status: Vec<String>,
    /// 发文机关.
    pub issuer: Vec<String>,
    /// First date, `YYYY-MM-DD`, inclusive.
    pub from: Option<String>,
    /// Last date, `YYYY-MM-DD`, inclusive.
    pub to: Option<String>,
    /// Order of the hits.
    pub sort: Sort,
    /// Page, from 1; 0 counts as 1.
    pub page: usize,
    /// Hits a page; 0 counts as 10, more than 100 as 100.
    pub per_page: usize,
    /// The day of asking, `YYYY-MM-DD`; decides what is in force.
    pub today: String,
}

/// The answer.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Response {
    /// The query as typed.
    pub query: String,
    /// Number of hits over all pages.
    pub total: usize,
    /// No good match exists; hits may still hold near ones.
    pub none: bool,
    /// One page of hits.
    pub hits: Vec<Hit>,
    /// Counts by group, each ignoring its own filter.
    pub facets: Facets,
    /// 直达: the one document that was named exactly.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct: Option<Direct>,
    /// What the searcher wants to say about the query.
    pub notes: Vec<Note>,
}

/// One document found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// Source file relative to `content/`.
    pub path: String,
    /// Title.
    pub title: String,
    /// Title, HTML-escaped, matches in `<mark>`.
    pub title_html: String,
    /// Address relative to the site root.
    pub url: String,
    /// Comparable within one answer only.
    pub score: f32,
    /// 发文字号.
    pub number: Option<String>,
    /// `YYYY-MM-DD`.
    pub date: String,
    /// Category id.
    pub category: String,
    /// 体裁.
    pub kind: Option<String>,
    /// 发文机关.
    pub issuer: Option<String>,
    /// Status on the day asked.
    pub status: String,
    /// A newer document of the same title, by its path.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub newer: Option<String>,
    /// The best one or two places in it.
    pub passages: Vec<Passage>,
}

/// A place in a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// Fragment of the page URL; empty for the top of the page.
    pub anchor: String,
    /// Label of the place, e.g. 第十二条, or the name of the attachment.
    pub label: String,
    /// Headings above it.
    pub heading: Vec<String>,
    /// It stands in an attachment, not in the page.
    pub attachment: bool,
    /// At most sixty characters, HTML-escaped, matches in `<mark>`.
    pub html: String,
}

/// The document that a query names exactly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Direct {
    /// `number` or `title`.
    pub by: &'static str,
    /// Source file.
    pub path: String,
    /// Address, with the anchor of the article when one was asked.
    pub url: String,
    /// Title.
    pub title: String,
}

/// Something about the query that the page should say, as data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "note", rename_all = "kebab-case")]
pub enum Note {
    /// No document has this 发文字号 or 令号.
    UnknownNumber {
        /// As understood, e.g. 勐政发〔2019〕3号.
        number: String,
    },
    /// The document named has no such article.
    UnknownArticle {
        /// As understood, e.g. 第5000条.
        article: String,
    },
    /// No document is about this place.
    UnknownPlace {
        /// As typed.
        place: String,
    },
    /// The query was cut because it is longer than any question.
    Shortened,
}

/// A value of a facet and how many documents have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FacetValue {
    /// Value as in the filter.
    pub value: String,
    /// Documents that match the query and all filters of other groups.
    pub count: usize,
}

/// Facets in a fixed order: years newest first, the others by value.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Facets {
    /// Years.
    pub year: Vec<FacetValue>,
    /// Category ids.
    pub category: Vec<FacetValue>,
    /// 体裁.
    pub kind: Vec<FacetValue>,
    /// 发文机关.
    pub issuer: Vec<FacetValue>,
    /// Status.
    pub status: Vec<FacetValue>,
}

/// A completion of what is being typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// Title.
    pub title: String,
    /// 发文字号.
    pub number: Option<String>,
    /// Address.
    pub url: String,
    /// The number or title was typed exactly: 直达.
    pub direct: bool,
}
