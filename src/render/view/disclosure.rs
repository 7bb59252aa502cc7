//! 政府信息公开: the four statutory parts under their exact names (国办公开办函〔2019〕61号).

use serde::Serialize;

use super::frame::Frame;
use super::row::{Row, published};
use super::scene::Scene;
use crate::config::Part;
use crate::render::chrome::Nav;

/// Documents shown of each category.
const NEWEST: usize = 3;

/// 政府信息公开.
#[derive(Serialize)]
pub(crate) struct DisclosureView<'a> {
    parts: Vec<PartView<'a>>,
    requests: String,
}

#[derive(Serialize)]
struct PartView<'a> {
    id: &'static str,
    name: &'static str,
    /// What the part must hold, by law.
    purpose: &'static str,
    /// Whether 依申请公开 is explained here.
    requests: bool,
    categories: Vec<CategoryBlock<'a>>,
}

/// A category with its newest documents; an empty one says why.
#[derive(Serialize)]
pub(crate) struct CategoryBlock<'a> {
    pub(crate) id: &'a str,
    pub(crate) name: &'a str,
    pub(crate) href: String,
    pub(crate) count: usize,
    pub(crate) last_update: Option<String>,
    pub(crate) basis: Option<String>,
    pub(crate) newest: Vec<Row<'a>>,
    pub(crate) empty: Option<Empty<'a>>,
}

/// Why a category has nothing to show.
#[derive(Serialize)]
pub(crate) struct Empty<'a> {
    because: Option<&'a str>,
    basis: Option<String>,
    requests: String,
}

/// What an empty category says.
pub(crate) fn empty<'a>(scene: &Scene<'a>, number: usize) -> Option<Empty<'a>> {
    if scene.counts(number).is_some_and(|counts| counts.count > 0) {
        return None;
    }
    let category = scene.category(number)?;
    Some(Empty {
        because: category.empty_because.as_deref(),
        basis: category.basis.as_deref().map(|basis| scene.words.basis(basis)),
        requests: format!("{}#requests", scene.links.to("help/")),
    })
}

fn block<'a>(scene: &Scene<'a>, number: usize) -> Option<CategoryBlock<'a>> {
    let category = scene.category(number)?;
    let counts = scene.counts(number)?;
    Some(CategoryBlock {
        id: &category.id,
        name: &category.name,
        href: scene.category_link(number),
        count: counts.count,
        last_update: counts.last_update.map(|date| date.to_string()),
        basis: category.basis.as_deref().map(|basis| scene.words.basis(basis)),
        newest: published(scene, &counts.newest, NEWEST),
        empty: empty(scene, number),
    })
}

/// 政府信息公开.
pub(crate) fn disclosure<'a>(scene: &Scene<'a>) -> (Frame<'a>, DisclosureView<'a>) {
    let words = scene.words;
    let parts = Part::CHOICES.iter().map(|(id, part)| PartView {
        id,
        name: words.get(&format!("part_{id}")),
        purpose: words.get(&format!("part_{id}_purpose")),
        requests: *part == Part::Guide,
        categories: scene
            .site
            .config
            .categories
            .iter()
            .enumerate()
            .filter(|(_, category)| category.part == *part)
            .filter_map(|(number, _)| block(scene, number))
            .collect(),
    });
    let view = DisclosureView { parts: parts.collect(), requests: format!("{}#requests", scene.links.to("help/")) };
    let frame = Frame::new(scene, "disclosure", words.get("disclosure"))
        .crumb(words.get("disclosure"), None)
        .describe(&words.fill("disclosure_description", &[("body", &scene.site.config.body.name)]))
        .own_column(scene, "column_catalogue")
        .nav(Nav::Disclosure);
    (frame, view)
}
