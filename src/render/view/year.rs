//! 历年: the matrix of years and categories, and one year.

use serde::Serialize;

use super::frame::Frame;
use super::home::{YearLink, year_links};
use super::row::{Row, formed};
use super::scene::Scene;
use crate::render::address;
use crate::render::chrome::Nav;
use crate::render::job::Order;

/// The matrix.
#[derive(Serialize)]
pub(crate) struct YearsView<'a> {
    columns: Vec<Column<'a>>,
    rows: Vec<YearRow>,
    total: usize,
}

#[derive(Serialize)]
struct Column<'a> {
    name: &'a str,
    href: String,
    total: usize,
}

#[derive(Serialize)]
struct YearRow {
    year: i16,
    href: String,
    total: usize,
    cells: Vec<Cell>,
}

/// A number; one that is not zero leads to its list.
#[derive(Serialize)]
struct Cell {
    count: usize,
    href: Option<String>,
}

/// The matrix of years and categories.
pub(crate) fn years<'a>(scene: &Scene<'a>) -> (Frame<'a>, YearsView<'a>) {
    let categories = &scene.site.config.categories;
    let columns = categories.iter().enumerate().map(|(number, category)| Column {
        name: &category.name,
        href: scene.category_link(number),
        total: scene.counts(number).map_or(0, |counts| counts.count),
    });
    let cell = |year: i16, number: usize| {
        let count = scene.site.list(year, number).len();
        let url = || address::list(scene.site, year, number, None, Order::Newest, 1);
        Cell { count, href: (count > 0).then(|| scene.links.to(&url())) }
    };
    let rows = scene.survey.years.iter().map(|(year, total)| YearRow {
        year: *year,
        href: scene.links.to(&format!("{year}/")),
        total: *total,
        cells: (0..categories.len()).map(|number| cell(*year, number)).collect(),
    });
    let view = YearsView { columns: columns.collect(), rows: rows.collect(), total: scene.site.documents.len() };
    let title = scene.words.get("years");
    let frame = Frame::new(scene, "years", title)
        .crumb(title, None)
        .own_column(scene, "column_catalogue")
        .nav(Nav::Years)
        .data();
    (frame, view)
}

/// One year.
#[derive(Serialize)]
pub(crate) struct YearView<'a> {
    year: i16,
    total: usize,
    blocks: Vec<YearBlock<'a>>,
    years: Vec<YearLink>,
}

#[derive(Serialize)]
struct YearBlock<'a> {
    id: &'a str,
    name: &'a str,
    count: usize,
    href: String,
    rows: Vec<Row<'a>>,
}

/// One year: every category that has documents, with the first page of each list.
pub(crate) fn year<'a>(scene: &Scene<'a>, year: i16) -> (Frame<'a>, YearView<'a>) {
    let lists = scene.site.lists.range((year, 0)..=(year, usize::MAX));
    let blocks: Vec<YearBlock<'_>> = lists
        .filter_map(|((_, number), documents)| {
            let category = scene.category(*number)?;
            let first = documents.get(..scene.site.config.output.page_size.min(documents.len()))?;
            Some(YearBlock {
                id: &category.id,
                name: &category.name,
                count: documents.len(),
                href: scene.links.to(&address::list(scene.site, year, *number, None, Order::Newest, 1)),
                rows: formed(scene, first),
            })
        })
        .collect();
    let total = blocks.iter().map(|block| block.count).sum();
    let view = YearView { year, total, blocks, years: year_links(scene) };
    let title = scene.words.fill("year_title", &[("year", &year.to_string())]);
    let frame = Frame::new(scene, "year", title.clone())
        .crumb(scene.words.get("years"), Some(scene.links.to("years/")))
        .crumb(title, None)
        .own_column(scene, "column_catalogue")
        .data();
    (frame, view)
}
