//! Label cells that a page break swallowed: where a merged label should have been continued and was not.

use super::labels::Labels;

/// Rows seen so far, in tables that repeat their merged labels as empty cells.
#[derive(Debug, Default)]
pub struct LostCells {
    rows: Vec<SeenRow>,
}

#[derive(Debug)]
struct SeenRow {
    path: Vec<String>,
    /// Cells before the row's own label.
    found: usize,
    page: usize,
}

impl LostCells {
    /// Notes a row: how many cells stood before its label.
    pub fn row(&mut self, labels: &Labels, leaf: usize, found: usize, page: usize) {
        let Some(leaf) = labels.leaves.get(leaf).filter(|leaf| leaf.path.len() > 1) else { return };
        self.rows.push(SeenRow { path: leaf.path.clone(), found, page });
    }

    /// One description a lost cell: the label and the rows that it should stand beside. Nothing when the
    /// source never repeats merged labels, because then nothing is lost.
    #[must_use]
    pub fn describe(&self) -> Vec<String> {
        let whole = |row: &SeenRow| row.path.len() > 2 && row.found + 1 >= row.path.len();
        if !self.rows.iter().any(whole) {
            return Vec::new();
        }
        let mut runs: Vec<Run> = Vec::new();
        for row in &self.rows {
            let missing = (row.path.len() - 1).saturating_sub(row.found);
            let own = row.path.last().cloned().unwrap_or_default();
            for label in row.path.iter().take(missing) {
                match runs.iter_mut().find(|run| run.label == *label && run.page == row.page) {
                    Some(run) => run.last = own.clone(),
                    None => runs.push(Run { label: label.clone(), page: row.page, first: own.clone(), last: own.clone() }),
                }
            }
        }
        runs.into_iter().map(Run::words).collect()
    }
}

/// Neighbouring rows that lack the same label.
struct Run {
    label: String,
    page: usize,
    first: String,
    last: String,
}

impl Run {
    fn words(self) -> String {
        if self.first == self.last {
            return format!("「{}」（{}）", self.label, self.first);
        }
        format!("「{}」（{} 至 {}）", self.label, self.first, self.last)
    }
}
