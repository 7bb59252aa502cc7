//! The points of all series as CSV and JSON.

use serde_json::{Value, json};

use super::Series;
use crate::report::export::line;

/// `series,line,unit,year,edition,value,text,state`, one row a point; UTF-8 with a byte order mark.
#[must_use]
pub fn series_csv(series: &[Series]) -> String {
    let mut out = String::from("\u{feff}");
    let head = ["series", "line", "measure", "year", "edition", "value", "text", "state"];
    out.push_str(&line(head.iter().map(|name| (*name).to_owned())));
    for one in series {
        for row in &one.rows {
            for (name, point) in one.lines.iter().zip(&row.points) {
                let edition = row.edition.clone().unwrap_or_default();
                let fields = [&one.title, name, &one.measure, &row.year.to_string(), &edition, &point.value, &point.text, &point.state.to_owned()];
                out.push_str(&line(fields.into_iter().cloned()));
            }
        }
    }
    out
}

/// `{"series": [{id, title, measure, lines, rows: [{year, edition, break_before, points}]}]}`.
#[must_use]
pub fn series_json(series: &[Series]) -> Value {
    let one = |one: &Series| json!({ "id": one.id, "title": one.title, "measure": one.measure, "lines": one.lines, "rows": one.rows });
    json!({ "series": series.iter().map(one).collect::<Vec<_>>() })
}
