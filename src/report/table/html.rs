//! The plain HTML of a table: `th` with scope, `td` with headers, no attribute a strict CSP forbids.

use std::fmt::Write;

use super::{Cell, Row, Table};

/// The table as HTML, one row a line. Classes: `number`, `failing`, `state-…`.
#[must_use]
pub fn html(table: &Table) -> String {
    let mut out = format!("<table id=\"{}\">\n<caption>{}</caption>\n", escape(&table.id), escape(&table.caption));
    if !table.head.is_empty() {
        let _ = writeln!(out, "<thead>\n{}</thead>", rows(&table.head));
    }
    for group in &table.body {
        let _ = writeln!(out, "<tbody>\n{}</tbody>", rows(&group.rows));
    }
    out.push_str("</table>\n");
    out
}

fn rows(rows: &[Row]) -> String {
    let mut out = String::new();
    for row in rows {
        out.push_str("<tr>");
        out.extend(row.cells.iter().map(cell));
        out.push_str("</tr>\n");
    }
    out
}

fn cell(cell: &Cell) -> String {
    let tag = if cell.header { "th" } else { "td" };
    let mut out = format!("<{tag} id=\"{}\"", escape(&cell.id));
    let mut attribute = |name: &str, value: &str| {
        if !value.is_empty() {
            let _ = write!(out, " {name}=\"{}\"", escape(value));
        }
    };
    attribute("scope", cell.scope.unwrap_or_default());
    attribute("headers", &cell.headers);
    attribute("rowspan", &span(cell.rowspan));
    attribute("colspan", &span(cell.colspan));
    attribute("class", &classes(cell));
    let _ = write!(out, ">{}</{tag}>", escape(&cell.text));
    out
}

fn span(count: usize) -> String {
    if count > 1 { count.to_string() } else { String::new() }
}

fn classes(cell: &Cell) -> String {
    let state = cell.state.map(|state| format!("state-{}", state.name()));
    let numeric = cell.numeric.then(|| "number".to_owned());
    let failing = cell.failing.then(|| "failing".to_owned());
    [numeric, failing, state].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Escapes text for HTML and SVG.
pub(in crate::report) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
