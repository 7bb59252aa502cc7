//! What a view looks at: the site, from the place of one page.

use crate::config::Category;
use crate::render::address::{self, Links};
use crate::render::job::{Job, Page};
use crate::render::survey::{CategorySurvey, Survey};
use crate::render::words::Words;
use crate::site::{Document, Site};

/// The site as seen from one page.
pub(crate) struct Scene<'a> {
    pub(crate) site: &'a Site,
    pub(crate) survey: &'a Survey,
    pub(crate) words: &'a Words,
    /// Address of the page's folder.
    pub(crate) url: &'a str,
    /// Makes the page's links.
    pub(crate) links: Links<'a>,
}

impl<'a> Scene<'a> {
    /// The scene of a job.
    pub(crate) fn new(site: &'a Site, survey: &'a Survey, words: &'a Words, job: &'a Job) -> Self {
        let url = job.file.rfind('/').map_or("", |at| job.file.get(..=at).unwrap_or_default());
        let links = match job.page {
            Page::NotFound => Links::absolute(site.config.base_path()),
            _ => Links::relative(url),
        };
        Self { site, survey, words, url, links }
    }

    /// A document by number.
    pub(crate) fn document(&self, number: usize) -> Option<&'a Document> {
        self.site.documents.get(number)
    }

    /// A category by number.
    pub(crate) fn category(&self, number: usize) -> Option<&'a Category> {
        self.site.config.categories.get(number)
    }

    /// Name of a category.
    pub(crate) fn category_name(&self, number: usize) -> &'a str {
        self.category(number).map_or("", |category| category.name.as_str())
    }

    /// Link to a category.
    pub(crate) fn category_link(&self, number: usize) -> String {
        self.links.to(&address::category(self.site, number))
    }

    /// Counts of a category.
    pub(crate) fn counts(&self, number: usize) -> Option<&'a CategorySurvey> {
        self.survey.categories.get(number)
    }

    /// A document's 发文机关, or the body itself.
    pub(crate) fn issuer(&self, document: &'a Document) -> &'a str {
        document.page.front.issuer.as_deref().unwrap_or(&self.site.config.body.name)
    }
}
