//! One document from its file to what it publishes: the text read and rendered, its links held
//! against the site.

use std::path::Path;

use super::links::{Links, Pending};
use crate::content::{self, split};
use crate::diag::{Finding, Source};
use crate::markdown::{self, Rendered};
use crate::site::Site;

/// A document's text, worked through.
#[derive(Debug)]
pub struct Text {
    /// The rendered text.
    pub rendered: Rendered,
    /// What is wrong in it.
    pub findings: Vec<Finding>,
    /// Links into other documents, to be checked.
    pub pending: Vec<Pending>,
    /// The whole file.
    pub whole: String,
    /// Whether it has links of its own to other places of the site.
    pub linked: bool,
}

/// Reads and renders the text of a document.
///
/// # Errors
/// The file has gone or changed since it was loaded.
pub fn text(content: &Path, site: &Site, links: &Links<'_>, number: usize, table_label: &str) -> Result<Text, Finding> {
    let document = &site.documents[number];
    let whole = content::body(content, &document.page)?;
    let path = format!("content/{}", document.page.source);
    let source = Source { path: &path, text: &whole };
    let body = split(&whole).map_or(0..whole.len(), |parts| parts.body);
    let mut rendered = markdown::render(&markdown::Context {
        source,
        body,
        title: &document.page.front.title,
        resolve: &|href| links.resolve(number, href),
        table_label,
    });
    let (broken, pending) = links.check(number, source, &rendered);
    let mut findings: Vec<Finding> = std::mem::take(&mut rendered.findings).into_iter().collect();
    findings.extend(broken);
    let linked = rendered.links.iter().any(|link| !link.href.contains("://") && !link.href.starts_with('#'));
    Ok(Text { rendered, findings, pending, whole, linked })
}
