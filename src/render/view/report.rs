//! 年度报告: the narrative with the official tables in their places, the arithmetic, the years beside it.

use serde::Serialize;
use serde_json::Value;

use super::frame::Frame;
use super::scene::Scene;
use crate::render::body::{DocumentBody, ReportView};
use crate::render::plan::ANNUAL_DATA;
use crate::site::Document;

/// What an annual report's page shows besides its text.
#[derive(Serialize)]
pub(crate) struct ReportPage<'a> {
    year: i16,
    edition: &'a str,
    /// The narrative and the tables in reading order.
    parts: Vec<PartOfReport<'a>>,
    /// Statements about the whole report.
    identities: Vec<&'a Value>,
    notes: Vec<&'a str>,
    series: &'a Value,
    /// Address of the page of all years, when the site has one.
    all_years: Option<String>,
    csv: Option<&'a str>,
    json: Option<&'a str>,
    previous: Option<Neighbour<'a>>,
    next: Option<Neighbour<'a>>,
}

/// A piece of the narrative, then the table that follows it.
#[derive(Serialize)]
struct PartOfReport<'a> {
    html: &'a str,
    table: Option<&'a Value>,
    identities: Vec<&'a Value>,
}

#[derive(Serialize)]
struct Neighbour<'a> {
    title: &'a str,
    href: String,
}

/// The page of an annual report, if the document is one.
pub(crate) fn report<'a>(scene: &Scene<'a>, number: usize, body: &DocumentBody<'a>) -> Option<ReportPage<'a>> {
    let report = body.report?;
    let (previous, next) = scene.survey.report_neighbours(number);
    let neighbour = |of: Option<(i16, usize)>| {
        let document = scene.document(of?.1)?;
        Some(Neighbour { title: &document.page.front.title, href: scene.links.to(&document.url) })
    };
    Some(ReportPage {
        year: report.year,
        edition: &report.edition,
        parts: parts(body, report),
        identities: identities(report, ""),
        notes: notes(report),
        series: &report.series,
        all_years: scene.document(number)?.page.figures.as_ref().map(|_| scene.links.to(ANNUAL_DATA)),
        csv: report.csv.as_deref(),
        json: report.json.as_deref(),
        previous: neighbour(previous),
        next: neighbour(next),
    })
}

/// 历年数据.
#[derive(Serialize)]
pub(crate) struct AnnualDataView<'a> {
    series: Option<&'a Value>,
    csv: Option<&'a str>,
    json: Option<&'a str>,
    reports: Vec<Neighbour<'a>>,
}

/// The page of all years. `body` carries the series of all reports.
pub(crate) fn annual_data<'a>(scene: &Scene<'a>, body: Option<&DocumentBody<'a>>) -> (Frame<'a>, AnnualDataView<'a>) {
    let title = scene.words.get("annual_data");
    let frame = Frame::new(scene, "annual-data", title).crumb(title, None);
    let report = body.and_then(|body| body.report);
    let with_figures = scene.site.documents.iter().filter(|document| document.page.figures.is_some());
    let mut reports: Vec<&Document> = with_figures.collect();
    reports.sort_by(|left, right| (right.year, &right.url).cmp(&(left.year, &left.url)));
    let reports = reports
        .into_iter()
        .map(|document| Neighbour { title: &document.page.front.title, href: scene.links.to(&document.url) });
    let view = AnnualDataView {
        series: report.map(|report| &report.series),
        csv: report.and_then(|report| report.csv.as_deref()),
        json: report.and_then(|report| report.json.as_deref()),
        reports: reports.collect(),
    };
    (frame, view)
}

fn identities<'a>(report: &'a ReportView, table: &str) -> Vec<&'a Value> {
    let all = report.identities.as_array().map(Vec::as_slice).unwrap_or_default();
    all.iter().filter(|identity| text(identity, "table") == table).collect()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The remarks that do not stand under a table already.
fn notes(report: &ReportView) -> Vec<&str> {
    let tables = report.tables.as_array().map(Vec::as_slice).unwrap_or_default();
    let under = |note: &&str| {
        let mut notes = tables.iter().filter_map(|table| table.get("notes")?.as_array()).flatten();
        notes.any(|known| known.as_str() == Some(*note))
    };
    report.notes.iter().map(String::as_str).filter(|note| !under(note)).collect()
}

/// Cuts the narrative after each section that a table belongs to. A table without a section of its
/// number follows at the end.
fn parts<'a>(body: &DocumentBody<'a>, report: &'a ReportView) -> Vec<PartOfReport<'a>> {
    let html = body.rendered.html.as_str();
    let tables = report.tables.as_array().map(Vec::as_slice).unwrap_or_default();
    let with = |html: &'a str, table: &'a Value| PartOfReport {
        html,
        table: Some(table),
        identities: identities(report, text(table, "id")),
    };
    let mut parts = Vec::new();
    let mut rest = 0;
    let mut left_over = Vec::new();
    for table in tables {
        match section_end(body, text(table, "number")).filter(|end| *end >= rest) {
            Some(end) => {
                parts.push(with(html.get(rest..end).unwrap_or_default(), table));
                rest = end;
            }
            None => left_over.push(table),
        }
    }
    let tail = html.get(rest..).unwrap_or_default();
    parts.push(PartOfReport { html: tail, table: None, identities: Vec::new() });
    parts.extend(left_over.into_iter().map(|table| with("", table)));
    parts
}

/// Where in the narrative's HTML the section with this number (二) ends: at the next heading of its level.
fn section_end(body: &DocumentBody<'_>, number: &str) -> Option<usize> {
    let headings = &body.rendered.headings;
    let numbered = |text: &str| {
        let rest = text.trim_start().strip_prefix(number)?;
        rest.starts_with(['、', '．', '.', ' ', '　']).then_some(())
    };
    if number.is_empty() {
        return None;
    }
    let at = headings.iter().position(|heading| numbered(&heading.text).is_some())?;
    let level = headings.get(at)?.level;
    let next = headings.get(at + 1..)?.iter().find(|heading| heading.level <= level);
    let html = body.rendered.html.as_str();
    match next {
        Some(heading) => {
            let id = html.find(&format!("id=\"{}\"", heading.id))?;
            html.get(..id)?.rfind("<h")
        }
        None => Some(html.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::{Heading, Rendered};

    fn heading(id: &str, text: &str) -> Heading {
        Heading { level: 2, id: id.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn tables_follow_the_section_of_their_number_and_none_is_lost() {
        let rendered = Rendered {
            html: "<h2 id=\"h1\">一、总体</h2><p>甲</p><h2 id=\"h2\">二、主动公开</h2><p>乙</p><h2 id=\"h3\">三、申请</h2><p>丙</p>".to_owned(),
            headings: vec![heading("h1", "一、总体"), heading("h2", "二、主动公开"), heading("h3", "三、申请")],
            ..Rendered::default()
        };
        let tables = serde_json::json!([
            {"id": "a", "number": "二"}, {"id": "b", "number": "三"}, {"id": "c", "number": "四"}
        ]);
        let report = ReportView { tables, ..ReportView::default() };
        let body = DocumentBody { rendered: &rendered, files: &[], report: Some(&report) };
        let parts = parts(&body, &report);
        let ids: Vec<&str> = parts.iter().map(|part| part.table.map_or("", |table| text(table, "id"))).collect();
        assert_eq!(ids, ["a", "b", "", "c"]);
        assert!(parts[0].html.ends_with("<p>乙</p>"));
        let whole: String = parts.iter().map(|part| part.html).collect();
        assert_eq!(whole, rendered.html);
    }
}
