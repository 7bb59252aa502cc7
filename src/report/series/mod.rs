//! 历年数据: the same figures of every year side by side, as chart, table, CSV and JSON from one set of points.
//!
//! A form's change breaks a series, a year that was not reported is a gap, and a series of noughts is a
//! sentence. Which years are given decides which are shown.

mod build;
mod export;
mod svg;
#[cfg(test)]
mod tests;

use serde::Serialize;

pub use build::series;
pub use export::{series_csv, series_json};

/// One chart with its table.
#[derive(Debug, Clone, Serialize)]
pub struct Series {
    /// Id, unique in the page.
    pub id: String,
    /// What is shown.
    pub title: String,
    /// Unit and base, the subtitle.
    pub measure: String,
    /// The lines' names, which are the table's columns.
    pub lines: Vec<String>,
    /// The table, one row a year from the first reported to the last.
    pub rows: Vec<YearRow>,
    /// The chart; `None` when every value is nought or there is none.
    pub svg: Option<String>,
    /// The sentence that stands for a chart of noughts, Chinese.
    pub zero_zh: Option<String>,
    /// The same in English.
    pub zero_en: Option<String>,
}

/// A year of a series.
#[derive(Debug, Clone, Serialize)]
pub struct YearRow {
    /// The year.
    pub year: i16,
    /// The edition of its form; `None` for a year that was not reported.
    pub edition: Option<String>,
    /// Whether the form changed before this year.
    pub break_before: bool,
    /// One point a line.
    pub points: Vec<Point>,
}

/// A value of a series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Point {
    /// The number as text; empty when there is none.
    pub value: String,
    /// What the table shows.
    pub text: String,
    /// `value`, `zero`, `absent` (未填 or another text), `no-cell` (the form has no such figure) or `not-reported`.
    pub state: &'static str,
}
