//! The renderer: everything worked out once, then one job at a time, from as many threads as there are.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Value};

use super::body::DocumentBody;
use super::chrome::Chrome;
use super::job::{Job, Page};
use super::plan::plan_of;
use super::survey::Survey;
use super::templates::Templates;
use super::theme::{Asset, Theme};
use super::view::{self, Frame, Scene};
use super::words::Words;
use super::{catalogue, feed, fingerprint, record, sitemap};
use crate::diag::Finding;
use crate::site::Site;

/// Renders the pages of one site with one theme.
pub struct Renderer {
    templates: Templates,
    words: Words,
    survey: Survey,
    chrome: Chrome,
    assets: BTreeMap<String, Asset>,
}

impl Renderer {
    /// Compiles the theme and looks at the site once.
    ///
    /// # Errors
    /// A template does not compile, or the frame of the pages cannot be filled.
    pub fn new(site: &Site, theme: &Theme) -> Result<Self, Finding> {
        let words = Words::of(site.config.lang());
        let templates = Templates::new(theme, &site.config, &words)?;
        let assets = theme.published();
        let chrome = Chrome::new(site, &templates, &words, &assets)?;
        Ok(Self { survey: Survey::of(site), templates, words, chrome, assets })
    }

    /// Every output of the site: [`super::plan`] without a second look at the site.
    #[must_use]
    pub fn plan(&self, site: &Site) -> Vec<Job> {
        plan_of(site, &self.survey)
    }

    /// The theme's files as they are published.
    #[must_use]
    pub fn assets(&self) -> Vec<(String, Vec<u8>)> {
        self.assets.values().map(|asset| (asset.file.clone(), asset.bytes.clone())).collect()
    }

    /// What decides the bytes of an output apart from theme, settings and body: equal inputs, equal bytes.
    #[must_use]
    pub fn inputs(&self, site: &Site, job: &Job) -> Vec<u8> {
        fingerprint::inputs(site, &self.survey, &job.page)
    }

    /// The bytes of an output. `body` is the text of a document, or the text above a category's lists.
    ///
    /// # Errors
    /// A template asks for something that does not exist.
    pub fn render(&self, site: &Site, job: &Job, body: Option<&DocumentBody<'_>>) -> Result<Vec<u8>, Finding> {
        let scene = Scene::new(site, &self.survey, &self.words, job);
        match &job.page {
            Page::Home => self.fill("home.html", &scene, view::home(&scene)),
            Page::Disclosure => self.fill("disclosure.html", &scene, view::disclosure(&scene)),
            Page::Years => self.fill("years.html", &scene, view::years(&scene)),
            Page::Year(year) => self.fill("year.html", &scene, view::year(&scene, *year)),
            Page::Category(number) => self.fill("category.html", &scene, view::category(&scene, *number, body)),
            Page::List { year, category, facet, order, page } => {
                let which = view::Which { year: *year, category: *category, facet: *facet, order: *order, page: *page };
                self.fill("list.html", &scene, view::list(&scene, which))
            }
            Page::Document(number) => self.document(&scene, *number, body),
            Page::Library { status, page } => self.fill("library.html", &scene, view::library(&scene, *status, *page)),
            Page::Search => self.fill("search.html", &scene, view::search(&scene)),
            Page::Help => self.fill("help.html", &scene, view::help(&scene)),
            Page::AnnualData => self.fill("annual-data.html", &scene, view::annual_data(&scene, body)),
            Page::SiteMap => self.fill("site-map.html", &scene, view::site_map(&scene)),
            Page::NotFound => self.fill("not-found.html", &scene, view::not_found(&scene)),
            Page::Redirect(number) => self.fill("redirect.html", &scene, view::redirect(&scene, *number)),
            Page::Feed(category) => Ok(feed::feed(&scene, *category)),
            Page::Sitemap => Ok(sitemap::index(&scene)),
            Page::SitemapPart(part) => Ok(sitemap::part(&scene, *part)),
            Page::Robots => Ok(sitemap::robots(site)),
            Page::CatalogueJson => Ok(catalogue::json(&scene)),
            Page::CatalogueCsv => Ok(catalogue::csv(&scene)),
            data => Ok(record::record(&scene, data, body)),
        }
    }

    fn document(&self, scene: &Scene<'_>, number: usize, body: Option<&DocumentBody<'_>>) -> Result<Vec<u8>, Finding> {
        let (frame, view) = view::document(scene, number, body);
        let template = if body.is_some_and(|body| body.report.is_some()) { "report.html" } else { "document.html" };
        self.fill(template, scene, (frame, view))
    }

    fn fill<V: Serialize>(&self, template: &str, scene: &Scene<'_>, page: (Frame<'_>, V)) -> Result<Vec<u8>, Finding> {
        let (frame, view) = page;
        let chrome: &Value = if frame.anywhere { self.chrome.anywhere() } else { self.chrome.of(scene.url, frame.nav) };
        let mut context = Context::new();
        context.insert_value("chrome", chrome.clone());
        context.insert("page", &frame);
        context.insert("view", &view);
        self.templates.render(template, &context)
    }
}
