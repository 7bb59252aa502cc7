//! A page of the documents of a year and category, whole or narrowed, in either order.

use serde::Serialize;

use super::category::year_link;
use super::frame::{Frame, column_of};
use super::home::YearLink;
use super::row::{Row, formed};
use super::scene::Scene;
use crate::render::address;
use crate::render::job::{Facet, Order};
use crate::render::survey::{page_of, pages};

/// Which page of which list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Which {
    pub(crate) year: i16,
    pub(crate) category: usize,
    pub(crate) facet: Option<Facet>,
    pub(crate) order: Order,
    pub(crate) page: usize,
}

/// A page of a list.
#[derive(Serialize)]
pub(crate) struct ListView<'a> {
    year: i16,
    category: &'a str,
    rows: Vec<Row<'a>>,
    pager: Pager,
    groups: Vec<Group>,
    orders: Vec<Choice>,
    chosen: Option<Choice>,
    years: Vec<YearLink>,
}

/// Where in the list the page is.
#[derive(Serialize)]
pub(crate) struct Pager {
    total: usize,
    first: usize,
    last: usize,
    page: usize,
    pages: usize,
    previous: Option<String>,
    next: Option<String>,
    numbers: Vec<Choice>,
}

/// A group of choices that narrow the list.
#[derive(Serialize)]
pub(crate) struct Group {
    pub(crate) name: &'static str,
    pub(crate) choices: Vec<Choice>,
}

/// A choice; the one that holds now is not a link.
#[derive(Serialize)]
pub(crate) struct Choice {
    pub(crate) name: String,
    pub(crate) count: Option<usize>,
    pub(crate) href: String,
    pub(crate) current: bool,
}

/// Page numbers shown on each side of the present one.
const AROUND: usize = 2;

/// The pager of a list; `url` gives the address of a page.
pub(crate) fn pager(scene: &Scene<'_>, rows: usize, page: usize, url: impl Fn(usize) -> String) -> Pager {
    let size = scene.site.config.output.page_size;
    let count = pages(rows, size);
    let first = (page - 1) * size + 1;
    let href = |page: usize| scene.links.to(&url(page));
    let near = |number: &usize| *number == 1 || *number == count || number.abs_diff(page) <= AROUND;
    let choice =
        |number: usize| Choice { name: number.to_string(), count: None, href: href(number), current: number == page };
    Pager {
        total: rows,
        first: first.min(rows),
        last: (first + size - 1).min(rows),
        page,
        pages: count,
        previous: (page > 1).then(|| href(page - 1)),
        next: (page < count).then(|| href(page + 1)),
        numbers: (1..=count).filter(near).map(choice).collect(),
    }
}

/// A page of a list.
pub(crate) fn list<'a>(scene: &Scene<'a>, which: Which) -> (Frame<'a>, ListView<'a>) {
    let numbers = scene.survey.list(scene.site, which.year, which.category, which.facet);
    let (_, rows) = page_of(numbers, which.order, which.page, scene.site.config.output.page_size);
    let years = scene.counts(which.category).map(|counts| counts.years.as_slice()).unwrap_or_default();
    let groups = groups(scene, which);
    let chosen = which.facet.map(|facet| Choice {
        name: facet_name(scene, facet).to_owned(),
        count: None,
        href: href(scene, which, None, Order::Newest),
        current: true,
    });
    let view = ListView {
        year: which.year,
        category: scene.category_name(which.category),
        rows: formed(scene, &rows),
        pager: pager(scene, numbers.len(), which.page, |page| {
            address::list(scene.site, which.year, which.category, which.facet, which.order, page)
        }),
        orders: orders(scene, which, numbers.len()),
        groups,
        chosen,
        years: years.iter().map(|(year, count)| year_link(scene, *year, which.category, *count)).collect(),
    };
    (frame(scene, which), view)
}

fn frame<'a>(scene: &Scene<'a>, which: Which) -> Frame<'a> {
    let year = which.year.to_string();
    let name = scene.category_name(which.category);
    let title = scene.words.fill("list_title", &[("year", &year), ("category", name)]);
    let feed = scene.links.to(&format!("{}feed.xml", address::category(scene.site, which.category)));
    let plain = which.facet.is_none() && which.order == Order::Newest;
    let page = if plain { which.page } else { 1 };
    let canonical = address::list(scene.site, which.year, which.category, None, Order::Newest, page);
    let frame = Frame::new(scene, "list", title)
        .crumb(scene.words.get("years"), Some(scene.links.to("years/")))
        .crumb(scene.words.fill("year_title", &[("year", &year)]), Some(scene.links.to(&format!("{year}/"))))
        .crumb(name, None)
        .column(column_of(scene, which.category))
        .canonical(scene, &canonical)
        .feed(feed);
    if plain && which.page == 1 { frame.data() } else { frame }
}

fn href(scene: &Scene<'_>, which: Which, facet: Option<Facet>, order: Order) -> String {
    scene.links.to(&address::list(scene.site, which.year, which.category, facet, order, 1))
}

fn facet_name(scene: &Scene<'_>, facet: Facet) -> &'static str {
    match facet {
        Facet::Status(status) => scene.words.status(status),
        Facet::Kind(kind) => scene.words.kind(kind),
    }
}

/// 效力 and 体裁; a group with a single value is left out, for it narrows nothing.
fn groups(scene: &Scene<'_>, which: Which) -> Vec<Group> {
    let mut groups = [("status", Vec::new()), ("kind", Vec::new())];
    for (facet, count) in scene.survey.facets(which.year, which.category) {
        let at = usize::from(matches!(facet, Facet::Kind(_)));
        let choice = Choice {
            name: facet_name(scene, facet).to_owned(),
            count: Some(count),
            href: href(scene, which, Some(facet), Order::Newest),
            current: which.facet == Some(facet),
        };
        if let Some((_, choices)) = groups.get_mut(at) {
            choices.push(choice);
        }
    }
    let filled = groups.into_iter().filter(|(_, choices)| !choices.is_empty());
    filled.map(|(key, choices)| Group { name: scene.words.get(key), choices }).collect()
}

/// The orders of the whole list; a narrowed one has but the usual order.
fn orders(scene: &Scene<'_>, which: Which, rows: usize) -> Vec<Choice> {
    if which.facet.is_some() || rows < 2 {
        return Vec::new();
    }
    let choice = |(key, order)| Choice {
        name: scene.words.get(key).to_owned(),
        count: None,
        href: href(scene, which, None, order),
        current: which.order == order,
    };
    [("order_newest", Order::Newest), ("order_oldest", Order::Oldest)].map(choice).into()
}
