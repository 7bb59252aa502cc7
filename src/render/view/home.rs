//! 首页: find a document, do an errand, reach a person.

use serde::Serialize;

use super::contact::{ContactLine, reach};
use super::frame::Frame;
use super::row::{Row, published};
use super::scene::Scene;
use crate::render::chrome::Nav;

const NEWEST: usize = 8;
const ERRANDS: usize = 6;

/// 首页.
#[derive(Serialize)]
pub(crate) struct HomeView<'a> {
    disclosure: String,
    search: String,
    newest: Vec<Row<'a>>,
    years: Vec<YearLink>,
    years_href: String,
    categories: Vec<CategoryLink<'a>>,
    errands: Vec<Row<'a>>,
    contact: Vec<ContactLine<'a>>,
    total: usize,
}

/// A year with its number of documents.
#[derive(Serialize)]
pub(crate) struct YearLink {
    pub(crate) year: i16,
    pub(crate) count: usize,
    pub(crate) href: String,
}

/// A category with its number of documents.
#[derive(Serialize)]
pub(crate) struct CategoryLink<'a> {
    pub(crate) name: &'a str,
    pub(crate) count: usize,
    pub(crate) href: String,
}

/// The years that have documents.
pub(crate) fn year_links(scene: &Scene<'_>) -> Vec<YearLink> {
    let link = |(year, count): &(i16, usize)| YearLink {
        year: *year,
        count: *count,
        href: scene.links.to(&format!("{year}/")),
    };
    scene.survey.years.iter().map(link).collect()
}

/// All categories.
pub(crate) fn category_links<'a>(scene: &Scene<'a>) -> Vec<CategoryLink<'a>> {
    let link = |(number, category): (usize, &'a crate::config::Category)| CategoryLink {
        name: &category.name,
        count: scene.counts(number).map_or(0, |counts| counts.count),
        href: scene.category_link(number),
    };
    scene.site.config.categories.iter().enumerate().map(link).collect()
}

/// 首页.
pub(crate) fn home<'a>(scene: &Scene<'a>) -> (Frame<'a>, HomeView<'a>) {
    let words = scene.words;
    let services = words.get("column_services");
    let errands: Vec<usize> = scene
        .site
        .config
        .categories
        .iter()
        .enumerate()
        .filter(|(_, category)| category.column_type.as_deref() == Some(services))
        .filter_map(|(number, _)| scene.counts(number))
        .flat_map(|counts| counts.newest.iter().copied())
        .collect();
    let view = HomeView {
        disclosure: scene.links.to("disclosure/"),
        search: scene.links.to("search/"),
        newest: published(scene, &scene.survey.newest, NEWEST),
        years: year_links(scene),
        years_href: scene.links.to("years/"),
        categories: category_links(scene),
        errands: published(scene, &errands, ERRANDS),
        contact: reach(scene),
        total: scene.site.documents.len(),
    };
    let frame = Frame::new(scene, "home", scene.site.config.title.as_str())
        .describe(&words.fill("home_description", &[("body", &scene.site.config.body.name)]))
        .own_column(scene, "column_home")
        .nav(Nav::Home)
        .data();
    (frame, view)
}
