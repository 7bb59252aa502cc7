//! The template engine, set up: strict, escaping, with the portal's words; its errors become findings.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, State, Tera, Value};

use super::theme::Theme;
use super::words::{Words, fill};
use crate::config::Config;
use crate::diag::{Finding, Source};

/// Compiled templates.
pub(super) struct Templates {
    tera: Tera,
    /// The sources, to show a line of one in a finding.
    sources: BTreeMap<String, String>,
    folder: String,
}

impl Templates {
    /// Compiles the templates of a theme.
    pub(super) fn new(theme: &Theme, config: &Config, words: &Words) -> Result<Self, Finding> {
        let mut tera = Tera::new();
        tera.register_filter("fill", fill_filter);
        let context = tera.global_context();
        context.insert("t", &words.all);
        context.insert("site", &SiteWords::of(config));
        let sources = theme.templates.clone();
        let mut templates = Self { tera, sources, folder: format!("themes/{}/templates", config.theme) };
        let all: Vec<(&str, &str)> =
            templates.sources.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        match templates.tera.add_raw_templates(all) {
            Ok(()) => Ok(templates),
            Err(error) => Err(templates.finding("", &error)),
        }
    }

    /// Fills a template.
    pub(super) fn render(&self, name: &str, context: &Context) -> Result<Vec<u8>, Finding> {
        let mut out = Vec::with_capacity(16 * 1024);
        self.tera.render_to(name, context, &mut out).map_err(|error| self.finding(name, &error))?;
        Ok(out)
    }

    /// Fills a template that is a part of pages.
    pub(super) fn part(&self, name: &str, context: &Context) -> Result<Value, Finding> {
        let text = self.tera.render(name, context).map_err(|error| self.finding(name, &error))?;
        Ok(Value::safe_string(&text))
    }

    fn finding(&self, name: &str, error: &tera::Error) -> Finding {
        let (name, message, range) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                (report.filename(), report.message().to_owned(), Some(report.span().range.clone()))
            }
            other => (name, other.to_string(), None),
        };
        let path = format!("{}/{name}", self.folder);
        let finding = match (self.sources.get(name), range) {
            (Some(text), Some(range)) => Finding::at("template", Source { path: &path, text }, range),
            _ => Finding::file("template", &path),
        };
        finding.with("reason", message)
    }
}

/// `{{ t.sentence | fill(name=value) }}`: fills the placeholders of a sentence.
#[expect(clippy::needless_pass_by_value, reason = "the engine hands a filter its values so")]
fn fill_filter(message: &str, values: Kwargs, _: &State) -> String {
    let values: Vec<(String, String)> =
        values.iter().filter_map(|(name, value)| Some((name.as_str()?.to_owned(), value.to_string()))).collect();
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fill(message, &values)
}

/// What every template may say of the site: `site`.
#[derive(Serialize)]
struct SiteWords<'a> {
    title: &'a str,
    language: &'a str,
    base_url: &'a str,
    body: &'a str,
    host: &'a str,
    office: Option<&'a str>,
    address: Option<&'a str>,
    postcode: Option<&'a str>,
    phone: Option<&'a str>,
    fax: Option<&'a str>,
    email: Option<&'a str>,
    hours: Option<&'a str>,
    domain: &'a str,
    id_code: Option<&'a str>,
    icp: Option<&'a str>,
    police_record: Option<&'a str>,
    error_report_url: Option<&'a str>,
    review_required: bool,
}

impl<'a> SiteWords<'a> {
    fn of(config: &'a Config) -> Self {
        let body = &config.body;
        Self {
            title: &config.title,
            language: &config.language,
            base_url: &config.base_url,
            body: &body.name,
            host: body.host.as_deref().unwrap_or(&body.name),
            office: body.office.as_deref(),
            address: body.address.as_deref(),
            postcode: body.postcode.as_deref(),
            phone: body.phone.as_deref(),
            fax: body.fax.as_deref(),
            email: body.email.as_deref(),
            hours: body.hours.as_deref(),
            domain: &body.site_domain,
            id_code: body.site_id_code.as_deref(),
            icp: body.icp.as_deref(),
            police_record: body.police_record.as_deref(),
            error_report_url: body.error_report_url.as_deref(),
            review_required: config.review_required,
        }
    }
}
