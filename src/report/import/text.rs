//! Pasted text: lines, tabs, and rows that lost their tabs.

use super::labels::Labels;
use super::piece::{Join, Piece};
use super::place::is_value;

/// A line that ends in this many figures is no sentence.
const MANY_VALUES: usize = 3;

/// Longest torn piece of other labels before a row's own.
const TORN: usize = 14;

/// The pieces of a plain text. A line with tabs is a table row; a blank line inside a table is a page break.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut grid, mut page, mut gap, mut in_table) = (0, 0, false, false);
    for line in text.lines() {
        if line.trim().is_empty() && !(in_table && line.contains('\t')) {
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
            pieces.push(Piece::Text {
                text: heading.trim().to_owned(),
                join: if heading.len() < line.len() { Join::Never } else { join },
            });
        }
        gap = false;
    }
    pieces
}

/// A line of a table section that is a table row without tabs: labels and figures separated by spaces, a
/// lone label, lone figures, or what a line break left of a label. `last` is the row before.
#[must_use]
pub fn tabular(line: &str, labels: &Labels, last: Option<usize>) -> Option<Vec<String>> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let first_value = words.len() - words.iter().rev().take_while(|word| is_value(word)).count();
    let (head, values) = words.split_at(first_value);
    let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
    if head.is_empty() {
        return (!values.is_empty()).then_some(values);
    }
    let split = own_label(head, values.len(), labels, last);
    let text = head.join(" ");
    let sentence = text.contains(['。', '；']) || text.chars().count() > 60;
    let known = split.is_some()
        || labels.is_all_labels(&text)
        || labels.is_part(&text)
        || text.contains("勾稽关系")
        || values.len() >= MANY_VALUES
        || last.is_some_and(|last| labels.ends_label(last, &text));
    if sentence || !known {
        return None;
    }
    let (above, own) = head.split_at(split.unwrap_or(0));
    let heads = [above.join(" "), own.join(" ")].into_iter().filter(|part| !part.is_empty());
    Some(heads.chain(values).collect())
}

/// Where the row's own label begins: a label over others, or a torn piece of one, may stand before it.
fn own_label(head: &[&str], values: usize, labels: &Labels, last: Option<usize>) -> Option<usize> {
    let leaf = |at: &usize| labels.leaf(&head.split_at(*at).1.join(" "), values > 0, last).is_some();
    let above = |at: &usize| head.split_at(*at).0.join(" ");
    let clear = |at: &usize| *at == 0 || labels.is_part(&above(at));
    let torn = |at: &usize| values >= MANY_VALUES && above(at).chars().count() <= TORN;
    let places = 0..head.len();
    places.clone().filter(leaf).find(clear).or_else(|| places.filter(leaf).find(torn))
}
