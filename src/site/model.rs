//! The portal's data.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::validity::Validity;
use crate::config::Config;
use crate::content::Page;
use crate::diag::Findings;

/// A portal on a given day.
#[derive(Debug, Clone)]
pub struct Site {
    /// Settings.
    pub config: Config,
    /// The day it is built for.
    pub today: Date,
    /// Public documents, sorted by source; a document's number is its place here.
    pub documents: Vec<Document>,
    /// Markdown above the lists of a category, by category id.
    pub sections: BTreeMap<String, String>,
    /// Documents of each year and category that has any, newest 成文日期 first.
    pub lists: BTreeMap<(i16, usize), Vec<usize>>,
    /// Former addresses.
    pub redirects: Vec<Redirect>,
}

/// A public document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its source.
    pub page: Page,
    /// Year of its 成文日期.
    pub year: i16,
    /// Its category: index into the settings' list.
    pub category: usize,
    /// Address relative to the site, e.g. `2019/normative/village-finance/`; not percent-encoded.
    pub url: String,
    /// 效力 on the site's day.
    pub validity: Validity,
    /// How it relates to others.
    pub relations: Relations,
}

/// Links between documents, both ways.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Relations {
    /// What it explains.
    pub interprets: Vec<Related>,
    /// What explains it.
    pub interpreted_by: Vec<usize>,
    /// What it amends.
    pub amends: Vec<Related>,
    /// What amends it.
    pub amended_by: Vec<usize>,
    /// What it repeals or replaces.
    pub repeals: Vec<Related>,
    /// What repeals or replaces it.
    pub repealed_by: Vec<usize>,
}

/// The other end of a relation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Related {
    /// A document of this site, by number.
    Here(usize),
    /// A document that is not on this site, as written.
    Elsewhere(String),
}

/// A former address and where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// Output file of the former address, e.g. `old/address.html`.
    pub file: String,
    /// The document that stands there now.
    pub document: usize,
}

/// A site with what was found while assembling it.
#[derive(Debug)]
pub struct Assembled {
    /// The portal.
    pub site: Site,
    /// What is wrong.
    pub findings: Findings,
}

impl Site {
    /// Years that have documents, newest first.
    #[must_use]
    pub fn years(&self) -> Vec<i16> {
        let mut years: Vec<i16> = self.lists.keys().map(|(year, _)| *year).collect();
        years.dedup();
        years.reverse();
        years
    }

    /// Documents of a year and category, newest first; empty when there are none.
    #[must_use]
    pub fn list(&self, year: i16, category: usize) -> &[usize] {
        self.lists.get(&(year, category)).map_or(&[], Vec::as_slice)
    }

    /// All documents of a category, newest first.
    #[must_use]
    pub fn of_category(&self, category: usize) -> Vec<usize> {
        self.years().into_iter().flat_map(|year| self.list(year, category).iter().copied()).collect()
    }

    /// The newest documents by 发布日期, at most `limit`, of one category or of all.
    #[must_use]
    pub fn newest(&self, category: Option<usize>, limit: usize) -> Vec<usize> {
        let mut numbers: Vec<usize> = (0..self.documents.len())
            .filter(|number| category.is_none_or(|category| self.documents[*number].category == category))
            .collect();
        let key = |number: &usize| {
            let document = &self.documents[*number];
            (std::cmp::Reverse(document.page.front.published), document.url.as_str())
        };
        if numbers.len() > limit && limit > 0 {
            numbers.select_nth_unstable_by(limit - 1, |left, right| key(left).cmp(&key(right)));
            numbers.truncate(limit);
        }
        numbers.sort_by(|left, right| key(left).cmp(&key(right)));
        numbers
    }

    /// Day of the last publication or change in a category.
    #[must_use]
    pub fn last_update(&self, category: usize) -> Option<Date> {
        let documents = self.documents.iter().filter(|document| document.category == category);
        documents.map(|document| document.page.front.updated.unwrap_or(document.page.front.published)).max()
    }
}
