//! Putting table rows into cells: a row is known by its label, its figures are what stands after it.

use super::Unplaced;
use super::labels::Labels;
use super::lost::LostCells;
use crate::report::edition::Edition;
use crate::report::model::{Printed, PrintedIssue, Report};
use crate::report::value::CellValue;

/// So many heads of the table without row labels show that the table is there, even without a figure.
const BLANK_HEADS: usize = 4;

/// Fills a report row by row.
pub struct Placer<'l> {
    labels: &'l Labels,
    /// The report so far.
    pub report: Report,
    /// What found no place.
    pub unplaced: Vec<Unplaced>,
    /// Rows with fewer figures than the form: label, found, expected.
    pub short_rows: Vec<(String, usize, usize)>,
    /// Label cells that a page break swallowed.
    pub lost: LostCells,
    /// Rows whose label stood there without any figure.
    empty_rows: Vec<usize>,
    /// How many heads of the table without row labels were seen.
    bare_heads: usize,
    last: Option<usize>,
    open: Option<Open>,
    fragment: String,
    bare_table: bool,
    loose_values: Vec<String>,
    /// Figures that stood before any label: some programs write a tall cell's label after its row.
    orphans: Vec<String>,
}

/// A row whose figures are not complete yet.
struct Open {
    leaf: usize,
    values: Vec<String>,
}

impl<'l> Placer<'l> {
    /// An empty report of this edition.
    pub fn new(edition: &'static Edition, labels: &'l Labels) -> Self {
        Self {
            labels,
            report: Report::empty(edition, 0, ""),
            unplaced: Vec::new(),
            short_rows: Vec::new(),
            lost: LostCells::default(),
            empty_rows: Vec::new(),
            bare_heads: 0,
            last: None,
            open: None,
            fragment: String::new(),
            bare_table: false,
            loose_values: Vec::new(),
            orphans: Vec::new(),
        }
    }

    /// Takes one row. `exact`: its cells come from a real table. `page`: part of the table.
    pub fn row(&mut self, cells: &[String], exact: bool, page: usize) {
        let cells: Vec<&str> = cells.iter().map(|cell| cell.trim()).collect();
        if cells.iter().any(|cell| {
            self.labels.is_bare_head(cell)
                || (cell.contains(' ')
                    && self.labels.is_all_labels(cell)
                    && cell.split_whitespace().any(|word| self.labels.is_bare_head(word)))
        }) {
            self.close();
            self.bare_table = true;
            let words = cells.iter().flat_map(|cell| cell.split_whitespace());
            self.bare_heads += words.filter(|word| self.labels.is_bare_head(word)).count();
        }
        if let Some((at, leaf)) = self.find(&cells) {
            self.close();
            self.bare_table = false;
            self.before_label(&cells, at, leaf);
            if !exact {
                self.lost.row(self.labels, leaf, at, page);
            }
            self.last = Some(leaf);
            let values = cells.get(at + 1..).unwrap_or_default().iter().map(|cell| (*cell).to_owned()).collect();
            self.open = Some(Open { leaf, values });
            self.complete(exact);
            return;
        }
        let some = cells.iter().any(|cell| !cell.is_empty());
        let whole = exact
            && some
            && cells.len() == self.bare_cells().len()
            && !cells.iter().any(|cell| self.labels.is_other(cell));
        let figures = some && (whole || cells.iter().all(|cell| cell.is_empty() || is_value(cell)));
        if figures && self.bare_table {
            self.loose_values.extend(cells.iter().map(|cell| (*cell).to_owned()));
        } else {
            self.continuation(&cells, exact);
        }
    }

    /// The row that was placed last.
    pub fn last(&self) -> Option<usize> {
        self.last
    }

    /// Finishes; whatever is still open is accounted for.
    pub fn finish(&mut self) {
        self.close();
        self.drop_fragment();
        self.drop_orphans();
        self.bare_values();
    }

    /// The deepest label of the row with its position; else one whose beginning stood in the row before.
    fn find(&mut self, cells: &[&str]) -> Option<(usize, usize)> {
        let followed = |at: usize| cells.get(at + 1..).is_some_and(|rest| rest.iter().any(|cell| is_value(cell)));
        let alone = |at: usize| Some((at, self.labels.leaf(cells.get(at)?, followed(at), self.last)?));
        if let Some(found) = (0..cells.len()).rev().find_map(alone) {
            self.drop_fragment();
            return Some(found);
        }
        if self.fragment.is_empty() {
            return None;
        }
        let joined = |at: usize| {
            let text = cells.get(at).filter(|text| !text.is_empty() && !is_value(text))?;
            Some((at, self.labels.leaf(&format!("{}{text}", self.fragment), followed(at), self.last)?))
        };
        let found = (0..cells.len()).rev().find_map(joined);
        if found.is_some() {
            self.fragment.clear();
        }
        found
    }

    /// What stands before the label must be labels too.
    fn before_label(&mut self, cells: &[&str], at: usize, leaf: usize) {
        for cell in cells.get(..at).unwrap_or_default().iter().filter(|cell| !cell.is_empty()) {
            if !self.labels.is_other(cell) && !self.labels.is_all_labels(cell) && !self.labels.is_part(cell) {
                let near = self.near(leaf);
                self.unplaced.push(Unplaced { text: (*cell).to_owned(), near });
            }
        }
    }

    /// A row without a label: figures or label parts that continue the row before, heads, or something else.
    fn continuation(&mut self, cells: &[&str], exact: bool) {
        for cell in cells.iter().filter(|cell| !cell.is_empty()) {
            if let Some(open) = self.open.as_mut().filter(|_| is_value(cell)) {
                open.values.push((*cell).to_owned());
                continue;
            }
            if self.labels.is_other(cell) || self.labels.is_all_labels(cell) {
                continue;
            }
            if self.last.is_some_and(|last| self.labels.ends_label(last, cell)) {
                continue;
            }
            if is_value(cell) {
                self.orphans.push((*cell).to_owned());
                continue;
            }
            self.fragment.push_str(cell);
        }
        if self.open.is_some() {
            self.complete(exact);
        }
        let stranger = self.open.is_none() && cells.iter().any(|cell| is_value(cell));
        if stranger || self.fragment.chars().count() > 80 {
            self.drop_fragment();
        }
    }

    /// Figures without a row are listed.
    fn drop_orphans(&mut self) {
        let near = self.last.map(|leaf| self.near(leaf)).unwrap_or_default();
        let orphans = std::mem::take(&mut self.orphans);
        self.unplaced.extend(orphans.into_iter().map(|text| Unplaced { text, near: near.clone() }));
    }

    fn drop_fragment(&mut self) {
        let text = std::mem::take(&mut self.fragment);
        if !text.is_empty() && !self.labels.is_other(&text) && !self.labels.is_part(&text) {
            let near = self.last.map(|leaf| self.near(leaf)).unwrap_or_default();
            self.unplaced.push(Unplaced { text, near });
        }
    }

    /// Places the open row as soon as it has its figures.
    fn complete(&mut self, exact: bool) {
        let Some(open) = self.open.as_mut() else { return };
        let wanted = self.labels.leaves.get(open.leaf).map_or(0, |leaf| leaf.cells.len());
        while open.values.len() > wanted && open.values.first().is_some_and(String::is_empty) {
            open.values.remove(0);
        }
        while open.values.len() > wanted && open.values.last().is_some_and(String::is_empty) {
            open.values.pop();
        }
        let some = open.values.iter().any(|value| !value.is_empty());
        if open.values.len() >= wanted && (some || exact) {
            self.close();
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        self.drop_fragment();
        let Some(leaf) = self.labels.leaves.get(open.leaf) else { return };
        let (wanted, near) = (leaf.cells.len(), self.near(open.leaf));
        let cells = leaf.cells.clone();
        let mut open = open;
        if open.values.iter().all(String::is_empty) && self.orphans.len() == wanted {
            open.values = std::mem::take(&mut self.orphans);
        }
        self.drop_orphans();
        if open.values.iter().all(String::is_empty) && open.values.len() < wanted {
            self.empty_rows.push(open.leaf);
            return;
        }
        if open.values.len() < wanted {
            // which of the columns are missing cannot be known
            self.short_rows.push((near.clone(), open.values.len(), wanted));
            let values = open.values.into_iter().filter(|value| !value.is_empty());
            self.unplaced.extend(values.map(|text| Unplaced { text, near: near.clone() }));
            return;
        }
        if open.values.len() > wanted {
            self.surplus(cells.first().copied(), &open.values, true);
            let extra = open.values.iter().skip(wanted).filter(|value| !value.is_empty());
            self.unplaced.extend(extra.map(|text| Unplaced { text: text.clone(), near: near.clone() }));
        }
        self.put(&cells, &open.values, &near);
    }

    /// What has no figure at all once everything is read: a table of which only labels stand there is blank;
    /// a single row without figures is listed, unless it stood somewhere else with them.
    pub fn settle(&mut self) {
        let edition = self.report.edition;
        let table_of = |cells: &[usize]| cells.first().and_then(|at| edition.slots.get(*at)).map(|slot| &slot.table);
        let empty = std::mem::take(&mut self.empty_rows);
        for table in &edition.tables {
            let leaves = self.labels.leaves.iter().enumerate();
            let rows: Vec<(usize, Vec<usize>)> = leaves
                .filter(|(_, leaf)| table_of(&leaf.cells) == Some(&table.id))
                .map(|(at, leaf)| (at, leaf.cells.clone()))
                .collect();
            let blank = !rows.is_empty() && rows.iter().all(|(at, cells)| empty.contains(at) && self.unfilled(cells));
            for (leaf, cells) in rows {
                if blank {
                    self.put(&cells, &vec![String::new(); cells.len()], "");
                } else if empty.contains(&leaf) && self.unfilled(&cells) {
                    self.short_rows.push((self.near(leaf), 0, cells.len()));
                }
            }
        }
        let cells = self.bare_cells();
        let table = table_of(&cells).and_then(|table| edition.table(table));
        let named = table.map(|table| format!("表{}", table.number)).unwrap_or_default();
        let torn = self.short_rows.iter().any(|(near, _, _)| *near == named);
        if self.bare_heads >= BLANK_HEADS && self.unfilled(&cells) && !torn {
            self.put(&cells, &vec![String::new(); cells.len()], &named);
        }
    }

    /// Whether nothing was put into any of these cells.
    fn unfilled(&self, cells: &[usize]) -> bool {
        cells.iter().all(|at| self.report.cells.get(*at).is_none_or(|cell| cell.value == CellValue::Absent))
    }

    fn put(&mut self, cells: &[usize], values: &[String], near: &str) {
        let printed: Vec<CellValue> =
            values.iter().take(cells.len()).map(|text| CellValue::from_printed(text)).collect();
        let known: Vec<Option<&CellValue>> =
            cells.iter().map(|at| self.report.cells.get(*at).map(|cell| &cell.value)).collect();
        if printed.iter().any(|value| *value != CellValue::Absent)
            && known.len() == printed.len()
            && known.iter().zip(&printed).all(|(known, value)| *known == Some(value))
        {
            // the same row a second time
            let words = values.iter().filter(|value| !value.is_empty()).cloned().collect::<Vec<_>>().join(" ");
            self.unplaced.push(Unplaced { text: words, near: near.to_owned() });
            return;
        }
        for (at, value) in cells.iter().zip(values) {
            let edition = self.report.edition;
            let Some((slot, cell)) = edition.slots.get(*at).zip(self.report.cells.get_mut(*at)) else { continue };
            let value = CellValue::from_printed(value);
            if cell.value != CellValue::Absent && cell.value != value {
                self.unplaced.push(Unplaced { text: value.shown(), near: near.to_owned() });
                continue;
            }
            cell.value = value;
            if !self.report.present.contains(&slot.table.as_str()) {
                self.report.present.push(&slot.table);
            }
        }
    }

    /// 表四 has one row of figures and no labels beside it.
    fn bare_values(&mut self) {
        let cells = self.bare_cells();
        let table = cells.first().and_then(|at| self.report.edition.table(&self.report.edition.slots.get(*at)?.table));
        let Some(table) = table else { return };
        let mut values = std::mem::take(&mut self.loose_values);
        while values.len() > cells.len() && values.iter().any(String::is_empty) {
            values.retain(|value| !value.is_empty());
        }
        if values.is_empty() {
            return;
        }
        let near = format!("表{}", table.number);
        if values.len() < cells.len() {
            self.short_rows.push((near.clone(), values.len(), cells.len()));
            self.unplaced.extend(
                values.into_iter().filter(|value| !value.is_empty()).map(|text| Unplaced { text, near: near.clone() }),
            );
            return;
        }
        if values.len() > cells.len() {
            self.surplus(cells.first().copied(), &values, false);
            self.unplaced.extend(
                values.iter().skip(cells.len()).map(|text| Unplaced { text: text.clone(), near: near.clone() }),
            );
        }
        self.put(&cells, &values, &near);
    }

    /// The cells of the table without row labels.
    fn bare_cells(&self) -> Vec<usize> {
        let edition = self.report.edition;
        let bare = |table: &str| edition.table(table).is_some_and(|table| table.label_columns == 0);
        edition.slots.iter().enumerate().filter(|(_, slot)| bare(&slot.table)).map(|(at, _)| at).collect()
    }

    fn surplus(&mut self, first: Option<usize>, values: &[String], of_row: bool) {
        let Some(slot) = first.and_then(|at| self.report.edition.slots.get(at)) else { return };
        let row = if of_row { slot.row.clone() } else { String::new() };
        let printed = Printed {
            table: slot.table.clone(),
            row,
            issue: PrintedIssue::SurplusValues,
            original: values.to_vec(),
            span: 0..0,
        };
        self.report.printed.push(printed);
    }

    fn near(&self, leaf: usize) -> String {
        self.labels.leaves.get(leaf).and_then(|leaf| leaf.path.last().cloned()).unwrap_or_default()
    }
}

/// Whether a text can be what a figure's cell holds.
#[must_use]
pub fn is_value(text: &str) -> bool {
    let text = text.trim();
    let value = CellValue::from_printed(text);
    let placeholder = ["/", "／", "-", "—", "——", "--", "\\", "无", "不适用", "未填"].contains(&text);
    value.number().is_some() || placeholder || value.change().is_some()
}
