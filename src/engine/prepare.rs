//! Everything a build needs before it looks at single documents.

use std::collections::BTreeSet;

use super::input::{self, Input};
use super::manifest::MANIFEST;
use super::options::BuildOptions;
use super::registers;
use super::reports::Reports;
use crate::diag::{Finding, Findings, Outcome};
use crate::render::{Page, Renderer, Theme, plan};
use crate::site::{Assembled, Audience, Site, assemble};

/// A portal that is ready to be rendered.
pub struct Prepared {
    /// The portal.
    pub site: Site,
    /// The figures of its annual reports.
    pub reports: Reports,
    /// The renderer; `None` when the theme has an error, which then stands in the findings.
    pub renderer: Option<Renderer>,
    /// BLAKE3 of what every output depends on: this program, the theme and the settings.
    pub base: [u8; 32],
    /// What was found so far.
    pub findings: Findings,
}

/// Reads and assembles a portal.
///
/// # Errors
/// There is no portal here, or the output lies inside the content.
pub fn prepare(options: &BuildOptions) -> Outcome<Prepared> {
    let Input { config, theme, loaded, mut findings } = input::read(options)?;
    findings.extend(loaded.findings);
    let audience = Audience { drafts: options.drafts, samples: config.output.samples };
    let assembled = assemble(config, loaded.pages, loaded.sections, audience, options.today);
    let Assembled { mut site, findings: more } = assembled;
    findings.extend(more);
    drop_aliases_in_the_way(&mut site, &mut findings);
    let reports = Reports::read(&options.root.join("content"), &site, &mut findings);
    if !reports.is_empty() {
        let registers = registers::read(&options.root, &site, &mut findings);
        if registers::any(&registers) {
            reports.compare(&registers, &mut findings);
        }
    }
    let base = base(&site, &theme);
    let renderer = match Renderer::new(&site, &theme) {
        Ok(renderer) => Some(renderer),
        Err(finding) => {
            findings.push(finding);
            None
        }
    };
    Ok(Prepared { site, reports, renderer, base, findings })
}

/// A former address must not stand where a page or data file stands, nor where one of them has its folder.
fn drop_aliases_in_the_way(site: &mut Site, findings: &mut Findings) {
    if site.redirects.is_empty() {
        return;
    }
    let jobs = plan(site).into_iter().filter(|job| !matches!(job.page, Page::Redirect(_)));
    let mut taken: BTreeSet<String> = jobs.map(|job| job.file).collect();
    taken.insert(MANIFEST.to_owned());
    let redirects = std::mem::take(&mut site.redirects);
    for redirect in redirects {
        let below = format!("{}/", redirect.file);
        let above = redirect.file.match_indices('/').any(|(at, _)| taken.contains(&redirect.file[..at]));
        let covers = taken.range(below.clone()..).next().is_some_and(|file| file.starts_with(&below));
        if above || covers || taken.contains(&redirect.file) || redirect.file.starts_with("static/") {
            let path = format!("content/{}", site.documents[redirect.document].page.source);
            findings.push(Finding::file("alias", &path).about("aliases").with("value", &redirect.file));
        } else {
            site.redirects.push(redirect);
        }
    }
}

fn base(site: &Site, theme: &Theme) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(crate::sys::environment::program_hash());
    for (name, text) in &theme.templates {
        hasher.update(name.as_bytes()).update(&[0]).update(text.as_bytes()).update(&[0]);
    }
    for (name, asset) in &theme.assets {
        hasher.update(name.as_bytes()).update(&[0]).update(asset).update(&[0]);
    }
    hasher.update(format!("{:?}", site.config).as_bytes());
    *hasher.finalize().as_bytes()
}
