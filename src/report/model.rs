//! A report: the figures of one body for one year, with everything else that `annual-report.toml` says.
//!
//! Plain data; reading it is in [`super::read`], judging it in [`super::check`].

use std::ops::Range;

use super::edition::{Edition, Slot};
use super::number::Number;
use super::value::CellValue;

/// One annual report (政府信息公开工作年度报告) as data.
#[derive(Debug, Clone)]
pub struct Report {
    /// The form it is written on.
    pub edition: &'static Edition,
    /// Report year.
    pub year: i16,
    /// The body that reports.
    pub body: String,
    /// The cells in the order of [`Edition::slots`].
    pub cells: Vec<Cell>,
    /// Figures that the narrative states.
    pub statements: Vec<Statement>,
    /// Contradictions that the body knows and explains.
    pub acknowledged: Vec<Acknowledgement>,
    /// What is odd in the original's tables, kept as it was printed.
    pub printed: Vec<Printed>,
    /// The document that delegates penalty powers to a township (行政处罚法第二十四条), if any.
    pub delegation: Option<String>,
    /// Tables that the file has at all.
    pub present: Vec<&'static str>,
    /// Where the edition, the year and the body are written.
    pub places: Places,
}

/// Where the head of the file is written, in bytes.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// `edition = …`.
    pub edition: Range<usize>,
    /// `year = …`.
    pub year: Range<usize>,
}

/// One value cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// What stands in it.
    pub value: CellValue,
    /// Where that is written, in bytes of the file; of the nearest thing that is, when it is not.
    pub span: Range<usize>,
}

/// A figure that the narrative states, tied to its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its name, which other statements may use.
    pub name: String,
    /// The words of the narrative that state it, with the figure in them.
    pub says: String,
    /// The figure; a rate in percent.
    pub value: Number,
    /// What it must equal, see [`super::formula`]; empty when it is only stated.
    pub equals: String,
    /// Whether `value` is a rate in percent.
    pub percent: bool,
    /// Where it is written.
    pub span: Range<usize>,
}

/// A known contradiction, published with its explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acknowledgement {
    /// Code of the finding, e.g. `report-x13`.
    pub rule: String,
    /// What exactly: an address or a statement's name; empty means every finding of the rule.
    pub at: String,
    /// The explanation, which the page prints.
    pub reason: String,
    /// Where it is written.
    pub span: Range<usize>,
}

/// Something odd in the original's tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The table.
    pub table: String,
    /// What is odd.
    pub issue: PrintedIssue,
    /// The row, by its identifier; empty when the table has no row labels or the issue is not about one.
    pub row: String,
    /// What the original prints, in its own words or figures.
    pub original: Vec<String>,
    /// Where it is written.
    pub span: Range<usize>,
}

/// What can be odd in an original's tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrintedIssue {
    /// A row prints more values than the head has columns.
    SurplusValues,
    /// Cells are missing where the page breaks.
    LostCells,
}

/// The words used in the file.
pub const PRINTED_ISSUES: [(&str, PrintedIssue); 2] =
    [("surplus-values", PrintedIssue::SurplusValues), ("lost-cells", PrintedIssue::LostCells)];

impl PrintedIssue {
    /// The word used in the file.
    #[must_use]
    pub fn name(self) -> &'static str {
        PRINTED_ISSUES.iter().find(|(_, issue)| *issue == self).map_or("", |(name, _)| name)
    }
}

impl Report {
    /// A report with every cell 未填.
    #[must_use]
    pub fn empty(edition: &'static Edition, year: i16, body: &str) -> Self {
        Self {
            edition,
            year,
            body: body.to_owned(),
            cells: vec![Cell::default(); edition.slots.len()],
            statements: Vec::new(),
            acknowledged: Vec::new(),
            printed: Vec::new(),
            delegation: None,
            present: Vec::new(),
            places: Places::default(),
        }
    }

    /// Every cell with its place in the form.
    pub fn slots(&self) -> impl Iterator<Item = (&'static Slot, &Cell)> {
        self.edition.slots.iter().zip(&self.cells)
    }

    /// The cell at an address, if the form has it.
    #[must_use]
    pub fn cell(&self, table: &str, row: &str, column: &str) -> Option<&Cell> {
        self.cells.get(self.edition.slot(table, row, column)?)
    }

    /// The number at an address, if there is one.
    #[must_use]
    pub fn number(&self, table: &str, row: &str, column: &str) -> Option<Number> {
        self.cell(table, row, column)?.value.number()
    }

    /// Puts a value into a cell; nothing happens when the form has no such cell.
    pub fn set(&mut self, table: &str, row: &str, column: &str, value: CellValue) {
        if let Some(cell) = self.edition.slot(table, row, column).and_then(|at| self.cells.get_mut(at)) {
            cell.value = value;
        }
    }
}
