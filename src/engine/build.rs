//! The build from settings to release.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::cache::Cache;
use super::decide::{Last, Unit, units};
use super::document;
use super::index::{self, Index};
use super::links::{Links, Pending};
use super::manifest::Manifest;
use super::options::{BuildOptions, Built};
use super::places::complete;
use super::prepare::prepare;
use super::stage::{Live, Stage, inspect};
use super::work::{Made, Workshop};
use crate::diag::{Finding, Findings, Outcome, text};
use crate::render::plan;
use crate::sys::clock::Stopwatch;
use crate::sys::{files, lock};

/// Checks everything without writing a published file.
///
/// # Errors
/// There is no portal here.
pub fn check(options: &BuildOptions) -> Outcome<Findings> {
    let mut prepared = prepare(options)?;
    let links = Links::new(&prepared.site);
    let (cache, manifest, damaged) = (Cache::default(), Manifest::default(), BTreeSet::new());
    let last = Last { manifest: &manifest, cache: &cache, damaged: &damaged };
    let content = options.root.join("content");
    let label = text(prepared.site.config.lang(), "portal.table_region", &[]);
    let workshop = Workshop {
        prepared: &prepared,
        content: &content,
        links: &links,
        last: &last,
        stage: None,
        index: None,
        table_label: &label,
    };
    let made = make_all(&workshop, &units(plan(&prepared.site)))?;
    let late = check_pending(&workshop, &made.pending);
    let mut findings = std::mem::take(&mut prepared.findings);
    findings.extend(made.findings);
    findings.extend(late);
    complete(&options.root, &mut findings);
    findings.sort();
    Ok(findings)
}

/// Builds the portal and publishes it when no error was found. `waiting` is told who holds the lock
/// when another build is running.
///
/// # Errors
/// The machine failed (disk full, no permission), or the folders are not as they must be. The
/// published release is untouched then.
pub fn build(options: &BuildOptions, waiting: &dyn Fn(&str)) -> Outcome<Built> {
    let mut timer = Timer::start();
    let options = &BuildOptions { output: behind_link(&options.output), ..options.clone() };
    files::create_dirs(&options.state)?;
    let me = format!("pid {}", std::process::id());
    let _lock = lock::take(&options.state.join("lock"), &me, waiting)?;

    let prepared = prepare(options)?;
    let live = inspect(&options.output)?;
    timer.lap("load");

    let cache = Cache::read(&options.state, &live.manifest.release());
    let last = Last { manifest: &live.manifest, cache: &cache, damaged: &live.damaged };
    let links = Links::new(&prepared.site);
    let id = options.search.then(|| index::id(&prepared.site, &prepared.reports));
    let making = match &id {
        Some(id) => Index::begin(&options.state, id)?,
        None => None,
    };
    let publishable = !prepared.findings.has_errors() && prepared.renderer.is_some();
    let mut stage = if publishable { Some(Stage::open(&options.output, live.manifest.clone())?) } else { None };
    let content = options.root.join("content");
    let label = text(prepared.site.config.lang(), "portal.table_region", &[]);
    let workshop = Workshop {
        prepared: &prepared,
        content: &content,
        links: &links,
        last: &last,
        stage: stage.as_ref(),
        index: making.as_ref(),
        table_label: &label,
    };
    let made = make_all(&workshop, &units(plan(&prepared.site)))?;
    let late = check_pending(&workshop, &made.pending);
    timer.lap("render");

    let mut built = Built { documents: prepared.site.documents.len(), rendered: made.rendered, ..Built::default() };
    built.findings.extend(prepared.findings.clone());
    built.findings.extend(made.findings);
    built.findings.extend(late);
    let mut manifest = Manifest { search: id.clone(), ..Manifest::default() };
    let mut cache = Cache { findings: made.remembered, ..Cache::default() };
    for (path, entry, fingerprint) in made.files {
        if let Some(fingerprint) = fingerprint {
            cache.outputs.insert(path.clone(), fingerprint);
        }
        manifest.files.insert(path, entry);
    }
    if let (Some(stage), Some(renderer)) = (&mut stage, &prepared.renderer) {
        for (path, content) in renderer.assets() {
            let entry = stage.put(&path, &content, || super::compress::twins(&path, &content))?;
            manifest.files.insert(path, entry);
        }
        carry_foreign(stage, &live, &manifest, &options.output, &mut built.findings)?;
    }
    complete(&options.root, &mut built.findings);
    built.findings.sort();
    if let Some(making) = making.filter(|_| !built.findings.has_errors()) {
        making.finish()?;
    }
    timer.lap("index");

    if let Some(stage) = stage.filter(|_| !built.findings.has_errors()) {
        built.changes = manifest.changes_since(&live.manifest);
        built.release = manifest.release();
        if manifest == live.manifest && live.damaged.is_empty() {
            stage.settle(&manifest)?;
        } else {
            stage.publish(&manifest)?;
        }
        cache.release.clone_from(&built.release);
        cache.write(&options.state)?;
        index::prune(&options.state, &[manifest.search.as_deref(), live.manifest.search.as_deref()])?;
        built.published = true;
    }
    timer.lap("publish");
    built.timings = timer.laps;
    Ok(built)
}

/// A published folder that is a link: the release goes where the link leads, and the link stays.
fn behind_link(output: &std::path::Path) -> std::path::PathBuf {
    files::canonical(output).unwrap_or_else(|_| output.to_owned())
}

/// What all units gave together.
#[derive(Default)]
struct All {
    files: Vec<(String, super::manifest::Entry, Option<super::cache::Fingerprint>)>,
    rendered: Vec<String>,
    findings: Vec<Finding>,
    pending: Vec<Pending>,
    remembered: BTreeMap<String, Vec<super::cache::Remembered>>,
}

/// Makes all units on all cores; the result is in the units' order, whatever came first.
fn make_all(workshop: &Workshop<'_>, units: &[Unit]) -> Outcome<All> {
    let made: Vec<Made> = units.par_iter().map(|unit| workshop.make(unit)).collect();
    let mut all = All::default();
    for one in made {
        if let Some(failure) = one.failure {
            return Err(failure);
        }
        all.files.extend(one.files);
        all.rendered.extend(one.rendered);
        all.findings.extend(one.findings);
        all.pending.extend(one.pending);
        all.remembered.extend(one.remembered);
    }
    all.rendered.sort();
    Ok(all)
}

/// Checks links into other documents' anchors; each document that is meant is read once more.
fn check_pending(workshop: &Workshop<'_>, pending: &[Pending]) -> Vec<Finding> {
    let mut by_document: BTreeMap<usize, Vec<&Pending>> = BTreeMap::new();
    for one in pending {
        by_document.entry(one.document).or_default().push(one);
    }
    let mut findings = Vec::new();
    for (number, links) in by_document {
        let site = &workshop.prepared.site;
        let Ok(text) = document::text(workshop.content, site, workshop.links, number, workshop.table_label) else {
            continue;
        };
        let anchors = &text.rendered.anchors;
        let broken = links.iter().filter(|link| anchors.binary_search(&link.anchor).is_err());
        findings.extend(broken.map(|link| link.finding.clone()));
    }
    findings
}

/// Files in the output that gongkai did not write are kept, and named.
fn carry_foreign(
    stage: &mut Stage,
    live: &Live,
    manifest: &Manifest,
    output: &std::path::Path,
    findings: &mut Findings,
) -> Outcome<()> {
    let folder = output.display().to_string();
    for path in &live.foreign {
        let taken = manifest.files.contains_key(path);
        if !taken {
            stage.carry(path)?;
        }
        let code = if taken { "output-replaced" } else { "output-foreign" };
        findings.push(Finding::file(code, &folder).with("file", path));
    }
    Ok(())
}

struct Timer {
    watch: Stopwatch,
    laps: Vec<(&'static str, std::time::Duration)>,
}

impl Timer {
    fn start() -> Self {
        Self { watch: Stopwatch::start(), laps: Vec::new() }
    }

    fn lap(&mut self, stage: &'static str) {
        self.laps.push((stage, self.watch.elapsed()));
        self.watch = Stopwatch::start();
    }
}
