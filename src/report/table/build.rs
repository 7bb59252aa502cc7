//! From an edition's trees of heads and a report's cells to rows of merged cells.

use std::collections::BTreeSet;

use super::{Cell, Row, RowGroup, Table};
use crate::report::edition::{Block, ColumnNode, RowNode, TableForm};
use crate::report::model::Report;
use crate::report::notes::printed_notes;
use crate::report::trial::failing_cells;

/// The official tables of a report, in order.
#[must_use]
pub fn tables(report: &Report) -> Vec<Table> {
    tables_after(report, None)
}

/// The official tables, in which cells that contradict the report of the year before are marked as well.
#[must_use]
pub fn tables_after(report: &Report, previous: Option<&Report>) -> Vec<Table> {
    let failing = failing_cells(report, previous);
    report.edition.tables.iter().map(|form| Builder { report, form, failing: &failing }.table()).collect()
}

struct Builder<'a> {
    report: &'a Report,
    form: &'static TableForm,
    failing: &'a BTreeSet<usize>,
}

/// A leaf of the head: where its values are and which labels stand above it.
struct Leaf<'a> {
    node: &'a ColumnNode,
    row: Option<&'a str>,
    heads: Vec<String>,
}

impl Builder<'_> {
    fn table(&self) -> Table {
        let mut table = Table {
            id: self.form.id.clone(),
            number: self.form.number.clone(),
            caption: self.form.caption.clone(),
            columns: self.form.label_columns + self.form.blocks.first().map_or(0, |block| width(&block.columns)),
            label_columns: self.form.label_columns,
            head: Vec::new(),
            body: Vec::new(),
            notes: printed_notes(self.report, &self.form.id),
        };
        let stacked = self.form.blocks.len() > 1;
        for (number, block) in self.form.blocks.iter().enumerate() {
            let (head, leaves) = self.head(block, number, table.columns);
            if stacked {
                let rows = block.rows.iter().flat_map(|row| self.row_group(row, &leaves).rows);
                table.body.push(RowGroup { rows: head.into_iter().chain(rows).collect() });
                continue;
            }
            table.head = head;
            table.body.extend(block.rows.iter().map(|row| self.row_group(row, &leaves)));
            if block.rows.is_empty() {
                let cells = leaves.iter().filter_map(|leaf| Some(self.value(leaf.row?, leaf, &[]))).collect();
                table.body.push(RowGroup { rows: vec![Row { cells }] });
            }
        }
        table
    }

    fn head<'b>(&self, block: &'b Block, number: usize, columns: usize) -> (Vec<Row>, Vec<Leaf<'b>>) {
        let prefix = format!("{}-h{number}", self.form.id);
        let depth = depth(&block.columns);
        let mut rows = vec![Row::default(); depth];
        let mut above = Vec::new();
        if let Some(title) = &block.title {
            let id = format!("{prefix}-title");
            above.push(id.clone());
            rows.insert(0, Row { cells: vec![label(id, title, "colgroup", 1, columns)] });
        }
        let first = rows.len() - depth;
        if let (Some(corner), Some(row)) = (&block.corner, rows.get_mut(first)) {
            row.cells.push(label(format!("{prefix}-corner"), corner, "col", depth, self.form.label_columns));
        }
        let mut leaves = Vec::new();
        let mut walk = HeadWalk { rows: &mut rows, leaves: &mut leaves, prefix: &prefix };
        walk.level(&block.columns, first, None, &above, "");
        (rows, leaves)
    }

    fn row_group(&self, node: &RowNode, leaves: &[Leaf<'_>]) -> RowGroup {
        let mut rows = Vec::new();
        self.rows(node, 0, Vec::new(), &[], leaves, &mut rows);
        RowGroup { rows }
    }

    /// Adds the rows of a label; `pending` are the labels above that begin in its first row.
    fn rows(
        &self,
        node: &RowNode,
        depth: usize,
        mut pending: Vec<Cell>,
        above: &[String],
        leaves: &[Leaf<'_>],
        rows: &mut Vec<Row>,
    ) {
        let id = format!("{}-r-{}", self.form.id, row_key(node));
        let heads = [above, std::slice::from_ref(&id)].concat();
        if let Some(row) = &node.id {
            pending.push(label(id, &node.label, "row", 1, self.form.label_columns.saturating_sub(depth).max(1)));
            pending.extend(leaves.iter().map(|leaf| self.value(row, leaf, &heads)));
            rows.push(Row { cells: pending });
            return;
        }
        pending.push(label(id, &node.label, "rowgroup", height(node), 1));
        for child in &node.rows {
            self.rows(child, depth + 1, std::mem::take(&mut pending), &heads, leaves, rows);
        }
    }

    fn value(&self, row: &str, leaf: &Leaf<'_>, row_heads: &[String]) -> Cell {
        let column = leaf.node.id.as_deref().unwrap_or_default();
        let at = self.report.edition.slot(&self.form.id, row, column);
        let value = at.and_then(|at| self.report.cells.get(at)).map(|cell| cell.value.clone()).unwrap_or_default();
        Cell {
            id: format!("{}-{row}-{column}", self.form.id),
            text: value.shown(),
            header: false,
            scope: None,
            headers: [row_heads, &leaf.heads].concat().join(" "),
            rowspan: 1,
            colspan: leaf.node.span,
            numeric: value.number().is_some(),
            state: Some(value.state()),
            failing: at.is_some_and(|at| self.failing.contains(&at)),
            address: Some(format!("{}.{row}.{column}", self.form.id)),
        }
    }
}

/// Lays the tree of heads out in rows.
struct HeadWalk<'o, 'b> {
    rows: &'o mut Vec<Row>,
    leaves: &'o mut Vec<Leaf<'b>>,
    prefix: &'o str,
}

impl<'b> HeadWalk<'_, 'b> {
    fn level(&mut self, nodes: &'b [ColumnNode], level: usize, row: Option<&'b str>, above: &[String], path: &str) {
        for (number, node) in nodes.iter().enumerate() {
            let path = format!("{path}-{number}");
            let id = format!("{}{path}", self.prefix);
            let row = node.row.as_deref().or(row);
            let heads = [above, std::slice::from_ref(&id)].concat();
            let leaf = node.columns.is_empty();
            let (scope, rowspan) = if leaf { ("col", self.rows.len() - level) } else { ("colgroup", 1) };
            if let Some(line) = self.rows.get_mut(level) {
                line.cells.push(label(id, &node.label, scope, rowspan, width(std::slice::from_ref(node))));
            }
            if leaf {
                self.leaves.push(Leaf { node, row, heads });
            } else {
                self.level(&node.columns, level + 1, row, &heads, &path);
            }
        }
    }
}

fn label(id: String, text: &str, scope: &'static str, rowspan: usize, colspan: usize) -> Cell {
    Cell {
        id,
        text: text.to_owned(),
        header: true,
        scope: Some(scope),
        headers: String::new(),
        rowspan,
        colspan,
        numeric: false,
        state: None,
        failing: false,
        address: None,
    }
}

/// A row label's id; a label over others takes the name of its first row.
fn row_key(node: &RowNode) -> String {
    match (&node.id, node.rows.first()) {
        (Some(id), _) => id.clone(),
        (None, Some(first)) => format!("over-{}", row_key(first)),
        (None, None) => String::new(),
    }
}

fn width(nodes: &[ColumnNode]) -> usize {
    nodes.iter().map(|node| if node.columns.is_empty() { node.span } else { width(&node.columns) }).sum()
}

fn depth(nodes: &[ColumnNode]) -> usize {
    nodes.iter().map(|node| 1 + depth(&node.columns)).max().unwrap_or(0)
}

fn height(node: &RowNode) -> usize {
    if node.rows.is_empty() { 1 } else { node.rows.iter().map(height).sum() }
}
