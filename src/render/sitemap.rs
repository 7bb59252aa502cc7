//! `sitemap.xml` (sitemaps.org 0.9: at most 50,000 addresses a file) and `robots.txt`.

use super::address::{self, canonical};
use super::survey::last_change;
use super::view::Scene;
use super::xml::push_element;
use crate::site::Site;

/// Most addresses of one file.
const LIMIT: usize = 50_000;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const SPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Pages that are no documents and do not depend on them.
const FIXED: [&str; 6] = ["", "disclosure/", "years/", "library/", "help/", "site-map/"];

/// Number of files beside `sitemap.xml`; none when all fit into it.
pub(super) fn parts(site: &Site) -> usize {
    let count = folders(site) + site.documents.len();
    if count <= LIMIT { 0 } else { count.div_ceil(LIMIT) }
}

/// Name of a part, from 1.
pub(super) fn part_file(part: usize) -> String {
    format!("sitemap-{part}.xml")
}

fn folders(site: &Site) -> usize {
    FIXED.len() + site.config.categories.len() + site.years().len() + site.lists.len()
}

/// `sitemap.xml`: all addresses, or its parts.
pub(super) fn index(scene: &Scene<'_>) -> Vec<u8> {
    let parts = parts(scene.site);
    if parts == 0 {
        return addresses(scene, 0, usize::MAX);
    }
    let mut out = format!("{HEAD}<sitemapindex xmlns=\"{SPACE}\">\n");
    for part in 1..=parts {
        out.push_str("<sitemap>");
        push_element(&mut out, "loc", &canonical(scene.site, &part_file(part)));
        out.push_str("</sitemap>\n");
    }
    out.push_str("</sitemapindex>\n");
    out.into_bytes()
}

/// A part, from 1.
pub(super) fn part(scene: &Scene<'_>, part: usize) -> Vec<u8> {
    addresses(scene, part.saturating_sub(1) * LIMIT, LIMIT)
}

fn addresses(scene: &Scene<'_>, skip: usize, take: usize) -> Vec<u8> {
    let site = scene.site;
    let categories = (0..site.config.categories.len()).map(|number| address::category(site, number));
    let years = scene.survey.years.iter().map(|(year, _)| format!("{year}/"));
    let lists = site.lists.keys().map(|(year, category)| format!("{year}/{}", address::category(site, *category)));
    let folders = FIXED.iter().map(|url| (*url).to_owned()).chain(categories).chain(years).chain(lists);
    let folders = folders.map(|url| (url, None));
    let documents = site.documents.iter().map(|document| (document.url.clone(), Some(last_change(document))));
    let mut out = format!("{HEAD}<urlset xmlns=\"{SPACE}\">\n");
    for (url, changed) in folders.chain(documents).skip(skip).take(take) {
        out.push_str("<url>");
        push_element(&mut out, "loc", &canonical(site, &url));
        if let Some(changed) = changed {
            push_element(&mut out, "lastmod", &changed.to_string());
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out.into_bytes()
}

/// Everything published may be read by anyone; answers to searches are not pages.
pub(super) fn robots(site: &Site) -> Vec<u8> {
    let path = site.config.base_path();
    let sitemap = canonical(site, "sitemap.xml");
    format!("User-agent: *\nDisallow: {path}search/\nDisallow: {path}api/\n\nSitemap: {sitemap}\n").into_bytes()
}
