//! The official tables with their merged cells, as data for a page template.
//!
//! Made from the edition's description; the template only writes it down. [`html`] is the plain writer.

mod build;
mod html;
#[cfg(test)]
mod tests;

use serde::Serialize;

use super::value::CellState;

pub use build::{tables, tables_after};
pub(super) use html::escape;
pub use html::html;

/// One official table.
#[derive(Debug, Clone, Serialize)]
pub struct Table {
    /// Id, unique in the page; also the key in `annual-report.toml`.
    pub id: String,
    /// 二, 三 or 四.
    pub number: String,
    /// Title.
    pub caption: String,
    /// Number of columns of the grid.
    pub columns: usize,
    /// Number of leading columns that hold row labels.
    pub label_columns: usize,
    /// Head rows, which print repeats on every sheet; empty for stacked blocks.
    pub head: Vec<Row>,
    /// Groups of rows that belong together; no cell reaches out of its group.
    pub body: Vec<RowGroup>,
    /// What is odd in the original, in words (zh).
    pub notes: Vec<String>,
}

/// Rows that belong together.
#[derive(Debug, Clone, Serialize)]
pub struct RowGroup {
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row; cells covered by a span from above or from the left are not repeated.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Row {
    /// The cells.
    pub cells: Vec<Cell>,
}

/// A label or a value.
#[derive(Debug, Clone, Serialize)]
pub struct Cell {
    /// Id, unique in the page.
    pub id: String,
    /// What is shown.
    pub text: String,
    /// Whether it is a label (`th`).
    pub header: bool,
    /// `col`, `colgroup`, `row` or `rowgroup`, for a label.
    pub scope: Option<&'static str>,
    /// Ids of all labels that a value belongs to, separated by spaces.
    pub headers: String,
    /// Rows it covers.
    pub rowspan: usize,
    /// Columns it covers.
    pub colspan: usize,
    /// Whether it is a number (set right, in tabular figures).
    pub numeric: bool,
    /// What kind of statement a value makes.
    pub state: Option<CellState>,
    /// Whether an identity that this value takes part in does not hold.
    pub failing: bool,
    /// The value's address, e.g. `requests.new.total`.
    pub address: Option<String>,
}
