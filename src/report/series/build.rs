//! From reports to points: one row a year, gaps and breaks made explicit.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{Point, Series, YearRow, svg};
use crate::diag::{Lang, text};
use crate::report::formula::{Amount, Side};
use crate::report::model::Report;
use crate::report::number::{Number, plain};

/// Longest span of years that is drawn, so that a mistyped year cannot make a page of gaps.
const MAX_YEARS: i16 = 60;

#[derive(Debug, Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Definitions {
    series: Vec<Definition>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    id: String,
    title: String,
    measure: String,
    lines: Vec<LineDefinition>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LineDefinition {
    name: String,
    equals: String,
}

/// A test proves that the file parses.
static DEFINITIONS: LazyLock<Definitions> =
    LazyLock::new(|| toml::from_str(include_str!("definitions.toml")).unwrap_or_default());

/// The series of these reports, one report a year; a line that no report has is left out.
#[must_use]
pub fn series(reports: &[Report]) -> Vec<Series> {
    let mut reports: Vec<&Report> = reports.iter().filter(|report| report.year != 0).collect();
    reports.sort_by_key(|report| report.year);
    reports.dedup_by_key(|report| report.year);
    let (Some(first), Some(last)) = (reports.first(), reports.last()) else { return Vec::new() };
    let from = first.year.max(last.year.saturating_sub(MAX_YEARS));
    let years: Vec<i16> = (from..=last.year).collect();
    DEFINITIONS.series.iter().filter_map(|definition| one(definition, &reports, &years)).collect()
}

fn one(definition: &Definition, reports: &[&Report], years: &[i16]) -> Option<Series> {
    let lines: Vec<(&str, Side)> =
        definition.lines.iter().filter_map(|line| Some((line.name.as_str(), Side::parse(&line.equals)?))).collect();
    let lines: Vec<(&str, Side)> =
        lines.into_iter().filter(|(_, side)| reports.iter().any(|report| has_cells(report, side))).collect();
    if lines.is_empty() {
        return None;
    }
    let rows = rows(&lines, reports, years);
    let points = || rows.iter().flat_map(|row| &row.points);
    let drawn = points().any(|point| point.state == "value");
    let zero = !drawn && points().any(|point| point.state == "zero");
    let sentence = |lang| zero.then(|| zero_sentence(&rows, lang));
    let names: Vec<String> = lines.iter().map(|(name, _)| (*name).to_owned()).collect();
    Some(Series {
        svg: drawn.then(|| svg::draw(&definition.id, &definition.title, &definition.measure, &names, &rows)),
        zero_zh: sentence(Lang::Zh),
        zero_en: sentence(Lang::En),
        id: definition.id.clone(),
        title: definition.title.clone(),
        measure: definition.measure.clone(),
        lines: names,
        rows,
    })
}

fn rows(lines: &[(&str, Side)], reports: &[&Report], years: &[i16]) -> Vec<YearRow> {
    let mut edition: Option<&str> = None;
    years
        .iter()
        .map(|year| {
            let report = reports.iter().find(|report| report.year == *year);
            let own = report.map(|report| report.edition.id.as_str());
            let break_before = own.is_some() && edition.is_some() && own != edition;
            edition = own.or(edition);
            let points = lines.iter().map(|(_, side)| report.map_or_else(not_reported, |report| point(report, side)));
            YearRow { year: *year, edition: own.map(str::to_owned), break_before, points: points.collect() }
        })
        .collect()
}

fn not_reported() -> Point {
    Point { value: String::new(), text: text(Lang::Zh, "report.series-missing", &[]), state: "not-reported" }
}

fn point(report: &Report, side: &Side) -> Point {
    if !has_cells(report, side) {
        return Point { value: String::new(), text: "—".to_owned(), state: "no-cell" };
    }
    let lookup = |name: &str| cell(report, name)?.number().map(Number::millionths);
    match side.value(&lookup) {
        Some(Amount::Sum(sum)) => {
            let value = plain(sum);
            Point { text: value.clone(), value, state: if sum == 0 { "zero" } else { "value" } }
        }
        _ => {
            let shown = side.names().filter_map(|name| cell(report, name)).find(|value| value.number().is_none());
            Point { value: String::new(), text: shown.map(|value| value.shown()).unwrap_or_default(), state: "absent" }
        }
    }
}

fn has_cells(report: &Report, side: &Side) -> bool {
    side.names().all(|name| cell(report, name).is_some())
}

fn cell<'r>(report: &'r Report, name: &str) -> Option<&'r crate::report::value::CellValue> {
    let mut parts = name.split('.');
    Some(&report.cell(parts.next()?, parts.next()?, parts.next()?)?.value)
}

/// 「2019–2024 各年均为 0」; with gaps the reported years are named one by one.
fn zero_sentence(rows: &[YearRow], lang: Lang) -> String {
    let reported: Vec<i16> = rows.iter().filter(|row| row.points.iter().any(|point| point.state == "zero")).map(|row| row.year).collect();
    let (from, to) = (reported.first().copied().unwrap_or(0), reported.last().copied().unwrap_or(0));
    let years = match (from == to, usize::try_from(to - from).is_ok_and(|span| span + 1 == reported.len())) {
        (true, _) => from.to_string(),
        (false, true) => format!("{from}–{to}"),
        (false, false) => reported.iter().map(i16::to_string).collect::<Vec<_>>().join("、"),
    };
    text(lang, if from == to { "report.series-zero-year" } else { "report.series-zero" }, &[("years", &years)])
}
