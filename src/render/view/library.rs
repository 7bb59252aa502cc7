//! 行政规范性文件库: is it still valid?

use serde::Serialize;

use super::frame::Frame;
use super::list::{Choice, Pager, pager};
use super::row::{Row, formed};
use super::scene::Scene;
use crate::render::address;
use crate::render::chrome::Nav;
use crate::render::job::Order;
use crate::render::survey::page_of;
use crate::site::Status;

/// A page of the library.
#[derive(Serialize)]
pub(crate) struct LibraryView<'a> {
    checked: String,
    tabs: Vec<Choice>,
    rows: Vec<Row<'a>>,
    pager: Pager,
}

/// A page of the library, whole or of one status.
pub(crate) fn library<'a>(scene: &Scene<'a>, status: Option<Status>, page: usize) -> (Frame<'a>, LibraryView<'a>) {
    let words = scene.words;
    let numbers = scene.survey.library(status);
    let (_, rows) = page_of(numbers, Order::Newest, page, scene.site.config.output.page_size);
    let tab = |of: Option<Status>, name: &str, count: usize| Choice {
        name: name.to_owned(),
        count: Some(count),
        href: scene.links.to(&address::library(of, 1)),
        current: of == status,
    };
    let mut tabs = vec![tab(None, words.get("all"), scene.survey.library(None).len())];
    tabs.extend(scene.survey.library_statuses().map(|(of, count)| tab(Some(of), words.status(of), count)));
    let view = LibraryView {
        checked: scene.site.today.to_string(),
        tabs,
        rows: formed(scene, &rows),
        pager: pager(scene, numbers.len(), page, |page| address::library(status, page)),
    };
    let canonical = if status.is_some() { address::library(None, 1) } else { address::library(None, page) };
    let frame = Frame::new(scene, "library", words.get("library_title"))
        .crumb(words.get("library"), None)
        .describe(&words.fill("library_description", &[("body", &scene.site.config.body.name)]))
        .own_column(scene, "column_policies")
        .canonical(scene, &canonical)
        .nav(Nav::Library);
    (if status.is_none() && page == 1 { frame.data() } else { frame }, view)
}
