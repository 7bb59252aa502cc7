//! Annual reports (政府信息公开工作年度报告) as data: the official form, figures that prove themselves,
//! every year side by side, and old reports read in.
//!
//! A pure library: texts and figures in, data and findings out. It knows no site, no page template and
//! no file system.

pub mod check;
pub mod edition;
mod export;
pub mod formula;
mod identities;
mod import;
pub mod model;
pub mod narrative;
mod notes;
pub mod number;
mod read;
pub mod registers;
pub mod series;
pub mod table;
pub mod trial;
pub mod value;
mod write;

pub use check::{CheckInput, check};
pub use edition::{Edition, Slot, edition, edition_for, editions};
pub use export::{csv, json, years_csv, years_json};
pub use identities::{Identity, identities};
pub use import::{Import, Unplaced, import};
pub use model::{Acknowledgement, Cell as ReportCell, Printed, PrintedIssue, Report, Statement};
pub use number::Number;
pub use read::read;
pub use registers::{Candidate, DocumentFact, Registers, candidates, compare, draft};
pub use series::{Point, Series, YearRow, series, series_csv, series_json};
pub use table::{Cell, Row, RowGroup, Table, html, tables, tables_after};
pub use value::{CellState, CellValue};
pub use write::{blank, narrative_skeleton, toml};
