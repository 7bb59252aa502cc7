//! The pages that are mostly words: search, help, site map, 404, redirects.

use serde::Serialize;

use super::contact::{ContactLine, contact};
use super::frame::Frame;
use super::home::{CategoryLink, YearLink, category_links, year_links};
use super::scene::Scene;
use crate::render::chrome::Nav;
use crate::render::results::RESULTS_MARKER;

/// Ways on: years, categories, a telephone.
#[derive(Serialize)]
pub(crate) struct WaysView<'a> {
    years: Vec<YearLink>,
    categories: Vec<CategoryLink<'a>>,
    contact: Vec<ContactLine<'a>>,
    search: String,
    disclosure: String,
    requests: String,
    marker: &'static str,
}

fn ways<'a>(scene: &Scene<'a>) -> WaysView<'a> {
    WaysView {
        years: year_links(scene),
        categories: category_links(scene),
        contact: contact(scene),
        search: scene.links.to("search/"),
        disclosure: scene.links.to("disclosure/"),
        requests: format!("{}#requests", scene.links.to("help/")),
        marker: RESULTS_MARKER,
    }
}

fn frame<'a>(scene: &Scene<'a>, kind: &'static str, title: &str) -> Frame<'a> {
    let title = scene.words.get(title);
    Frame::new(scene, kind, title).crumb(title, None)
}

/// The shell of the search page.
pub(crate) fn search<'a>(scene: &Scene<'a>) -> (Frame<'a>, WaysView<'a>) {
    (frame(scene, "search", "search"), ways(scene))
}

/// Help for citizens.
pub(crate) fn help<'a>(scene: &Scene<'a>) -> (Frame<'a>, WaysView<'a>) {
    let frame = frame(scene, "help", "help_title").own_column(scene, "column_guide").nav(Nav::Help);
    (frame, ways(scene))
}

/// 站点地图.
pub(crate) fn site_map<'a>(scene: &Scene<'a>) -> (Frame<'a>, WaysView<'a>) {
    (frame(scene, "site-map", "site_map"), ways(scene))
}

/// 404: shown at any address, so its links begin with the site's path.
pub(crate) fn not_found<'a>(scene: &Scene<'a>) -> (Frame<'a>, WaysView<'a>) {
    let frame = Frame::new(scene, "not-found", scene.words.get("not_found")).anywhere();
    (frame, ways(scene))
}

/// A former address.
#[derive(Serialize)]
pub(crate) struct RedirectView<'a> {
    title: &'a str,
    href: String,
}

/// A former address leads to where the document stands now.
pub(crate) fn redirect<'a>(scene: &Scene<'a>, number: usize) -> (Frame<'a>, RedirectView<'a>) {
    let target = scene.site.redirects.get(number).and_then(|redirect| scene.document(redirect.document));
    let url = target.map_or("", |document| document.url.as_str());
    let title = target.map_or("", |document| document.page.front.title.as_str());
    let frame = Frame::new(scene, "redirect", title).canonical(scene, url);
    (frame, RedirectView { title, href: scene.links.to(url) })
}
