//! Making the outputs of one unit: a document with its files, or a page over the whole site.

use std::path::Path;

use super::cache::{Fingerprint, Remembered};
use super::compress::twins;
use super::decide::{Last, Unit};
use super::document::{self, Text};
use super::index::Index;
use super::links::{Links, Pending};
use super::manifest::{Entry, hex};
use super::prepare::Prepared;
use super::reports;
use super::stage::Stage;
use crate::diag::{Failure, Finding, Findings, Outcome, Source};
use crate::markdown::{self, Context, Rendered, Resolved};
use crate::render::{DocumentBody, Job, Page, PublishedFile};
use crate::report;
use crate::sys::files;

/// What a unit gave.
#[derive(Debug, Default)]
pub struct Made {
    /// Its published files; those that were rendered have a fingerprint.
    pub files: Vec<(String, Entry, Option<Fingerprint>)>,
    /// Which of them were rendered anew.
    pub rendered: Vec<String>,
    /// What was found.
    pub findings: Vec<Finding>,
    /// Links to be checked later.
    pub pending: Vec<Pending>,
    /// For a document: what to remember of its text.
    pub remembered: Option<(String, Vec<Remembered>)>,
    /// Why it could not be done.
    pub failure: Option<Failure>,
}

/// What all units share.
pub struct Workshop<'a> {
    /// The portal.
    pub prepared: &'a Prepared,
    /// Its content folder.
    pub content: &'a Path,
    /// Where links lead.
    pub links: &'a Links<'a>,
    /// The release before.
    pub last: &'a Last<'a>,
    /// Where files go; `None` when something forbids publishing anyway.
    pub stage: Option<&'a Stage>,
    /// The index that is being made, if it has to be.
    pub index: Option<&'a Index>,
    /// Accessible name of tables.
    pub table_label: &'a str,
}

impl Workshop<'_> {
    /// Makes a unit's outputs. What goes wrong with the machine stands in `failure`.
    #[must_use]
    pub fn make(&self, unit: &Unit) -> Made {
        let mut made = Made::default();
        let result = match unit.document {
            Some(number) => self.document(number, &unit.jobs, &mut made),
            None => self.pages(&unit.jobs, &mut made),
        };
        made.failure = result.err();
        made
    }

    fn pages(&self, jobs: &[Job], made: &mut Made) -> Outcome<()> {
        for job in jobs {
            if job.page == Page::AnnualData {
                self.all_years(job, made)?;
                continue;
            }
            match self.section_text(&job.page) {
                None => self.one(job, self.fingerprint(job, &[]), None, made)?,
                Some((path, text)) => {
                    let source = Source { path: &path, text };
                    let mut rendered = markdown::render(&Context {
                        source,
                        body: 0..text.len(),
                        title: "",
                        resolve: &|href| Resolved { href: href.to_owned(), external: href.contains("://") },
                        table_label: self.table_label,
                    });
                    made.findings.extend(std::mem::take(&mut rendered.findings));
                    let body = DocumentBody { rendered: &rendered, files: &[], report: None };
                    self.one(job, self.fingerprint(job, text.as_bytes()), Some(&body), made)?;
                }
            }
        }
        Ok(())
    }

    /// 历年数据, with its CSV and JSON.
    fn all_years(&self, job: &Job, made: &mut Made) -> Outcome<()> {
        let lang = self.prepared.site.config.lang();
        let Some(years) = self.prepared.reports.all_years(lang) else { return Ok(()) };
        let folder = job.file.rfind('/').map_or("", |at| &job.file[..=at]);
        self.put(&format!("{folder}{}", reports::ALL_YEARS_CSV), years.csv.as_bytes(), made)?;
        self.put(&format!("{folder}{}", reports::ALL_YEARS_JSON), years.json.as_bytes(), made)?;
        let rendered = Rendered::default();
        let body = DocumentBody { rendered: &rendered, files: &[], report: Some(&years.view) };
        self.one(job, self.fingerprint(job, &years.hash), Some(&body), made)
    }

    /// The text above the lists of a category, with its path.
    fn section_text(&self, page: &Page) -> Option<(String, &str)> {
        let Page::Category(number) = page else { return None };
        let site = &self.prepared.site;
        let id = &site.config.categories[*number].id;
        Some((format!("content/_sections/{id}.md"), site.sections.get(id)?))
    }

    fn document(&self, number: usize, jobs: &[Job], made: &mut Made) -> Outcome<()> {
        let document = &self.prepared.site.documents[number];
        let published = self.attachments(number, made)?;
        let mut inputs = document.page.hash.to_vec();
        for file in &published {
            inputs.extend_from_slice(file.sha256.as_bytes());
        }
        if document.page.figures.is_some() {
            inputs.extend_from_slice(&self.prepared.reports.hash(number));
        }
        if self.take_over(number, jobs, &inputs, made) {
            return Ok(());
        }
        let text = match document::text(self.content, &self.prepared.site, self.links, number, self.table_label) {
            Ok(text) => text,
            Err(finding) => {
                made.findings.push(finding);
                return Ok(());
            }
        };
        // Only links into the site depend on anything but the text itself.
        for link in text.rendered.links.iter().filter(|_| text.linked) {
            inputs.extend_from_slice(self.links.resolve(number, &link.href).href.as_bytes());
            inputs.push(0);
        }
        if let Some(index) = self.index {
            let tables = self.prepared.reports.sections(number);
            index.add(document, &self.prepared.site, &text.rendered, &tables)?;
        }
        let mut found = Findings::new();
        self.prepared.reports.check(&self.prepared.site, number, &text.whole, &mut found);
        made.findings.extend(found);
        let report = self.prepared.reports.view(number, self.prepared.site.config.lang());
        self.figures(number, made)?;
        let body = DocumentBody { rendered: &text.rendered, files: &published, report: report.as_ref() };
        for job in jobs {
            self.one(job, self.fingerprint(job, &inputs), Some(&body), made)?;
        }
        remember(document.page.source.clone(), text, made);
        Ok(())
    }

    /// Takes all outputs of a document over when nothing they depend on has changed. Texts with links
    /// into the site are always looked at (what they lead to may have gone), and so are annual reports
    /// (their checks depend on the day and on other years).
    fn take_over(&self, number: usize, jobs: &[Job], inputs: &[u8], made: &mut Made) -> bool {
        let (Some(stage), None, None) = (self.stage, self.index, self.prepared.reports.of(number)) else {
            return false;
        };
        let source = &self.prepared.site.documents[number].page.source;
        let Some(findings) = self.last.cache.findings.get(source) else { return false };
        let same: Option<Vec<_>> = jobs
            .iter()
            .map(|job| {
                let fingerprint = self.fingerprint(job, inputs);
                Some((job.file.clone(), self.last.same(&job.file, &fingerprint)?, Some(fingerprint)))
            })
            .collect();
        let Some(same) = same else { return false };
        for (path, entry, _) in &same {
            if stage.keep(path, entry).is_err() {
                return false;
            }
        }
        made.files.extend(same);
        made.findings.extend(findings.iter().filter_map(Remembered::finding));
        made.remembered = Some((source.clone(), findings.clone()));
        true
    }

    /// Publishes the files of a bundle beside its page.
    fn attachments(&self, number: usize, made: &mut Made) -> Outcome<Vec<PublishedFile>> {
        let document = &self.prepared.site.documents[number];
        let mut published = Vec::new();
        for file in &document.page.files {
            let from = self.content.join(document.page.bundle()).join(&file.name);
            let name = format!("content/{}{}", document.page.bundle(), file.name);
            let content = match files::read_bytes(&from, &name, MAX_ATTACHMENT) {
                Ok(content) => content,
                Err(finding) => {
                    made.findings.push(finding);
                    continue;
                }
            };
            let path = format!("{}{}", document.url, file.name);
            let entry = self.put(&path, &content, made)?;
            published.push(PublishedFile { name: file.name.clone(), bytes: entry.bytes, sha256: hex(&entry.sha256) });
        }
        Ok(published)
    }

    /// Publishes the figures of an annual report beside its page.
    fn figures(&self, number: usize, made: &mut Made) -> Outcome<()> {
        let Some(figures) = self.prepared.reports.of(number) else { return Ok(()) };
        let url = &self.prepared.site.documents[number].url;
        self.put(&format!("{url}{}", reports::CSV), report::csv(&figures.report).as_bytes(), made)?;
        let mut json = report::json(&figures.report).to_string();
        json.push('\n');
        self.put(&format!("{url}{}", reports::JSON), json.as_bytes(), made)?;
        Ok(())
    }

    fn put(&self, path: &str, content: &[u8], made: &mut Made) -> Outcome<Entry> {
        let entry = match self.stage {
            Some(stage) => stage.put(path, content, || self.twins(path, content))?,
            None => Entry::of(content),
        };
        made.files.push((path.to_owned(), entry, None));
        Ok(entry)
    }

    fn twins(&self, path: &str, content: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
        if self.prepared.site.config.output.precompress { twins(path, content) } else { Vec::new() }
    }

    fn fingerprint(&self, job: &Job, inputs: &[u8]) -> Fingerprint {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.prepared.base).update(job.file.as_bytes()).update(&[0]);
        if let Some(renderer) = &self.prepared.renderer {
            hasher.update(&renderer.inputs(&self.prepared.site, job));
        }
        hasher.update(inputs);
        *hasher.finalize().as_bytes()
    }

    /// Makes one output, or takes it over.
    fn one(
        &self,
        job: &Job,
        fingerprint: Fingerprint,
        body: Option<&DocumentBody<'_>>,
        made: &mut Made,
    ) -> Outcome<()> {
        let (Some(stage), Some(renderer)) = (self.stage, &self.prepared.renderer) else { return Ok(()) };
        if let Some(entry) = self.last.same(&job.file, &fingerprint)
            && stage.keep(&job.file, &entry).is_ok()
        {
            made.files.push((job.file.clone(), entry, Some(fingerprint)));
            return Ok(());
        }
        match renderer.render(&self.prepared.site, job, body) {
            Ok(content) => {
                let entry = stage.put(&job.file, &content, || self.twins(&job.file, &content))?;
                made.files.push((job.file.clone(), entry, Some(fingerprint)));
                made.rendered.push(job.file.clone());
            }
            Err(finding) => made.findings.push(finding),
        }
        Ok(())
    }
}

/// Largest attachment, in bytes.
const MAX_ATTACHMENT: u64 = 512 * 1024 * 1024;

fn remember(source: String, text: Text, made: &mut Made) {
    if !text.linked {
        made.remembered = Some((source, text.findings.iter().map(Remembered::of).collect()));
    }
    made.findings.extend(text.findings);
    made.pending.extend(text.pending);
}
