//! Settings, content and day to a [`Site`].

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::address::{RESERVED, alias_file};
use super::model::{Assembled, Document, Redirect, Relations, Site};
use super::publish::{Audience, hidden};
use super::relations::connect;
use super::validity::{Status, Validity};
use crate::config::Config;
use crate::content::Page;
use crate::diag::{Finding, Findings};
use crate::schema::nearest;

/// Builds the portal of `today` out of the documents that this audience may see.
#[must_use]
pub fn assemble(
    config: Config,
    pages: Vec<Page>,
    sections: BTreeMap<String, String>,
    audience: Audience,
    today: Date,
) -> Assembled {
    let mut findings = Findings::new();
    report_reserved(&config, &mut findings);
    let mut documents: Vec<Document> = Vec::with_capacity(pages.len());
    for page in pages {
        let Some(category) = category_of(&config, &page, &mut findings) else { continue };
        if hidden(&page.front, audience, today).is_none() {
            documents.push(place(page, category, &config));
        }
    }
    part_repeated_addresses(&mut documents, &mut findings);
    connect(&mut documents, today, &mut findings);
    let lists = lists(&documents);
    let redirects = redirects(&documents, &mut findings);
    let site = Site { config, today, documents, sections, lists, redirects };
    report_columns(&site, &mut findings);
    Assembled { site, findings }
}

fn place(page: Page, category: usize, config: &Config) -> Document {
    let year = page.front.date.year();
    let slug = page.front.slug.as_deref().unwrap_or_else(|| page.name());
    let url = format!("{year}/{}/{slug}/", config.categories[category].id);
    let validity = Validity { status: Status::Unstated, since: None, by: None };
    Document { year, category, url, validity, relations: Relations::default(), page }
}

fn category_of(config: &Config, page: &Page, findings: &mut Findings) -> Option<usize> {
    let id = page.front.category.as_str();
    let found = config.category(id);
    if found.is_none() {
        let known = || config.categories.iter().map(|category| category.id.as_str());
        let near = nearest(id, known()).map_or_else(|| known().collect::<Vec<_>>().join(", "), |id| format!("→ {id}"));
        findings.push(
            Finding::file("category-unknown", &format!("content/{}", page.source))
                .about("category")
                .with("value", id)
                .with("suggestion", near),
        );
    }
    found
}

/// Two documents at one address: an error, so nothing is published; the later one by source gets an
/// address of its own all the same, so that whatever else is wrong with it is found in the same run.
fn part_repeated_addresses(documents: &mut [Document], findings: &mut Findings) {
    let mut first: HashMap<String, String> = HashMap::with_capacity(documents.len());
    for (number, document) in documents.iter_mut().enumerate() {
        // Compared without case: a folder that differs only in case is the same one on many disks.
        let key = document.url.to_lowercase();
        if let Some(other) = first.get(&key) {
            let path = format!("content/{}", document.page.source);
            findings.push(
                Finding::file("address-repeated", &path)
                    .with("url", &document.url)
                    .with("other", format!("content/{other}")),
            );
            document.url = format!("{}-{number}/", document.url.trim_end_matches('/'));
            continue;
        }
        first.insert(key, document.page.source.clone());
    }
}

fn lists(documents: &[Document]) -> BTreeMap<(i16, usize), Vec<usize>> {
    let mut lists: BTreeMap<(i16, usize), Vec<usize>> = BTreeMap::new();
    for (number, document) in documents.iter().enumerate() {
        lists.entry((document.year, document.category)).or_default().push(number);
    }
    for list in lists.values_mut() {
        list.sort_by(|left, right| {
            let (left, right) = (&documents[*left], &documents[*right]);
            right.page.front.date.cmp(&left.page.front.date).then_with(|| left.url.cmp(&right.url))
        });
    }
    lists
}

fn redirects(documents: &[Document], findings: &mut Findings) -> Vec<Redirect> {
    let addresses: HashMap<String, usize> = documents
        .iter()
        .enumerate()
        .map(|(number, document)| (format!("{}index.html", document.url), number))
        .collect();
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for (number, document) in documents.iter().enumerate() {
        for alias in &document.page.front.aliases {
            let path = format!("content/{}", document.page.source);
            let finding = Finding::file("alias", &path).about("aliases").with("value", alias);
            match alias_file(alias) {
                Some(file) if !addresses.contains_key(&file) && !taken.contains_key(&file) => {
                    taken.insert(file, number);
                }
                _ => findings.push(finding),
            }
        }
    }
    taken.into_iter().map(|(file, document)| Redirect { file, document }).collect()
}

fn report_reserved(config: &Config, findings: &mut Findings) {
    for category in &config.categories {
        let is_year = category.id.bytes().all(|byte| byte.is_ascii_digit());
        if is_year || RESERVED.contains(&category.id.as_str()) {
            findings.push(Finding::file("category-reserved", "site.toml").with("id", &category.id));
        }
    }
}

/// Columns that are empty without a reason, or silent for longer than they promise.
fn report_columns(site: &Site, findings: &mut Findings) {
    for (number, category) in site.config.categories.iter().enumerate() {
        match site.last_update(number) {
            None if category.empty_because.is_none() => {
                findings.push(Finding::file("column-empty", "site.toml").with("name", &category.name));
            }
            Some(last) => {
                let silent = (site.today - last).get_days();
                if let Some(limit) = category.update_days
                    && i64::from(silent) > i64::from(limit)
                {
                    findings.push(
                        Finding::file("column-stale", "site.toml")
                            .with("name", &category.name)
                            .with("last", last)
                            .with("days", silent)
                            .with("limit", limit),
                    );
                }
            }
            None => {}
        }
    }
}
