//! Counts, newest documents and narrowed lists, worked out once for all pages.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;

use super::fingerprint::{self, Fingerprint};
use super::job::{Facet, Order};
use crate::content::Kind;
use crate::site::{Document, Site, Status};

/// Year of an annual report, and the document it is.
type YearOfReport = (i16, usize);

/// How many of the newest documents are kept for each category and for the site.
pub(super) const NEWEST: usize = 30;

/// Documents by year, category and choice.
type Narrowed = BTreeMap<(i16, usize, Facet), Vec<usize>>;

/// What many pages need to know of the whole site.
#[derive(Debug)]
pub(super) struct Survey {
    /// Years with documents, newest first, and how many each has.
    pub(super) years: Vec<(i16, usize)>,
    /// The newest documents by 发布日期.
    pub(super) newest: Vec<usize>,
    /// By category.
    pub(super) categories: Vec<CategorySurvey>,
    /// Narrowed lists; a list that all its documents would be in is not kept.
    narrowed: Narrowed,
    /// 行政规范性文件: in force first, then by date.
    library: Vec<usize>,
    library_by_status: BTreeMap<Status, Vec<usize>>,
    /// Annual reports by year.
    reports: Vec<(i16, usize)>,
    /// What other pages say of each document.
    pub(super) fingerprints: Vec<Fingerprint>,
}

/// What many pages need to know of a category.
#[derive(Debug, Clone, Default)]
pub(super) struct CategorySurvey {
    /// Number of documents.
    pub(super) count: usize,
    /// Day of the last publication or change.
    pub(super) last_update: Option<Date>,
    /// The newest by 发布日期.
    pub(super) newest: Vec<usize>,
    /// Years with documents, newest first, and how many each has.
    pub(super) years: Vec<(i16, usize)>,
}

impl Survey {
    /// Looks at the whole site once.
    pub(super) fn of(site: &Site) -> Self {
        let mut survey = Self {
            years: Vec::new(),
            newest: Vec::new(),
            categories: vec![CategorySurvey::default(); site.config.categories.len()],
            narrowed: narrowed(site),
            library: library(site),
            library_by_status: BTreeMap::new(),
            reports: reports(site),
            fingerprints: site.documents.par_iter().map(|document| fingerprint::of(site, document)).collect(),
        };
        survey.count_years(site);
        survey.collect_newest(site);
        for number in &survey.library {
            if let Some(document) = site.documents.get(*number) {
                survey.library_by_status.entry(document.validity.status).or_default().push(*number);
            }
        }
        survey
    }

    fn count_years(&mut self, site: &Site) {
        let mut years: BTreeMap<i16, usize> = BTreeMap::new();
        for ((year, category), numbers) in site.lists.iter().rev() {
            *years.entry(*year).or_default() += numbers.len();
            if let Some(category) = self.categories.get_mut(*category) {
                category.years.push((*year, numbers.len()));
                category.count += numbers.len();
            }
        }
        self.years = years.into_iter().rev().collect();
    }

    fn collect_newest(&mut self, site: &Site) {
        let mut numbers: Vec<usize> = (0..site.documents.len()).collect();
        numbers.sort_by_cached_key(|number| {
            let document = site.documents.get(*number);
            document.map(|document| (std::cmp::Reverse(document.page.front.published), document.url.as_str()))
        });
        self.newest = numbers.iter().take(NEWEST).copied().collect();
        for number in numbers {
            let Some(document) = site.documents.get(number) else { continue };
            let Some(category) = self.categories.get_mut(document.category) else { continue };
            if category.newest.len() < NEWEST {
                category.newest.push(number);
            }
            category.last_update = category.last_update.max(Some(last_change(document)));
        }
    }

    /// The documents of a list, newest first.
    pub(super) fn list<'a>(&'a self, site: &'a Site, year: i16, category: usize, facet: Option<Facet>) -> &'a [usize] {
        match facet {
            None => site.list(year, category),
            Some(facet) => self.narrowed.get(&(year, category, facet)).map_or(&[], Vec::as_slice),
        }
    }

    /// The choices that narrow a list, with the number of documents each leaves.
    pub(super) fn facets(&self, year: i16, category: usize) -> impl Iterator<Item = (Facet, usize)> {
        let first = (year, category, Facet::Status(Status::InForce));
        let own = self.narrowed.range(first..).take_while(move |((y, c, _), _)| (*y, *c) == (year, category));
        own.map(|((_, _, facet), numbers)| (*facet, numbers.len()))
    }

    /// 行政规范性文件, in force first.
    pub(super) fn library(&self, status: Option<Status>) -> &[usize] {
        match status {
            None => &self.library,
            Some(status) => self.library_by_status.get(&status).map_or(&[], Vec::as_slice),
        }
    }

    /// The statuses that the library has, with the number of documents of each; none when there is but one.
    pub(super) fn library_statuses(&self) -> impl Iterator<Item = (Status, usize)> {
        let several = self.library_by_status.len() > 1;
        self.library_by_status.iter().filter(move |_| several).map(|(status, numbers)| (*status, numbers.len()))
    }

    /// The annual reports before and after one: (year, document).
    pub(super) fn report_neighbours(&self, document: usize) -> (Option<YearOfReport>, Option<YearOfReport>) {
        let Some(at) = self.reports.iter().position(|(_, number)| *number == document) else { return (None, None) };
        let before = at.checked_sub(1).and_then(|at| self.reports.get(at));
        (before.copied(), self.reports.get(at + 1).copied())
    }
}

/// The number of the first row and the rows of a page of a list.
pub(super) fn page_of(numbers: &[usize], order: Order, page: usize, size: usize) -> (usize, Vec<usize>) {
    let skip = page.saturating_sub(1) * size;
    let rows = match order {
        Order::Newest => numbers.iter().skip(skip).take(size).copied().collect(),
        Order::Oldest => numbers.iter().rev().skip(skip).take(size).copied().collect(),
    };
    (skip + 1, rows)
}

/// Number of pages of a list; one at least.
pub(super) fn pages(rows: usize, size: usize) -> usize {
    rows.div_ceil(size.max(1)).max(1)
}

/// Day of the last publication or change of a document.
pub(super) fn last_change(document: &Document) -> Date {
    document.page.front.updated.unwrap_or(document.page.front.published)
}

fn narrowed(site: &Site) -> Narrowed {
    let mut all = BTreeMap::new();
    for ((year, category), numbers) in &site.lists {
        let mut own: BTreeMap<Facet, Vec<usize>> = BTreeMap::new();
        for number in numbers {
            let Some(document) = site.documents.get(*number) else { continue };
            own.entry(Facet::Status(document.validity.status)).or_default().push(*number);
            if let Some(kind) = document.page.front.kind {
                own.entry(Facet::Kind(kind)).or_default().push(*number);
            }
        }
        own.retain(|_, narrowed| narrowed.len() < numbers.len());
        all.extend(own.into_iter().map(|(facet, narrowed)| ((*year, *category, facet), narrowed)));
    }
    all
}

fn library(site: &Site) -> Vec<usize> {
    let mut numbers: Vec<usize> = site
        .documents
        .iter()
        .enumerate()
        .filter(|(_, document)| document.page.front.normative)
        .map(|(number, _)| number)
        .collect();
    numbers.sort_by_cached_key(|number| {
        let document = site.documents.get(*number);
        document.map(|document| {
            (document.validity.status, std::cmp::Reverse(document.page.front.date), document.url.as_str())
        })
    });
    numbers
}

fn reports(site: &Site) -> Vec<(i16, usize)> {
    let is_report =
        |document: &Document| document.page.figures.is_some() || document.page.front.kind == Some(Kind::AnnualReport);
    let found = site.documents.iter().enumerate().filter(|(_, document)| is_report(document));
    let mut reports: Vec<(i16, usize)> = found.map(|(number, document)| (document.year, number)).collect();
    reports.sort_unstable();
    reports
}
