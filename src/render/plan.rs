//! Which outputs a site has.

use super::address::{self, INDEX};
use super::job::{Facet, Job, Order, Page};
use super::sitemap;
use super::survey::{Survey, pages};
use crate::site::Site;

/// Every output of a site apart from attachments, assets and the manifest, sorted by file, each file once.
#[must_use]
pub fn plan(site: &Site) -> Vec<Job> {
    plan_of(site, &Survey::of(site))
}

/// The same for who has looked at the site already.
pub(super) fn plan_of(site: &Site, survey: &Survey) -> Vec<Job> {
    let mut plan = Plan { site, survey, jobs: Vec::with_capacity(site.documents.len() * 3 + 64) };
    plan.whole();
    plan.categories();
    plan.years();
    plan.library();
    for (number, document) in site.documents.iter().enumerate() {
        plan.page(&document.url, Page::Document(number));
        plan.data(&document.url, Page::DocumentJson(number));
    }
    for (number, redirect) in site.redirects.iter().enumerate() {
        plan.file(redirect.file.clone(), Page::Redirect(number));
    }
    if site.documents.iter().any(|document| document.page.figures.is_some()) {
        plan.page(ANNUAL_DATA, Page::AnnualData);
    }
    let mut jobs = plan.jobs;
    // A page before a redirect of the same name: former addresses never cover what stands there now.
    jobs.sort_by(|left, right| left.file.cmp(&right.file).then_with(|| rank(&left.page).cmp(&rank(&right.page))));
    jobs.dedup_by(|later, earlier| later.file == earlier.file);
    jobs
}

/// Address of 历年数据.
pub(super) const ANNUAL_DATA: &str = "annual-data/";

fn rank(page: &Page) -> u8 {
    u8::from(matches!(page, Page::Redirect(_)))
}

struct Plan<'a> {
    site: &'a Site,
    survey: &'a Survey,
    jobs: Vec<Job>,
}

impl Plan<'_> {
    fn file(&mut self, file: impl Into<String>, page: Page) {
        self.jobs.push(Job { file: file.into(), page });
    }

    fn page(&mut self, url: &str, page: Page) {
        self.file(format!("{url}{INDEX}"), page);
    }

    fn data(&mut self, url: &str, page: Page) {
        self.file(format!("{url}index.json"), page);
    }

    fn whole(&mut self) {
        for (url, page) in [
            ("", Page::Home),
            ("disclosure/", Page::Disclosure),
            ("years/", Page::Years),
            ("search/", Page::Search),
            ("help/", Page::Help),
            ("site-map/", Page::SiteMap),
        ] {
            self.page(url, page);
        }
        for (file, page) in [
            ("index.json", Page::HomeJson),
            ("years/index.json", Page::YearsJson),
            ("404.html", Page::NotFound),
            ("feed.xml", Page::Feed(None)),
            ("sitemap.xml", Page::Sitemap),
            ("robots.txt", Page::Robots),
            ("catalogue.json", Page::CatalogueJson),
            ("catalogue.csv", Page::CatalogueCsv),
        ] {
            self.file(file, page);
        }
        for part in 1..=sitemap::parts(self.site) {
            self.file(sitemap::part_file(part), Page::SitemapPart(part));
        }
    }

    fn categories(&mut self) {
        for number in 0..self.site.config.categories.len() {
            let url = address::category(self.site, number);
            self.page(&url, Page::Category(number));
            self.data(&url, Page::CategoryJson(number));
            self.file(format!("{url}feed.xml"), Page::Feed(Some(number)));
        }
    }

    fn years(&mut self) {
        for (year, _) in self.survey.years.clone() {
            self.page(&format!("{year}/"), Page::Year(year));
            self.data(&format!("{year}/"), Page::YearJson(year));
        }
        for (year, category) in self.site.lists.keys().copied() {
            self.lists(year, category);
        }
    }

    fn lists(&mut self, year: i16, category: usize) {
        let url = address::list(self.site, year, category, None, Order::Newest, 1);
        self.data(&url, Page::ListJson { year, category });
        let rows = self.site.list(year, category).len();
        self.list(year, category, None, Order::Newest, rows);
        if rows > 1 {
            self.list(year, category, None, Order::Oldest, rows);
        }
        let facets: Vec<(Facet, usize)> = self.survey.facets(year, category).collect();
        for (facet, rows) in facets {
            self.list(year, category, Some(facet), Order::Newest, rows);
        }
    }

    fn list(&mut self, year: i16, category: usize, facet: Option<Facet>, order: Order, rows: usize) {
        for page in 1..=pages(rows, self.site.config.output.page_size) {
            let url = address::list(self.site, year, category, facet, order, page);
            self.page(&url, Page::List { year, category, facet, order, page });
        }
    }

    fn library(&mut self) {
        let size = self.site.config.output.page_size;
        self.data("library/", Page::LibraryJson);
        let statuses = self.survey.library_statuses().map(|(status, rows)| (Some(status), rows));
        let all = [(None, self.survey.library(None).len())];
        for (status, rows) in all.into_iter().chain(statuses.collect::<Vec<_>>()) {
            for page in 1..=pages(rows, size) {
                self.page(&address::library(status, page), Page::Library { status, page });
            }
        }
    }
}
