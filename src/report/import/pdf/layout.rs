//! From marks to pieces: text in cells becomes rows, text outside becomes lines and paragraphs.

use std::collections::BTreeMap;

use super::cells::{Grid, grids};
use super::geometry::{Glyph, Marks};
use crate::report::import::piece::{Join, Piece};

/// Collects pages.
#[derive(Debug, Default)]
pub struct Layout {
    pieces: Vec<Piece>,
    grid: usize,
}

/// A line of text outside tables.
#[derive(Debug)]
struct Line {
    text: String,
    top: f64,
    left: f64,
    right: f64,
    size: f64,
}

impl Layout {
    /// Adds a page.
    pub fn page(&mut self, marks: &Marks) {
        let grids = grids(&marks.rules);
        let mut inside: Vec<BTreeMap<usize, Vec<&Glyph>>> = grids.iter().map(|_| BTreeMap::new()).collect();
        let mut outside = Vec::new();
        for glyph in &marks.glyphs {
            let place = grids.iter().enumerate().find_map(|(at, grid)| Some((at, grid.cell_of(glyph)?)));
            match place.and_then(|(at, cell)| Some((inside.get_mut(at)?, cell))) {
                Some((cells, cell)) => cells.entry(cell).or_default().push(glyph),
                None => outside.push(glyph),
            }
        }
        let mut parts: Vec<(f64, Vec<Piece>)> = Self::lines(&outside);
        for (grid, cells) in grids.iter().zip(&inside) {
            self.grid += 1;
            parts.push((grid.top(), table(grid, cells, self.grid)));
        }
        parts.sort_by(|left, right| right.0.total_cmp(&left.0));
        self.pieces.extend(parts.into_iter().flat_map(|(_, pieces)| pieces));
    }

    /// Everything in reading order.
    #[must_use]
    pub fn finish(self) -> Vec<Piece> {
        self.pieces
    }

    fn lines(glyphs: &[&Glyph]) -> Vec<(f64, Vec<Piece>)> {
        let lines: Vec<Line> = lines_of(glyphs).iter().map(|line| Line::new(line)).collect();
        let left = lines
            .iter()
            .filter(|line| line.text.chars().count() > 8)
            .map(|line| line.left)
            .fold(f64::INFINITY, f64::min);
        let right = lines.iter().map(|line| line.right).fold(f64::NEG_INFINITY, f64::max);
        let mut before: Option<&Line> = None;
        let mut out = Vec::new();
        for line in &lines {
            let piece = if page_number(&line.text) {
                Piece::Aside(line.text.clone())
            } else {
                let join = join(line, before, left, right);
                before = Some(line);
                Piece::Text { text: line.text.clone(), join }
            };
            out.push((line.top, vec![piece]));
        }
        out
    }
}

/// An indented line begins a paragraph; one at the margin goes on with the line before, certainly when that
/// one was full.
fn join(line: &Line, before: Option<&Line>, left: f64, right: f64) -> Join {
    if line.left > left + line.size * 1.2 {
        return Join::Never;
    }
    match before {
        None => Join::Gap,
        Some(before) if before.right > right - before.size * 1.6 && (before.size - line.size).abs() < 0.6 => Join::Flow,
        Some(_) => Join::Line,
    }
}

fn table(grid: &Grid, cells: &BTreeMap<usize, Vec<&Glyph>>, number: usize) -> Vec<Piece> {
    let text = |cell: &usize| cells.get(cell).map(|glyphs| cell_text(glyphs)).unwrap_or_default();
    let rows = grid.rows().into_iter().filter(|row| !row.is_empty());
    rows.map(|row| Piece::Row { cells: row.iter().map(text).collect(), grid: number, exact: true, page: 0 }).collect()
}

/// The lines of a cell, one after the other: Chinese needs no space where a line breaks.
fn cell_text(glyphs: &[&Glyph]) -> String {
    let lines: Vec<String> = lines_of(glyphs).iter().map(|line| Line::new(line).text).collect();
    lines.concat()
}

/// Characters grouped by baseline, top to bottom, each line left to right.
fn lines_of<'g>(glyphs: &[&'g Glyph]) -> Vec<Vec<&'g Glyph>> {
    let mut sorted: Vec<&Glyph> = glyphs.to_vec();
    sorted.sort_by(|left, right| right.y.total_cmp(&left.y));
    let mut lines: Vec<Vec<&Glyph>> = Vec::new();
    for glyph in sorted {
        match lines.last_mut() {
            Some(line)
                if line.first().is_some_and(|first| (first.y - glyph.y).abs() < first.size.max(glyph.size) * 0.45) =>
            {
                line.push(glyph);
            }
            _ => lines.push(vec![glyph]),
        }
    }
    for line in &mut lines {
        line.sort_by(|left, right| left.x.total_cmp(&right.x));
    }
    lines
}

impl Line {
    fn new(glyphs: &[&Glyph]) -> Self {
        let mut text = String::new();
        let mut end = f64::INFINITY;
        for glyph in glyphs {
            // a gap is a space between words, and a wide one between columns
            let gap = glyph.x - end;
            if gap > glyph.size * 0.9 {
                text.push_str("  ");
            } else if gap > glyph.size * 0.22 {
                text.push(' ');
            }
            text.push_str(&glyph.text);
            end = glyph.x + glyph.width;
        }
        let first = glyphs.first();
        Self {
            text,
            top: first.map_or(0.0, |glyph| glyph.y + glyph.size),
            left: first.map_or(0.0, |glyph| glyph.x),
            right: end,
            size: first.map_or(0.0, |glyph| glyph.size),
        }
    }
}

/// 「— 3 —」, 「第3页」, 「3 / 8」.
fn page_number(text: &str) -> bool {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = text.trim_matches(['-', '—', '–', '－', '·', '~']);
    let bare = bare.strip_prefix('第').and_then(|rest| rest.strip_suffix('页')).unwrap_or(bare);
    !bare.is_empty()
        && bare.chars().count() <= 7
        && bare.split('/').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}
