//! What every page has: title, path, and the tags that inspectors look for.

use std::borrow::Cow;

use serde::Serialize;

use super::scene::Scene;
use crate::render::address;
use crate::render::chrome::Nav;

/// Most documents whose words go into a description tag, in characters.
const DESCRIPTION: usize = 120;

/// The frame of a page: `page` in the templates.
#[derive(Serialize)]
pub(crate) struct Frame<'a> {
    /// Kind of page, for the style sheet.
    kind: &'static str,
    /// Title.
    pub(super) title: Cow<'a, str>,
    /// Summary for search engines; may be empty.
    description: String,
    /// Whole address, folder form; empty for a page that has none of its own.
    canonical: String,
    /// Tags of 政府网站发展指引 (国办发〔2017〕47号).
    metas: Vec<Meta<'a>>,
    /// The way from the home page; the last has no link.
    crumbs: Vec<Crumb<'a>>,
    /// Whether `index.json` stands beside it.
    data: bool,
    /// Link to the Atom feed of the category.
    feed: Option<String>,
    /// Where it is in the navigation.
    #[serde(skip)]
    pub(crate) nav: Nav,
    /// Whether it may be shown at any address.
    #[serde(skip)]
    pub(crate) anywhere: bool,
}

/// A `<meta name content>`.
#[derive(Serialize)]
struct Meta<'a> {
    name: &'static str,
    content: Cow<'a, str>,
}

#[derive(Serialize)]
struct Crumb<'a> {
    name: Cow<'a, str>,
    href: Option<String>,
}

/// 栏目 tags of a page.
pub(crate) struct Column<'a> {
    pub(crate) name: Cow<'a, str>,
    pub(crate) description: Cow<'a, str>,
    pub(crate) keywords: Cow<'a, str>,
    pub(crate) kind: Cow<'a, str>,
}

impl<'a> Frame<'a> {
    /// The frame of a page with this title; the way to it begins at home.
    pub(crate) fn new(scene: &Scene<'a>, kind: &'static str, title: impl Into<Cow<'a, str>>) -> Self {
        let frame = Self {
            kind,
            title: title.into(),
            description: String::new(),
            canonical: address::canonical(scene.site, scene.url),
            metas: Vec::new(),
            crumbs: Vec::new(),
            data: false,
            feed: None,
            nav: Nav::Elsewhere,
            anywhere: false,
        };
        if scene.url.is_empty() { frame } else { frame.crumb(scene.words.get("home"), Some(scene.links.to(""))) }
    }

    /// Adds a step to the way.
    pub(crate) fn crumb(mut self, name: impl Into<Cow<'a, str>>, href: Option<String>) -> Self {
        self.crumbs.push(Crumb { name: name.into(), href });
        self
    }

    /// Says where it is in the navigation.
    pub(crate) fn nav(mut self, nav: Nav) -> Self {
        self.nav = nav;
        self
    }

    /// Says that `index.json` stands beside it.
    pub(crate) fn data(mut self) -> Self {
        self.data = true;
        self
    }

    /// Makes it a page that may be shown at any address.
    pub(crate) fn anywhere(mut self) -> Self {
        self.anywhere = true;
        self.canonical.clear();
        self
    }

    /// Gives it the feed of its category.
    pub(crate) fn feed(mut self, href: String) -> Self {
        self.feed = Some(href);
        self
    }

    /// Names the page that it is a variant of.
    pub(crate) fn canonical(mut self, scene: &Scene<'a>, url: &str) -> Self {
        self.canonical = address::canonical(scene.site, url);
        self
    }

    /// Sets the summary, cut to a length that result pages show.
    pub(crate) fn describe(mut self, text: &str) -> Self {
        self.description = text.chars().take(DESCRIPTION).collect();
        self
    }

    /// Adds a tag.
    pub(crate) fn meta(mut self, name: &'static str, content: impl Into<Cow<'a, str>>) -> Self {
        self.metas.push(Meta { name, content: content.into() });
        self
    }

    /// Adds the tags of a 栏目.
    pub(crate) fn column(self, column: Column<'a>) -> Self {
        self.meta("ColumnName", column.name)
            .meta("ColumnDescription", column.description)
            .meta("ColumnKeywords", column.keywords)
            .meta("ColumnType", column.kind)
    }

    /// Adds the tags of one of gongkai's own columns, whose type is a word of the catalogue.
    pub(crate) fn own_column(self, scene: &Scene<'a>, kind: &str) -> Self {
        let name = self.title.clone().into_owned();
        let values = [("body", scene.site.config.body.name.as_str()), ("name", name.as_str())];
        let description = scene.words.fill("column_description", &values);
        self.column(Column {
            keywords: Cow::Owned(name.clone()),
            name: Cow::Owned(name),
            description: Cow::Owned(description),
            kind: Cow::Borrowed(scene.words.get(kind)),
        })
    }
}

/// The tags of a category: what the settings do not give is said from its name.
pub(crate) fn column_of<'a>(scene: &Scene<'a>, number: usize) -> Column<'a> {
    let Some(category) = scene.category(number) else {
        return Column { name: "".into(), description: "".into(), keywords: "".into(), kind: "".into() };
    };
    let name = category.name.as_str();
    let described = category.description.as_deref().map_or_else(
        || {
            let values = [("body", scene.site.config.body.name.as_str()), ("name", name)];
            Cow::Owned(scene.words.fill("column_description", &values))
        },
        Cow::Borrowed,
    );
    let keywords =
        if category.keywords.is_empty() { Cow::Borrowed(name) } else { Cow::Owned(category.keywords.join(",")) };
    Column {
        name: Cow::Borrowed(name),
        description: described,
        keywords,
        kind: Cow::Borrowed(category.column_type.as_deref().unwrap_or(name)),
    }
}
