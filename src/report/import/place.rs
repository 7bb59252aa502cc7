//! Putting table rows into cells: a row is known by its label, its figures are what stands after it.

use super::Unplaced;
use super::labels::Labels;
use super::lost::LostCells;
use crate::report::edition::Edition;
use crate::report::model::{Printed, PrintedIssue, Report};
use crate::report::value::CellValue;

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
    last: Option<usize>,
    open: Option<Open>,
    fragment: String,
    bare_table: bool,
    loose_values: Vec<String>,
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
            last: None,
            open: None,
            fragment: String::new(),
            bare_table: false,
            loose_values: Vec::new(),
        }
    }

    /// Takes one row. `exact`: its cells come from a real table. `page`: part of the table.
    pub fn row(&mut self, cells: &[String], exact: bool, page: usize) {
        let cells: Vec<&str> = cells.iter().map(|cell| cell.trim()).collect();
        if cells.iter().any(|cell| self.labels.is_bare_head(cell) || (cell.contains(' ') && self.labels.is_all_labels(cell) && cell.split_whitespace().any(|word| self.labels.is_bare_head(word)))) {
            self.close();
            self.bare_table = true;
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
        let figures = cells.iter().all(|cell| cell.is_empty() || is_value(cell)) && cells.iter().any(|cell| !cell.is_empty());
        if figures && self.bare_table {
            self.loose_values.extend(cells.iter().map(|cell| (*cell).to_owned()));
        } else {
            self.continuation(&cells, exact);
        }
    }

    /// Finishes; whatever is still open is accounted for.
    pub fn finish(&mut self) {
        self.close();
        self.drop_fragment();
        self.bare_values();
    }

    /// The deepest label of the row with its position.
    fn find(&mut self, cells: &[&str]) -> Option<(usize, usize)> {
        let found = (0..cells.len()).rev().find_map(|at| {
            let text = cells.get(at)?;
            let followed = cells.get(at + 1..).is_some_and(|rest| rest.iter().any(|cell| is_value(cell)));
            let joined = (!self.fragment.is_empty() && !text.is_empty()).then(|| format!("{}{text}", self.fragment));
            let whole = joined.and_then(|joined| self.labels.leaf(&joined, followed, self.last));
            Some((at, whole.or_else(|| self.labels.leaf(text, followed, self.last))?))
        });
        if found.is_some() {
            self.fragment.clear();
        }
        found
    }

    /// What stands before the label must be labels too.
    fn before_label(&mut self, cells: &[&str], at: usize, leaf: usize) {
        for cell in cells.get(..at).unwrap_or_default().iter().filter(|cell| !cell.is_empty()) {
            if !self.labels.is_other(cell) && !self.labels.is_all_labels(cell) {
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
            if self.open.as_ref().is_some_and(|open| self.labels.ends_label(open.leaf, cell)) {
                continue;
            }
            if is_value(cell) {
                let near = self.last.map(|leaf| self.near(leaf)).unwrap_or_default();
                self.unplaced.push(Unplaced { text: (*cell).to_owned(), near });
                continue;
            }
            self.fragment.push_str(cell);
        }
        if self.open.is_some() {
            self.complete(exact);
        }
        if self.fragment.chars().count() > 80 {
            self.drop_fragment();
        }
    }

    fn drop_fragment(&mut self) {
        let text = std::mem::take(&mut self.fragment);
        if !text.is_empty() && !self.labels.is_other(&text) {
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
        if open.values.iter().all(String::is_empty) && open.values.len() < wanted {
            self.short_rows.push((near, 0, wanted));
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
            self.surplus(cells.first().copied(), &open.values);
            let extra = open.values.iter().skip(wanted).filter(|value| !value.is_empty());
            self.unplaced.extend(extra.map(|text| Unplaced { text: text.clone(), near: near.clone() }));
        }
        self.put(&cells, &open.values, &near);
    }

    fn put(&mut self, cells: &[usize], values: &[String], near: &str) {
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
        let edition = self.report.edition;
        let Some(table) = edition.tables.iter().find(|table| table.label_columns == 0) else { return };
        let cells: Vec<usize> = edition.slots.iter().enumerate().filter(|(_, slot)| slot.table == table.id).map(|(at, _)| at).collect();
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
            self.unplaced.extend(values.into_iter().filter(|value| !value.is_empty()).map(|text| Unplaced { text, near: near.clone() }));
            return;
        }
        if values.len() > cells.len() {
            self.surplus(cells.first().copied(), &values);
            self.unplaced.extend(values.iter().skip(cells.len()).map(|text| Unplaced { text: text.clone(), near: near.clone() }));
        }
        self.put(&cells, &values, &near);
    }

    fn surplus(&mut self, first: Option<usize>, values: &[String]) {
        let table = first.and_then(|at| self.report.edition.slots.get(at)).map(|slot| slot.table.clone()).unwrap_or_default();
        let printed = Printed { table, issue: PrintedIssue::SurplusValues, original: values.to_vec(), span: 0..0 };
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
