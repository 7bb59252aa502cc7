//! `site.toml` to [`Config`].

use std::collections::BTreeSet;
use std::ops::Range;

use super::model::{Body, Category, Config, Level, Output, Part};
use crate::diag::{Finding, Findings, Source};
use crate::schema::{self, Reader};

/// Largest number of categories.
const MAX_CATEGORIES: usize = 500;

/// Reads the settings. What is wrong becomes findings; the result is then good enough to look for
/// further findings, not to publish.
#[must_use]
pub fn parse(source: Source<'_>, findings: &mut Findings) -> Config {
    schema::read(source, 0..source.text.len(), findings, |reader| {
        let base_url = base_url(reader);
        let domain = host_of(&base_url).to_owned();
        let categories = reader.tables("category", |reader| (category(reader), reader.span("id")));
        report_repeated_ids(&categories, reader);
        let mut config = Config {
            title: reader.required_text("title", "title = \"某某乡人民政府政府信息公开\"").unwrap_or_default(),
            base_url,
            language: reader.text("language", "zh-CN").unwrap_or_else(|| "zh-CN".to_owned()),
            body: reader.table("body", |reader| body(reader, domain)).unwrap_or_default(),
            review_required: review(reader),
            categories: categories.into_iter().map(|(category, _)| category).collect(),
            output: reader.table("output", output).unwrap_or_default(),
            theme: theme(reader),
            report_due: reader.table("report", due).flatten(),
        };
        if reader.value("body").is_none() {
            reader.missing("body", "[body] name = \"…\"");
        }
        if config.categories.is_empty() {
            reader.missing("category", "[[category]] id = \"normative\" name = \"规范性文件\"");
        }
        config.categories.truncate(MAX_CATEGORIES);
        config
    })
}

fn base_url(reader: &mut Reader<'_, '_>) -> String {
    const EXAMPLE: &str = "base_url = \"https://www.example.gov.cn/mengjiao/\"";
    let Some(mut url) = reader.required_text("base_url", EXAMPLE) else {
        return "http://localhost/".to_owned();
    };
    if !is_base_url(&url) {
        let finding = Finding::at("base-url", reader.source(), reader.span("base_url")).with("value", &url);
        reader.report(finding);
        return "http://localhost/".to_owned();
    }
    if !url.ends_with('/') {
        url.push('/');
    }
    url
}

/// Whether a text can be a portal's address: `http` or `https`, a host, a path, nothing after it.
#[must_use]
pub fn is_base_url(url: &str) -> bool {
    let has_scheme = url.starts_with("https://") || url.starts_with("http://");
    has_scheme && !host_of(url).is_empty() && !url.contains(['"', '<', '>', ' ', '?', '#'])
}

fn host_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', ':']).next().unwrap_or_default()
}

fn body(reader: &mut Reader<'_, '_>, domain: String) -> Body {
    let mut optional = |key: &'static str, example: &str| reader.text(key, example);
    Body {
        office: optional("office", "党政办公室"),
        address: optional("address", "某某县某某乡某某街1号"),
        postcode: optional("postcode", "677400"),
        phone: optional("phone", "0883-1234567"),
        fax: optional("fax", "0883-1234567"),
        email: optional("email", "xxgk@example.gov.cn"),
        hours: optional("hours", "工作日 8:00-11:30，14:30-18:00"),
        host: optional("host", "某某乡人民政府"),
        site_id_code: optional("site_id_code", "5309270001"),
        icp: optional("icp", "滇ICP备00000000号"),
        police_record: optional("police_record", "滇公网安备00000000000000号"),
        error_report_url: optional("error_report_url", "https://zfwzzc.www.gov.cn/"),
        site_domain: optional("site_domain", "www.example.gov.cn").unwrap_or(domain),
        name: reader.required_text("name", "name = \"某某乡人民政府\"").unwrap_or_default(),
        level: reader.choice("level", &Level::CHOICES).unwrap_or_default(),
    }
}

fn review(reader: &mut Reader<'_, '_>) -> bool {
    reader.table("review", |reader| reader.flag("required").unwrap_or(true)).unwrap_or(true)
}

fn category(reader: &mut Reader<'_, '_>) -> Category {
    let id = reader.required_text("id", "id = \"normative\"").unwrap_or_default();
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if !id.bytes().all(plain) || id.len() > 60 {
        let finding = Finding::at("category-id", reader.source(), reader.span("id")).with("value", &id);
        reader.report(finding);
    }
    Category {
        name: reader.required_text("name", "name = \"规范性文件\"").unwrap_or_else(|| id.clone()),
        id,
        part: reader.choice("part", &Part::CHOICES).unwrap_or_default(),
        basis: reader.text("basis", "20(1)"),
        description: reader.text("description", "本机关制发的规范性文件"),
        keywords: reader.texts("keywords", "[\"规范性文件\"]"),
        column_type: reader.text("column_type", "政策文件"),
        owner: reader.text("owner", "党政办公室"),
        update_days: reader.integer("update_days", "180").and_then(|days| u32::try_from(days).ok()),
        empty_because: reader.text("empty_because", "本机关没有这类信息"),
    }
}

fn output(reader: &mut Reader<'_, '_>) -> Output {
    let default = Output::default();
    let rows = reader.integer("page_size", "50").unwrap_or(50).clamp(5, 500);
    Output {
        page_size: usize::try_from(rows).unwrap_or(default.page_size),
        precompress: reader.flag("precompress").unwrap_or(default.precompress),
        samples: reader.flag("samples").unwrap_or(default.samples),
    }
}

fn theme(reader: &mut Reader<'_, '_>) -> String {
    let name = reader.text("theme", "default").unwrap_or_else(|| "default".to_owned());
    if name.contains(['/', '\\']) || name.starts_with('.') {
        let finding = Finding::at("theme-name", reader.source(), reader.span("theme")).with("value", &name);
        reader.report(finding);
        return "default".to_owned();
    }
    name
}

/// `[report] due = "01-31"`: month and day of the year after the report's.
fn due(reader: &mut Reader<'_, '_>) -> Option<(i8, i8)> {
    let text = reader.text("due", "01-31")?;
    let parsed = text.split_once('-').and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)));
    let valid = parsed.filter(|(month, day)| jiff::civil::Date::new(2000, *month, *day).is_ok());
    if valid.is_none() {
        let finding = Finding::at("date-invalid", reader.source(), reader.span("due"));
        reader.report(finding.with("key", "due").with("value", text));
    }
    valid
}

fn report_repeated_ids(categories: &[(Category, Range<usize>)], reader: &mut Reader<'_, '_>) {
    let mut seen = BTreeSet::new();
    for (category, span) in categories {
        if !seen.insert(category.id.as_str()) {
            let finding = Finding::at("category-repeated", reader.source(), span.clone());
            reader.report(finding.with("id", &category.id));
        }
    }
}
