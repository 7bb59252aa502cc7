//! Reading the content folder: every file in parallel, every finding at once, in a fixed order.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;

use super::front::{FrontMatter, is_path_part};
use super::page::{BundleFile, Page};
use super::split::{normalize, split};
use crate::diag::{Finding, Findings, Source};
use crate::schema;
use crate::sys::files::{self, MAX_TEXT};
use crate::sys::walk::{self, Found};

/// Folder of optional texts above the lists of a category, named `<category id>.md`.
const SECTIONS: &str = "_sections/";

/// Files that gongkai itself writes beside a page.
const OUR_NAMES: [&str; 4] = ["index.html", "index.json", "annual-report.csv", "annual-report.json"];

/// What the content folder holds.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Documents, sorted by source.
    pub pages: Vec<Page>,
    /// Markdown above the lists of a category, by category id.
    pub sections: BTreeMap<String, String>,
    /// What is wrong.
    pub findings: Findings,
}

/// Reads all documents below `content`.
#[must_use]
pub fn load(content: &Path) -> Loaded {
    let (mut found, problems) = walk::files(content, "content");
    found.retain(|file| !is_left_over(&file.relative));
    let bundles: BTreeSet<&str> = found.iter().filter_map(|file| file.relative.strip_suffix("/index.md")).collect();
    let names: BTreeSet<&str> = found.iter().map(|file| file.relative.as_str()).collect();
    let owners = group_by_bundle(&found, &bundles);
    let (documents, others): (Vec<&Found>, Vec<&Found>) = found
        .iter()
        .filter(|file| !file.relative.starts_with(SECTIONS))
        .partition(|file| is_document(&file.relative, &bundles));

    let read: Vec<(Option<Page>, Findings)> = documents
        .par_iter()
        .map(|file| {
            let mut findings = Findings::new();
            let page = read_page(file, &names, &owners, &mut findings);
            (page, findings)
        })
        .collect();

    let mut loaded = Loaded::default();
    loaded.findings.extend(problems);
    for (page, findings) in read {
        loaded.pages.extend(page);
        loaded.findings.extend(findings);
    }
    report_strays(&others, &bundles, &names, &mut loaded.findings);
    report_swallowed(&found, &bundles, &mut loaded.findings);
    read_sections(&found, &mut loaded);
    loaded
}

/// Reads a document's body again for rendering.
///
/// # Errors
/// A finding: the file has gone, cannot be read, or is not the one that was loaded.
pub fn body(content: &Path, page: &Page) -> Result<String, Finding> {
    let name = format!("content/{}", page.source);
    let text = files::read_text(&content.join(&page.source), &name, MAX_TEXT)?;
    if *blake3::hash(text.as_bytes()).as_bytes() != page.hash {
        return Err(Finding::file("file-changed", &name));
    }
    Ok(normalize(&text).into_owned())
}

/// What editors, office programs and systems leave beside a file: backups, locks, previews. Never
/// content, never published.
fn is_left_over(relative: &str) -> bool {
    let name = relative.rsplit('/').next().unwrap_or(relative).to_ascii_lowercase();
    let ends = ["~", ".bak", ".orig", ".tmp", ".temp", ".swp", ".swo", ".part", ".crdownload"];
    name.starts_with(['#', '~'])
        || ends.iter().any(|end| name.ends_with(end))
        || ["thumbs.db", "desktop.ini", "4913"].contains(&name.as_str())
}

/// Markdown inside another document's folder is not published; its author will think that it is.
fn report_swallowed(found: &[Found], bundles: &BTreeSet<&str>, findings: &mut Findings) {
    for file in found.iter().filter(|file| file.relative.ends_with(".md") && !file.relative.ends_with("/index.md")) {
        if let Some(bundle) = bundle_of(&file.relative, bundles) {
            let path = format!("content/{}", file.relative);
            findings
                .push(Finding::file("document-swallowed", &path).with("bundle", format!("content/{bundle}/index.md")));
        }
    }
}

/// `index.md` of a bundle, or a Markdown file outside every bundle.
fn is_document(relative: &str, bundles: &BTreeSet<&str>) -> bool {
    relative.ends_with(".md") && (relative.ends_with("/index.md") || bundle_of(relative, bundles).is_none())
}

/// The nearest folder above a file that is a bundle.
fn bundle_of<'a>(relative: &'a str, bundles: &BTreeSet<&str>) -> Option<&'a str> {
    let mut folder = relative;
    while let Some((above, _)) = folder.rsplit_once('/') {
        if bundles.contains(above) {
            return Some(above);
        }
        folder = above;
    }
    None
}

/// The published files of each bundle: everything in it but Markdown and figures.
fn group_by_bundle(found: &[Found], bundles: &BTreeSet<&str>) -> BTreeMap<String, Vec<BundleFile>> {
    let mut owners: BTreeMap<String, Vec<BundleFile>> = BTreeMap::new();
    for file in found {
        if file.relative.ends_with(".md") || file.relative.ends_with(".toml") {
            continue;
        }
        if let Some(bundle) = bundle_of(&file.relative, bundles) {
            let name = file.relative[bundle.len() + 1..].to_owned();
            owners.entry(bundle.to_owned()).or_default().push(BundleFile { name, bytes: file.bytes });
        }
    }
    owners
}

fn read_page(
    file: &Found,
    names: &BTreeSet<&str>,
    owners: &BTreeMap<String, Vec<BundleFile>>,
    findings: &mut Findings,
) -> Option<Page> {
    let path = format!("content/{}", file.relative);
    let raw = match files::read_text(&file.path, &path, MAX_TEXT) {
        Ok(raw) => raw,
        Err(finding) => {
            findings.push(finding);
            return None;
        }
    };
    let hash = *blake3::hash(raw.as_bytes()).as_bytes();
    let text = normalize(&raw);
    let source = Source { path: &path, text: &text };
    let Some(parts) = split(&text) else {
        let end = text.find('\n').unwrap_or(text.len());
        let begun = text[..end].trim_end() == "+++";
        let code = if begun { "front-matter-unclosed" } else { "front-matter-missing" };
        findings.push(Finding::at(code, source, 0..end));
        return None;
    };
    let front = schema::read(source, parts.front, findings, FrontMatter::read)?;
    let mut page = Page { source: file.relative.clone(), hash, front, files: Vec::new(), figures: None };
    if page.front.slug.is_none() && !is_path_part(page.name()) {
        findings.push(Finding::file("slug", &path).with("value", page.name()));
        return None;
    }
    let bundle = page.bundle().trim_end_matches('/');
    page.files = owners.get(bundle).cloned().unwrap_or_default();
    page.figures = figures_of(&page, names);
    report_missing_attachments(&page, source, findings);
    for file in page.files.iter().filter(|file| OUR_NAMES.contains(&file.name.as_str())) {
        let path = format!("content/{}{}", page.bundle(), file.name);
        findings.push(Finding::file("attachment-name", &path).with("name", &file.name));
    }
    Some(page)
}

/// `annual-report.toml` in a bundle, or the `.toml` of the same name beside a lone file.
fn figures_of(page: &Page, names: &BTreeSet<&str>) -> Option<String> {
    let beside = if page.bundle().is_empty() {
        format!("{}.toml", page.source.trim_end_matches(".md"))
    } else {
        format!("{}annual-report.toml", page.bundle())
    };
    names.contains(beside.as_str()).then_some(beside)
}

fn report_missing_attachments(page: &Page, source: Source<'_>, findings: &mut Findings) {
    for name in &page.front.attachments {
        if !page.files.iter().any(|file| file.name == *name) {
            let at = source.text.find(name.as_str()).map_or(0..0, |at| at..at + name.len());
            findings.push(Finding::at("attachment-missing", source, at).with("name", name));
        }
    }
}

/// Files that belong to nothing are never published; the clerk should know. Figures belong to the
/// Markdown file beside them even when that one cannot be read.
fn report_strays(others: &[&Found], bundles: &BTreeSet<&str>, names: &BTreeSet<&str>, findings: &mut Findings) {
    for file in others {
        let path = file.relative.as_str();
        let bundle = bundle_of(path, bundles);
        let owned = match path.strip_suffix(".toml") {
            Some(stem) => {
                let of_bundle = bundle.is_some_and(|bundle| path == format!("{bundle}/annual-report.toml"));
                of_bundle || names.contains(format!("{stem}.md").as_str())
            }
            None => bundle.is_some(),
        };
        if !owned {
            findings.push(Finding::file("stray-file", &format!("content/{}", file.relative)));
        }
    }
}

fn read_sections(found: &[Found], loaded: &mut Loaded) {
    for file in found {
        let Some(name) = file.relative.strip_prefix(SECTIONS).and_then(|name| name.strip_suffix(".md")) else {
            continue;
        };
        match files::read_text(&file.path, &format!("content/{}", file.relative), MAX_TEXT) {
            Ok(text) => {
                loaded.sections.insert(name.to_owned(), normalize(&text).into_owned());
            }
            Err(finding) => loaded.findings.push(finding),
        }
    }
}
