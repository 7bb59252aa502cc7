//! Where the links of a text lead: to a document, a file of a bundle, outside, or nowhere.

use std::collections::HashMap;

use percent_encoding::percent_decode_str;

use crate::diag::{Finding, Source};
use crate::markdown::{LinkUse, Rendered, Resolved};
use crate::site::{Site, relative, url_path};

/// What a link means.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    /// A place in the same text.
    Here(String),
    /// A document, perhaps a place in it.
    Document(usize, Option<String>),
    /// A published file, by its address.
    File(String),
    /// Another site, a mail address, a telephone.
    Outside,
    /// Nothing that is published.
    Nowhere,
}

/// Finds documents and files by what authors write.
#[derive(Debug)]
pub struct Links<'s> {
    site: &'s Site,
    by_source: HashMap<&'s str, usize>,
    by_url: HashMap<&'s str, usize>,
}

/// A link to a place in another document, to be checked once that one is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    /// The document it leads to.
    pub document: usize,
    /// The place in it.
    pub anchor: String,
    /// What to report if there is no such place.
    pub finding: Finding,
}

impl<'s> Links<'s> {
    /// The links of a site.
    #[must_use]
    pub fn new(site: &'s Site) -> Self {
        let documents = || site.documents.iter().enumerate();
        Self {
            site,
            by_source: documents().map(|(number, document)| (document.page.source.as_str(), number)).collect(),
            by_url: documents().map(|(number, document)| (document.url.as_str(), number)).collect(),
        }
    }

    /// The address to write for a link in document `from`.
    #[must_use]
    pub fn resolve(&self, from: usize, href: &str) -> Resolved {
        let url = &self.site.documents[from].url;
        let inside = |href: String| Resolved { href, external: false };
        match self.target(from, href) {
            Target::Here(anchor) => inside(format!("#{anchor}")),
            Target::Document(number, anchor) => {
                let mut link = relative(url, &format!("{}index.html", self.site.documents[number].url));
                if let Some(anchor) = anchor {
                    link.push('#');
                    link.push_str(&url_path(&anchor));
                }
                inside(link)
            }
            Target::File(address) => inside(relative(url, &address)),
            Target::Outside => Resolved { href: href.to_owned(), external: href.contains("://") },
            Target::Nowhere => inside(href.to_owned()),
        }
    }

    /// Reports the links of a text that lead nowhere; those into other documents' anchors come back
    /// to be checked later.
    #[must_use]
    pub fn check(&self, from: usize, source: Source<'_>, rendered: &Rendered) -> (Vec<Finding>, Vec<Pending>) {
        let mut broken = Vec::new();
        let mut pending = Vec::new();
        let finding = |link: &LinkUse| Finding::at("link-broken", source, link.span.clone()).with("value", &link.href);
        for link in &rendered.links {
            match self.target(from, &link.href) {
                Target::Here(anchor) if !anchor.is_empty() && rendered.anchors.binary_search(&anchor).is_err() => {
                    broken.push(finding(link));
                }
                Target::Document(document, Some(anchor)) => {
                    pending.push(Pending { document, anchor, finding: finding(link) });
                }
                Target::Nowhere => broken.push(finding(link)),
                _ => {}
            }
        }
        (broken, pending)
    }

    fn target(&self, from: usize, href: &str) -> Target {
        if is_outside(href) {
            return Target::Outside;
        }
        let decoded = percent_decode(href);
        let (path, anchor) = match decoded.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor.to_owned())),
            None => (decoded.as_str(), None),
        };
        if path.is_empty() {
            return Target::Here(anchor.unwrap_or_default());
        }
        let page = &self.site.documents[from].page;
        let folder = page.source.rfind('/').map_or("", |at| &page.source[..=at]);
        match join(folder, path) {
            Some(path) => self.find(&path, anchor),
            None => Target::Nowhere,
        }
    }

    fn find(&self, path: &str, anchor: Option<String>) -> Target {
        let plain = path.trim_end_matches('/');
        let sources = [plain.to_owned(), format!("{plain}/index.md"), format!("{plain}.md")];
        let as_source = sources.iter().find_map(|source| self.by_source.get(source.as_str()));
        let as_url = || self.by_url.get(format!("{}/", plain.trim_end_matches("/index.html")).as_str());
        if let Some(number) = as_source.or_else(as_url) {
            return Target::Document(*number, anchor);
        }
        // The root of the content is the portal's home page.
        if plain.is_empty() {
            return Target::File("index.html".to_owned());
        }
        self.file(path).map_or(Target::Nowhere, Target::File)
    }

    /// The address of a bundle's file, by its path in the content folder.
    fn file(&self, path: &str) -> Option<String> {
        let mut folder = path;
        while let Some((above, _)) = folder.rsplit_once('/') {
            if let Some(number) = self.by_source.get(format!("{above}/index.md").as_str()) {
                let document = &self.site.documents[*number];
                let name = &path[above.len() + 1..];
                let known = document.page.files.iter().any(|file| file.name == name);
                return known.then(|| format!("{}{name}", document.url));
            }
            folder = above;
        }
        None
    }
}

fn is_outside(href: &str) -> bool {
    let head = href.split(['/', '?', '#']).next().unwrap_or_default();
    head.contains(':') || href.starts_with("//")
}

/// `folder` + `path`, without `.` and `..`; `None` when it would leave the content.
fn join(folder: &str, path: &str) -> Option<String> {
    let start = if path.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = start.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

fn percent_decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_and_stay_inside() {
        assert_eq!(join("2019/", "../2020/a.md").as_deref(), Some("2020/a.md"));
        assert_eq!(join("2019/", "/a.md").as_deref(), Some("a.md"));
        assert_eq!(join("2019/", "../../a.md"), None);
    }

    #[test]
    fn decoding_survives_anything() {
        assert_eq!(percent_decode("%E9%99%84.pdf"), "附.pdf");
        assert_eq!(percent_decode("100%"), "100%");
        assert_eq!(percent_decode("%好"), "%好");
    }
}
