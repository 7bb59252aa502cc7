//! 栏目: what belongs here, on what basis, and where to find it by year.

use serde::Serialize;

use super::disclosure::{Empty, empty};
use super::frame::{Frame, column_of};
use super::home::YearLink;
use super::row::{Row, published};
use super::scene::Scene;
use crate::render::address;
use crate::render::body::DocumentBody;
use crate::render::chrome::Nav;
use crate::render::job::Order;

/// Documents shown.
const NEWEST: usize = 10;

/// 栏目.
#[derive(Serialize)]
pub(crate) struct CategoryView<'a> {
    name: &'a str,
    description: Option<&'a str>,
    basis: Option<String>,
    owner: Option<&'a str>,
    update_days: Option<u32>,
    last_update: Option<String>,
    count: usize,
    years: Vec<YearLink>,
    newest: Vec<Row<'a>>,
    empty: Option<Empty<'a>>,
    text: &'a str,
    feed: String,
}

/// Name, description and tags of a category's frame.
pub(crate) fn category<'a>(
    scene: &Scene<'a>,
    number: usize,
    body: Option<&DocumentBody<'a>>,
) -> (Frame<'a>, CategoryView<'a>) {
    let category = scene.category(number);
    let counts = scene.counts(number);
    let years = counts.map(|counts| counts.years.as_slice()).unwrap_or_default();
    let feed = scene.links.to(&format!("{}feed.xml", address::category(scene.site, number)));
    let view = CategoryView {
        name: scene.category_name(number),
        description: category.and_then(|category| category.description.as_deref()),
        basis: category.and_then(|category| category.basis.as_deref()).map(|basis| scene.words.basis(basis)),
        owner: category.and_then(|category| category.owner.as_deref()),
        update_days: category.and_then(|category| category.update_days),
        last_update: counts.and_then(|counts| counts.last_update).map(|date| date.to_string()),
        count: counts.map_or(0, |counts| counts.count),
        years: years.iter().map(|(year, count)| year_link(scene, *year, number, *count)).collect(),
        newest: counts.map(|counts| published(scene, &counts.newest, NEWEST)).unwrap_or_default(),
        empty: empty(scene, number),
        text: body.map_or("", |body| body.rendered.html.as_str()),
        feed: feed.clone(),
    };
    let column = column_of(scene, number);
    let frame = Frame::new(scene, "category", view.name)
        .crumb(scene.words.get("disclosure"), Some(scene.links.to("disclosure/")))
        .crumb(view.name, None)
        .describe(&column.description)
        .column(column)
        .nav(Nav::Category(number))
        .feed(feed)
        .data();
    (frame, view)
}

/// The list of a year of a category.
pub(crate) fn year_link(scene: &Scene<'_>, year: i16, number: usize, count: usize) -> YearLink {
    let url = address::list(scene.site, year, number, None, Order::Newest, 1);
    YearLink { year, count, href: scene.links.to(&url) }
}
