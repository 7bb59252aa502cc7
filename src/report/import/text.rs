//! Pasted text: lines, tabs, and rows that lost their tabs.

use super::labels::Labels;
use super::piece::{Join, Piece};
use super::place::is_value;

/// The pieces of a plain text. A line with tabs is a table row; a blank line inside a table is a page break.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut grid, mut page, mut gap, mut in_table) = (0, 0, false, false);
    for line in text.lines() {
        if line.trim().is_empty() {
            gap = true;
            continue;
        }
        let heading = line.trim_start_matches('#');
        if line.trim_end_matches(['\r', '\n']).contains('\t') {
            if !in_table {
                grid += 1;
                page = 0;
            } else if gap {
                page += 1;
            }
            in_table = true;
            let cells = line.trim_end_matches('\r').split('\t').map(|cell| cell.trim().to_owned()).collect();
            pieces.push(Piece::Row { cells, grid, exact: false, page });
        } else {
            in_table = false;
            let join = if gap { Join::Gap } else { Join::Line };
            pieces.push(Piece::Text { text: heading.trim().to_owned(), join: if heading.len() < line.len() { Join::Never } else { join } });
        }
        gap = false;
    }
    pieces
}

/// A line of a table section that is a table row without tabs: labels and figures separated by spaces, a
/// lone label, or lone figures.
#[must_use]
pub fn tabular(line: &str, labels: &Labels) -> Option<Vec<String>> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let first_value = words.len() - words.iter().rev().take_while(|word| is_value(word)).count();
    let (head, values) = words.split_at(first_value);
    let head = head.join(" ");
    if head.is_empty() {
        return (!values.is_empty()).then(|| values.iter().map(|value| (*value).to_owned()).collect());
    }
    let sentence = head.contains(['。', '；']) || head.chars().count() > 60;
    let known = labels.leaf(&head, !values.is_empty(), None).is_some() || labels.is_all_labels(&head) || part_label(&head, labels);
    (known && !sentence).then(|| std::iter::once(head.clone()).chain(values.iter().map(|value| (*value).to_owned())).collect())
}

/// The beginning of the form's own remark above table three, or the end of a broken label.
fn part_label(head: &str, labels: &Labels) -> bool {
    head.contains("勾稽关系") || (0..labels.leaves.len()).any(|leaf| head.chars().count() >= 2 && head.ends_with(['）', ')']) && labels.ends_label(leaf, head))
}
