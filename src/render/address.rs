//! Addresses of the portal's own pages, and links between pages that hold under any sub-path and from a disk.
//!
//! Links name `index.html`, because a disk has no index; canonical addresses name the folder.

use std::fmt::Write;

use super::job::{Facet, Order};
use crate::site::{Site, relative, url_path};

/// The file that stands for a folder.
pub(super) const INDEX: &str = "index.html";

/// The link from the page at `from` to the page or file `to`, both relative to the site: relative, and
/// naming `index.html` where `to` is a folder.
#[must_use]
pub fn link(from: &str, to: &str) -> String {
    with_index(relative(from, to))
}

fn with_index(mut href: String) -> String {
    if href == "./" {
        href.clear();
    }
    if href.is_empty() || href.ends_with('/') {
        href.push_str(INDEX);
    }
    href
}

/// Makes the links of one page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Links<'a> {
    /// Address of the page, relative to the site.
    from: &'a str,
    /// Path of the site on its host, for the one page that may be shown at any address (404).
    base: Option<&'a str>,
}

impl<'a> Links<'a> {
    /// Relative links of the page at `from`.
    pub(super) fn relative(from: &'a str) -> Self {
        Self { from, base: None }
    }

    /// Links that begin with the site's path on its host.
    pub(super) fn absolute(base: &'a str) -> Self {
        Self { from: "", base: Some(base) }
    }

    /// The link to a page or file.
    pub(super) fn to(&self, url: &str) -> String {
        match self.base {
            Some(base) => with_index(format!("{base}{}", url_path(url))),
            None => link(self.from, url),
        }
    }
}

/// The whole address of a page, in its folder form.
pub(super) fn canonical(site: &Site, url: &str) -> String {
    format!("{}{}", site.config.base_url, url_path(url))
}

/// Address of a category.
pub(super) fn category(site: &Site, category: usize) -> String {
    format!("{}/", site.config.categories.get(category).map_or("", |category| category.id.as_str()))
}

/// Address of a page of a list.
pub(super) fn list(site: &Site, year: i16, number: usize, facet: Option<Facet>, order: Order, page: usize) -> String {
    let mut url = format!("{year}/{}", category(site, number));
    if let Some(facet) = facet {
        url.push_str(&facet.part());
    }
    if order == Order::Oldest {
        url.push_str("-oldest/");
    }
    push_page(&mut url, page);
    url
}

/// Address of a page of the library of normative documents.
pub(super) fn library(status: Option<crate::site::Status>, page: usize) -> String {
    let mut url = "library/".to_owned();
    if let Some(status) = status {
        url.push_str(&Facet::Status(status).part());
    }
    push_page(&mut url, page);
    url
}

/// Pages from the second on have a folder; no slug begins with `-`.
fn push_page(url: &mut String, page: usize) {
    if page > 1 {
        let _ = write!(url, "-{page}/");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_name_the_index_so_that_they_work_from_a_disk() {
        assert_eq!(link("2019/normative/a/", ""), "../../../index.html");
        assert_eq!(link("2019/", "2019/"), "index.html");
        assert_eq!(link("", "help/"), "help/index.html");
        assert_eq!(link("a/", "static/style.css"), "../static/style.css");
        assert_eq!(Links::absolute("/mengjiao/").to("years/"), "/mengjiao/years/index.html");
        assert_eq!(Links::absolute("/").to(""), "/index.html");
    }
}
