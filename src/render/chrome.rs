//! Head, header and footer: the same on thousands of pages, so made once for each depth and place in
//! the navigation.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Value};

use super::address::{self, Links};
use super::templates::Templates;
use super::theme::Asset;
use super::words::Words;
use crate::diag::Finding;
use crate::site::Site;

/// The deepest page: year, category, facet, page, and one to spare.
const DEEPEST: usize = 6;

/// A place in the main navigation; marked there when the page is it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Nav {
    /// A page that is not in the navigation.
    Elsewhere,
    /// 首页.
    Home,
    /// 政府信息公开.
    Disclosure,
    /// 历年.
    Years,
    /// 文件库.
    Library,
    /// 帮助.
    Help,
    /// A category that is in the navigation.
    Category(usize),
}

/// The frames of all pages.
pub(super) struct Chrome {
    by_depth: BTreeMap<(usize, Nav), Value>,
    absolute: Value,
}

#[derive(Serialize)]
struct Entry {
    name: String,
    href: String,
    current: bool,
}

#[derive(Serialize)]
struct Hrefs {
    home: String,
    search: String,
    site_map: String,
    help: String,
    feed: String,
    assets: BTreeMap<String, String>,
}

impl Chrome {
    /// Makes all of them.
    pub(super) fn new(
        site: &Site,
        templates: &Templates,
        words: &Words,
        assets: &BTreeMap<String, Asset>,
    ) -> Result<Self, Finding> {
        let places = places(site, words);
        let make = |links: Links<'_>, current: Nav| chrome(templates, assets, &places, links, current);
        let mut by_depth = BTreeMap::new();
        for depth in 0..=DEEPEST {
            let url = "x/".repeat(depth);
            for current in places.iter().map(|(nav, _, _)| *nav).chain([Nav::Elsewhere]) {
                by_depth.insert((depth, current), make(Links::relative(&url), current)?);
            }
        }
        let absolute = make(Links::absolute(site.config.base_path()), Nav::Elsewhere)?;
        Ok(Self { by_depth, absolute })
    }

    /// The frame of the page at `url`.
    pub(super) fn of(&self, url: &str, current: Nav) -> &Value {
        let depth = url.matches('/').count().min(DEEPEST);
        let known = self.by_depth.get(&(depth, current));
        known.or_else(|| self.by_depth.get(&(depth, Nav::Elsewhere))).unwrap_or(&self.absolute)
    }

    /// The frame of the page that may be shown at any address.
    pub(super) fn anywhere(&self) -> &Value {
        &self.absolute
    }
}

/// The main navigation: fixed pages, and the categories that citizens look for by their office.
fn places(site: &Site, words: &Words) -> Vec<(Nav, String, String)> {
    let fixed = |nav, key: &str, url: &str| (nav, words.get(key).to_owned(), url.to_owned());
    let mut places = vec![
        fixed(Nav::Home, "home", ""),
        fixed(Nav::Disclosure, "disclosure", "disclosure/"),
        fixed(Nav::Years, "years", "years/"),
        fixed(Nav::Library, "library", "library/"),
    ];
    for (number, category) in site.config.categories.iter().enumerate() {
        let wanted = ["column_services", "column_functions"]
            .iter()
            .any(|key| category.column_type.as_deref().is_some_and(|column| column == words.get(key)));
        if wanted {
            places.push((Nav::Category(number), category.name.clone(), address::category(site, number)));
        }
    }
    places.push(fixed(Nav::Help, "help", "help/"));
    places
}

fn chrome(
    templates: &Templates,
    assets: &BTreeMap<String, Asset>,
    places: &[(Nav, String, String)],
    links: Links<'_>,
    current: Nav,
) -> Result<Value, Finding> {
    let entries: Vec<Entry> = places
        .iter()
        .map(|(nav, name, url)| Entry { name: name.clone(), href: links.to(url), current: *nav == current })
        .collect();
    let hrefs = Hrefs {
        home: links.to(""),
        search: links.to("search/"),
        site_map: links.to("site-map/"),
        help: links.to("help/"),
        feed: links.to("feed.xml"),
        assets: assets.iter().map(|(name, asset)| (name.clone(), links.to(&asset.file))).collect(),
    };
    let mut context = Context::new();
    context.insert("nav", &entries);
    context.insert("href", &hrefs);
    let mut all = tera::Map::new();
    for (key, name) in
        [("head", "chrome-head.html"), ("header", "chrome-header.html"), ("footer", "chrome-footer.html")]
    {
        all.insert(key.into(), templates.part(name, &context)?);
    }
    all.insert("search".into(), Value::from(hrefs.search));
    Ok(Value::from(all))
}
