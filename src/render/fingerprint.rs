//! What decides a page's bytes apart from theme, settings and its own text: a fingerprint for
//! incremental builds, much cheaper than the page.

use super::job::{Facet, Order, Page};
use super::survey::{self, NEWEST, Survey};
use super::view::has_standing;
use crate::content::BundleFile;
use crate::site::{Document, Related, Site, Status};

/// Hash of what other pages say of a document.
pub(super) type Fingerprint = [u8; 16];

/// Collects what a page depends on.
#[derive(Default)]
struct Collector(Vec<u8>);

impl Collector {
    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    fn optional(&mut self, text: Option<&str>) {
        self.0.push(u8::from(text.is_some()));
        self.text(text.unwrap_or_default());
    }

    fn number(&mut self, number: usize) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    fn date(&mut self, date: jiff::civil::Date) {
        self.0.extend_from_slice(&date.year().to_le_bytes());
        self.0.extend_from_slice(&[date.month().unsigned_abs(), date.day().unsigned_abs()]);
    }

    fn optional_date(&mut self, date: Option<jiff::civil::Date>) {
        self.0.push(u8::from(date.is_some()));
        self.date(date.unwrap_or_default());
    }

    fn files(&mut self, files: &[BundleFile]) {
        self.number(files.len());
        for file in files {
            self.text(&file.name);
            self.0.extend_from_slice(&file.bytes.to_le_bytes());
        }
    }

    fn documents(&mut self, survey: &Survey, numbers: impl IntoIterator<Item = usize>) {
        for number in numbers {
            if let Some(fingerprint) = survey.fingerprints.get(number) {
                self.0.extend_from_slice(fingerprint);
            }
        }
        self.0.push(0xff);
    }

    fn counts(&mut self, years: &[(i16, usize)]) {
        for (year, count) in years {
            self.0.extend_from_slice(&year.to_le_bytes());
            self.number(*count);
        }
        self.0.push(0xff);
    }

    fn hash(&self) -> [u8; 32] {
        *blake3::hash(&self.0).as_bytes()
    }
}

/// What lists, feeds and other documents say of a document.
pub(super) fn of(site: &Site, document: &Document) -> Fingerprint {
    let mut all = Collector(Vec::with_capacity(512));
    let front = &document.page.front;
    for text in [&document.url, &front.title, &front.category] {
        all.text(text);
    }
    for text in [&front.number, &front.issuer, &front.index_number, &front.description] {
        all.optional(text.as_deref());
    }
    all.date(front.date);
    all.date(front.published);
    for date in [front.updated, front.effective, front.expires, document.validity.since] {
        all.optional_date(date);
    }
    for list in [&front.keywords, &front.attachments] {
        all.number(list.len());
        for text in list {
            all.text(text);
        }
    }
    all.text(front.kind.map_or("", crate::content::Kind::name));
    all.text(document.validity.status.name());
    let flags = [front.normative, front.sample, front.draft, front.published > site.today];
    all.0.extend(flags.map(u8::from));
    all.files(&document.page.files);
    let mut short = Fingerprint::default();
    short.copy_from_slice(&all.hash()[..16]);
    short
}

/// What decides the bytes of an output.
pub(super) fn inputs(site: &Site, survey: &Survey, page: &Page) -> Vec<u8> {
    let mut all = Collector::default();
    match page {
        Page::Document(number) | Page::DocumentJson(number) => document(&mut all, site, survey, *number),
        Page::List { year, category, facet, order, page } => {
            list(&mut all, site, survey, (*year, *category), *facet, *order, *page);
        }
        Page::ListJson { year, category } => all.documents(survey, site.list(*year, *category).iter().copied()),
        Page::Category(number) | Page::CategoryJson(number) | Page::Feed(Some(number)) => {
            category(&mut all, survey, *number);
            let id = site.config.categories.get(*number).map_or("", |category| category.id.as_str());
            all.optional(site.sections.get(id).map(String::as_str));
        }
        Page::Year(year) | Page::YearJson(year) => {
            all.counts(&survey.years);
            for (_, numbers) in site.lists.range((*year, 0)..=(*year, usize::MAX)) {
                all.number(numbers.len());
                all.documents(survey, numbers.iter().take(site.config.output.page_size).copied());
            }
        }
        Page::Library { status, page } => library(&mut all, site, survey, *status, *page),
        Page::LibraryJson => {
            all.date(site.today);
            all.documents(survey, survey.library(None).iter().copied());
        }
        Page::Redirect(number) => {
            let target = site.redirects.get(*number).and_then(|redirect| site.documents.get(redirect.document));
            if let Some(document) = target {
                all.text(&document.url);
                all.text(&document.page.front.title);
            }
        }
        Page::Home
        | Page::HomeJson
        | Page::Disclosure
        | Page::Years
        | Page::YearsJson
        | Page::SiteMap
        | Page::AnnualData
        | Page::Search
        | Page::NotFound
        | Page::Help
        | Page::Feed(None) => whole(&mut all, survey),
        Page::Sitemap | Page::SitemapPart(_) | Page::CatalogueJson | Page::CatalogueCsv => {
            all.documents(survey, 0..site.documents.len());
        }
        Page::Robots => {}
    }
    all.hash().to_vec()
}

fn document(all: &mut Collector, site: &Site, survey: &Survey, number: usize) {
    let Some(document) = site.documents.get(number) else { return };
    all.0.extend_from_slice(&document.page.hash);
    let relations = &document.relations;
    let forward = [&relations.interprets, &relations.amends, &relations.repeals];
    let backward = [&relations.interpreted_by, &relations.amended_by, &relations.repealed_by];
    all.documents(survey, [number]);
    all.documents(survey, document.validity.by);
    for related in forward {
        let here = related.iter().filter_map(|one| if let Related::Here(at) = one { Some(*at) } else { None });
        all.documents(survey, here);
    }
    for numbers in backward {
        all.documents(survey, numbers.iter().copied());
    }
    let (before, after) = survey.report_neighbours(number);
    all.documents(survey, [before, after].into_iter().flatten().map(|(_, number)| number));
    if has_standing(document) {
        all.date(site.today);
    }
}

fn list(
    all: &mut Collector,
    site: &Site,
    survey: &Survey,
    (year, category): (i16, usize),
    facet: Option<Facet>,
    order: Order,
    page: usize,
) {
    let numbers = survey.list(site, year, category, facet);
    all.number(numbers.len());
    for (facet, count) in survey.facets(year, category) {
        all.text(&facet.part());
        all.number(count);
    }
    if let Some(category) = survey.categories.get(category) {
        all.counts(&category.years);
    }
    let (_, rows) = survey::page_of(numbers, order, page, site.config.output.page_size);
    all.documents(survey, rows);
}

fn category(all: &mut Collector, survey: &Survey, number: usize) {
    if let Some(category) = survey.categories.get(number) {
        all.counts(&category.years);
        all.optional_date(category.last_update);
        all.documents(survey, category.newest.iter().copied());
    }
}

fn library(all: &mut Collector, site: &Site, survey: &Survey, status: Option<Status>, page: usize) {
    all.date(site.today);
    for (status, count) in survey.library_statuses() {
        all.text(status.name());
        all.number(count);
    }
    let numbers = survey.library(status);
    all.number(numbers.len());
    let (_, rows) = survey::page_of(numbers, Order::Newest, page, site.config.output.page_size);
    all.documents(survey, rows);
}

/// The pages that look at the portal as a whole.
fn whole(all: &mut Collector, survey: &Survey) {
    all.counts(&survey.years);
    all.documents(survey, survey.newest.iter().take(NEWEST).copied());
    for number in 0..survey.categories.len() {
        category(all, survey, number);
    }
}
