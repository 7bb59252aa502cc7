//! An edition of the official form (年度报告格式) as data: what `editions/*.toml` says.
//!
//! Everything that depends on the form (pages, CSV, JSON, blank files, import, arithmetic) is made from
//! these descriptions; a new edition is a new file. This module knows nothing about any report's figures.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// One edition of the form.
#[derive(Debug, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// Name used in `edition = "…"`.
    pub id: String,
    /// The document that prescribes the form, by its 文号.
    pub document: String,
    /// First report year it is for.
    pub first_year: i16,
    /// Last report year it is for; `None` while it is in force.
    pub last_year: Option<i16>,
    /// The six sections in order.
    pub sections: Vec<SectionForm>,
    /// The tables in order.
    #[serde(rename = "table")]
    pub tables: Vec<TableForm>,
    /// The arithmetic (勾稽关系).
    #[serde(rename = "rule")]
    pub rules: Vec<RuleForm>,
    /// Every value cell in the order of the form; computed.
    #[serde(skip)]
    pub slots: Vec<Slot>,
    #[serde(skip)]
    index: BTreeMap<(String, String, String), usize>,
}

/// A section of the report.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionForm {
    /// Its official title without the number.
    pub title: String,
    /// Other wordings that are accepted.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What its text must speak of, in the form's words.
    #[serde(default)]
    pub aspects: Vec<String>,
}

/// How a table's figures are written in `annual-report.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// `row = { column = value }`.
    Named,
    /// `row = [value, value, …]`.
    List,
}

/// A table of the form: blocks below each other, each with a head and rows.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableForm {
    /// Key in `annual-report.toml`, first part of every cell's address.
    pub id: String,
    /// 二, 三 or 四: the section's number, by which people call the table.
    pub number: String,
    /// The section it belongs to, from 1.
    pub section: usize,
    /// Title.
    pub caption: String,
    /// How the figures are written.
    pub encoding: Encoding,
    /// How many columns hold row labels.
    pub label_columns: usize,
    /// The blocks.
    #[serde(rename = "block")]
    pub blocks: Vec<Block>,
}

/// A part of a table with a head of its own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// A full-width row above the head.
    pub title: Option<String>,
    /// Text of the head's corner above the row labels.
    pub corner: Option<String>,
    /// The head: columns, possibly nested.
    pub columns: Vec<ColumnNode>,
    /// The rows, possibly nested; empty when the columns name their rows.
    #[serde(default)]
    pub rows: Vec<RowNode>,
}

/// What the figures of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A count: whole, not negative.
    #[default]
    Count,
    /// 本年增/减: whole, signed.
    Change,
    /// Money: may have decimals.
    Amount,
}

/// A column head; a leaf has an `id`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnNode {
    /// Third part of the cell's address; absent on a head over other heads.
    pub id: Option<String>,
    /// Printed label.
    pub label: String,
    /// The row that the columns below belong to, in a table without row labels.
    pub row: Option<String>,
    /// How many columns of the grid a leaf takes.
    #[serde(default = "one")]
    pub span: usize,
    /// What its figures are.
    #[serde(default)]
    pub kind: Kind,
    /// Unit, if the form prints one.
    pub unit: Option<String>,
    /// Heads below this one.
    #[serde(default)]
    pub columns: Vec<ColumnNode>,
}

/// A row head; a leaf has an `id`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowNode {
    /// Second part of the cell's address; absent on a head over other rows.
    pub id: Option<String>,
    /// Printed label.
    pub label: String,
    /// Other wordings that are accepted.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Rows below this one.
    #[serde(default)]
    pub rows: Vec<RowNode>,
}

/// Whether a rule holds in each column (its names are rows) or in each row (its names are columns).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Over {
    /// In each column.
    Columns,
    /// In each row.
    Rows,
}

/// One identity of the form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleForm {
    /// Code of the finding when it does not hold.
    pub id: String,
    /// The table it is about.
    pub table: String,
    /// Where it holds.
    pub over: Over,
    /// Rows it is limited to; empty means all.
    #[serde(default)]
    pub only: Vec<String>,
    /// The identity, see [`super::formula`].
    pub formula: String,
}

/// One value cell of the form.
#[derive(Debug)]
pub struct Slot {
    /// Table id.
    pub table: String,
    /// Row id.
    pub row: String,
    /// Column id.
    pub column: String,
    /// Row labels from the outermost inward.
    pub row_labels: Vec<String>,
    /// Column labels from the outermost inward.
    pub column_labels: Vec<String>,
    /// What its figure is.
    pub kind: Kind,
    /// Unit, if the form prints one.
    pub unit: Option<String>,
}

impl Slot {
    /// The address as findings, CSV and acknowledgements write it: `requests.new.total`.
    #[must_use]
    pub fn address(&self) -> String {
        format!("{}.{}.{}", self.table, self.row, self.column)
    }
}

/// All editions, oldest first. A test proves that the files parse.
static EDITIONS: LazyLock<Vec<Edition>> = LazyLock::new(|| {
    [include_str!("editions/2019.toml"), include_str!("editions/2021.toml")]
        .iter()
        .filter_map(|file| toml::from_str::<Edition>(file).ok())
        .map(Edition::complete)
        .collect()
});

static NONE: LazyLock<Edition> = LazyLock::new(Edition::default);

/// All editions, oldest first.
#[must_use]
pub fn editions() -> &'static [Edition] {
    &EDITIONS
}

/// The edition with this id.
#[must_use]
pub fn edition(id: &str) -> Option<&'static Edition> {
    EDITIONS.iter().find(|edition| edition.id == id)
}

/// The edition that a report of this year must use: the first one whose years have not ended before.
#[must_use]
pub fn edition_for(year: i16) -> &'static Edition {
    let fits = |edition: &&Edition| edition.last_year.is_none_or(|last| year <= last);
    EDITIONS.iter().find(fits).unwrap_or(&NONE)
}

impl Edition {
    /// The table with this id.
    #[must_use]
    pub fn table(&self, id: &str) -> Option<&TableForm> {
        self.tables.iter().find(|table| table.id == id)
    }

    /// The position of a cell in [`Edition::slots`].
    #[must_use]
    pub fn slot(&self, table: &str, row: &str, column: &str) -> Option<usize> {
        self.index.get(&(table.to_owned(), row.to_owned(), column.to_owned())).copied()
    }

    /// The rows of a table in order, each with the positions of its cells.
    #[must_use]
    pub fn rows(&self, table: &str) -> Vec<(&str, Vec<usize>)> {
        let mut rows: Vec<(&str, Vec<usize>)> = Vec::new();
        for (at, slot) in self.slots.iter().enumerate().filter(|(_, slot)| slot.table == table) {
            match rows.last_mut() {
                Some((row, cells)) if *row == slot.row => cells.push(at),
                _ => rows.push((&slot.row, vec![at])),
            }
        }
        rows
    }

    fn complete(mut self) -> Self {
        self.slots = self.tables.iter().flat_map(slots_of).collect();
        let key = |slot: &Slot| (slot.table.clone(), slot.row.clone(), slot.column.clone());
        self.index = self.slots.iter().enumerate().map(|(at, slot)| (key(slot), at)).collect();
        self
    }
}

/// A leaf column with what stands above it.
struct Leaf<'a> {
    node: &'a ColumnNode,
    row: Option<&'a str>,
    labels: Vec<String>,
}

fn slots_of(table: &TableForm) -> Vec<Slot> {
    let mut slots = Vec::new();
    for block in &table.blocks {
        let mut leaves = Vec::new();
        block.columns.iter().for_each(|column| column_leaves(column, None, &[], &mut leaves));
        let mut rows = Vec::new();
        block.rows.iter().for_each(|row| row_leaves(row, &[], &mut rows));
        if block.rows.is_empty() {
            slots.extend(leaves.iter().filter_map(|leaf| Some(slot(table, leaf.row?, &[], leaf))));
        }
        for (row, labels) in &rows {
            slots.extend(leaves.iter().map(|leaf| slot(table, row, labels, leaf)));
        }
    }
    slots
}

fn slot(table: &TableForm, row: &str, row_labels: &[String], leaf: &Leaf<'_>) -> Slot {
    // without row labels the heads above the last one are what names the row
    let split = if row_labels.is_empty() { leaf.labels.len().saturating_sub(1) } else { 0 };
    let (above, own) = leaf.labels.split_at(split);
    Slot {
        table: table.id.clone(),
        row: row.to_owned(),
        column: leaf.node.id.clone().unwrap_or_default(),
        row_labels: if row_labels.is_empty() { above.to_vec() } else { row_labels.to_vec() },
        column_labels: own.to_vec(),
        kind: leaf.node.kind,
        unit: leaf.node.unit.clone(),
    }
}

fn column_leaves<'a>(node: &'a ColumnNode, row: Option<&'a str>, above: &[String], leaves: &mut Vec<Leaf<'a>>) {
    let row = node.row.as_deref().or(row);
    let labels = [above, std::slice::from_ref(&node.label)].concat();
    if node.columns.is_empty() {
        leaves.push(Leaf { node, row, labels });
        return;
    }
    node.columns.iter().for_each(|column| column_leaves(column, row, &labels, leaves));
}

fn row_leaves<'a>(node: &'a RowNode, above: &[String], leaves: &mut Vec<(&'a str, Vec<String>)>) {
    let labels = [above, std::slice::from_ref(&node.label)].concat();
    if let Some(id) = &node.id {
        leaves.push((id, labels.clone()));
    }
    node.rows.iter().for_each(|row| row_leaves(row, &labels, leaves));
}

fn one() -> usize {
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_editions_parse_and_have_the_cells_of_the_form() {
        let count = |id: &str, table: &str| {
            edition(id).unwrap().slots.iter().filter(|slot| slot.table == table).count()
        };
        assert_eq!(editions().len(), 2);
        assert_eq!((count("2019", "proactive"), count("2019", "requests"), count("2019", "review")), (22, 161, 15));
        assert_eq!((count("2021", "proactive"), count("2021", "requests"), count("2021", "review")), (10, 175, 15));
    }

    #[test]
    fn a_year_has_its_edition() {
        assert_eq!(edition_for(2018).id, "2019");
        assert_eq!(edition_for(2020).id, "2019");
        assert_eq!(edition_for(2021).id, "2021");
        assert_eq!(edition_for(2031).id, "2021");
    }

    #[test]
    fn a_table_without_row_labels_names_its_rows_in_the_head() {
        let edition = edition("2019").unwrap();
        let slot = &edition.slots[edition.slot("review", "litigation_direct", "pending").unwrap()];
        assert_eq!(slot.row_labels, ["行政诉讼", "未经复议直接起诉"]);
        assert_eq!(slot.column_labels, ["尚未审结"]);
    }

    #[test]
    fn rules_name_only_what_the_form_has() {
        for edition in editions() {
            for rule in &edition.rules {
                let known = |name: &str| {
                    edition.slots.iter().any(|slot| slot.table == rule.table && (slot.row == name || slot.column == name))
                };
                let words = rule.formula.split([' ', '+', '=', '-', '<']).map(|word| word.trim_start_matches("before."));
                for name in words.filter(|word| !word.is_empty()) {
                    assert!(known(name), "{} {name}", rule.id);
                }
                assert!(rule.only.iter().all(|row| known(row)));
            }
        }
    }
}
