//! Table cells from ruled lines: where no line parts two squares of the grid, they are one cell.

use super::geometry::{Glyph, Rule};

/// Lines nearer than this are one line, in points.
const NEAR: f64 = 3.0;
/// Most grid lines of a table in one direction.
const MAX_LINES: usize = 300;
/// Most ruled lines of a page that are looked at.
const MAX_RULES: usize = 4000;

/// A table on a page.
#[derive(Debug)]
pub struct Grid {
    /// Left edge to right edge.
    xs: Vec<f64>,
    /// Top edge to bottom edge.
    ys: Vec<f64>,
    /// Which cell each square belongs to: the number of its first square.
    owner: Vec<usize>,
}

/// The tables that the lines of a page make.
#[must_use]
pub fn grids(rules: &[Rule]) -> Vec<Grid> {
    let rules = rules.get(..rules.len().min(MAX_RULES)).unwrap_or_default();
    groups(rules).into_iter().filter_map(|group| Grid::new(&group)).collect()
}

/// Lines that touch each other, directly or through others.
fn groups(rules: &[Rule]) -> Vec<Vec<Rule>> {
    let mut groups: Vec<Vec<Rule>> = Vec::new();
    for rule in rules {
        let (touching, mut rest): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|group| group.iter().any(|other| touch(rule, other)));
        let mut joined: Vec<Rule> = touching.into_iter().flatten().collect();
        joined.push(*rule);
        rest.push(joined);
        groups = rest;
    }
    groups
}

fn touch(left: &Rule, right: &Rule) -> bool {
    let within = |at: f64, rule: &Rule| at >= rule.from - NEAR && at <= rule.to + NEAR;
    if left.across == right.across {
        (left.at - right.at).abs() <= NEAR && left.from <= right.to + NEAR && right.from <= left.to + NEAR
    } else {
        within(left.at, right) && within(right.at, left)
    }
}

impl Grid {
    fn new(rules: &[Rule]) -> Option<Self> {
        // a table cut off by the page has no line at the cut, but its other lines reach there
        let places = |across: bool| {
            let own = rules.iter().filter(move |rule| rule.across == across).map(|rule| rule.at);
            let ends = rules.iter().filter(move |rule| rule.across != across).flat_map(|rule| [rule.from, rule.to]);
            lines(own, ends.clone().fold(f64::INFINITY, f64::min), ends.fold(f64::NEG_INFINITY, f64::max))
        };
        let (xs, mut ys) = (places(false), places(true));
        ys.reverse();
        if xs.len() < 3 || ys.len() < 2 || xs.len() > MAX_LINES || ys.len() > MAX_LINES {
            return None;
        }
        let mut grid = Self { owner: (0..(xs.len() - 1) * (ys.len() - 1)).collect(), xs, ys };
        grid.merge(rules);
        Some(grid)
    }

    fn columns(&self) -> usize {
        self.xs.len() - 1
    }

    fn middle(values: &[f64], at: usize) -> f64 {
        f64::midpoint(values.get(at).copied().unwrap_or(0.0), values.get(at + 1).copied().unwrap_or(0.0))
    }

    fn merge(&mut self, rules: &[Rule]) {
        let drawn = |across: bool, at: f64, middle: f64| {
            rules.iter().any(|rule| {
                rule.across == across
                    && (rule.at - at).abs() <= NEAR
                    && rule.from - NEAR <= middle
                    && middle <= rule.to + NEAR
            })
        };
        for row in 0..self.ys.len() - 1 {
            for column in 0..self.columns() {
                let (x, y) = (Self::middle(&self.xs, column), Self::middle(&self.ys, row));
                let right = self.xs.get(column + 1).copied().unwrap_or(0.0);
                let below = self.ys.get(row + 1).copied().unwrap_or(0.0);
                let here = row * self.columns() + column;
                if column + 1 < self.columns() && !drawn(false, right, y) {
                    self.join(here, here + 1);
                }
                if row + 2 < self.ys.len() && !drawn(true, below, x) {
                    self.join(here, here + self.columns());
                }
            }
        }
    }

    fn join(&mut self, left: usize, right: usize) {
        let (Some(left), Some(right)) = (self.owner.get(left).copied(), self.owner.get(right).copied()) else { return };
        let (keep, gone) = (left.min(right), left.max(right));
        self.owner.iter_mut().filter(|owner| **owner == gone).for_each(|owner| *owner = keep);
    }

    /// The top edge.
    #[must_use]
    pub fn top(&self) -> f64 {
        self.ys.first().copied().unwrap_or(0.0)
    }

    /// The cell that a character stands in.
    #[must_use]
    pub fn cell_of(&self, glyph: &Glyph) -> Option<usize> {
        let (x, y) = glyph.middle();
        let column = self
            .xs
            .windows(2)
            .position(|pair| pair.first().is_some_and(|from| *from <= x) && pair.last().is_some_and(|to| x < *to))?;
        let row = self
            .ys
            .windows(2)
            .position(|pair| pair.first().is_some_and(|from| y <= *from) && pair.last().is_some_and(|to| *to < y))?;
        self.owner.get(row * self.columns() + column).copied()
    }

    /// The rows: the cells that begin in each, in order.
    #[must_use]
    pub fn rows(&self) -> Vec<Vec<usize>> {
        let mut seen = std::collections::BTreeSet::new();
        self.owner
            .chunks(self.columns())
            .map(|row| row.iter().copied().filter(|owner| seen.insert(*owner)).collect())
            .collect()
    }
}

/// Distinct places of lines, ascending, and the ends of the lines across them where those reach further.
fn lines(places: impl Iterator<Item = f64>, low: f64, high: f64) -> Vec<f64> {
    let mut places: Vec<f64> = places.filter(|place| place.is_finite()).collect();
    places.sort_by(f64::total_cmp);
    if let (Some(first), Some(last)) = (places.first().copied(), places.last().copied()) {
        places.extend([low].into_iter().filter(|low| low.is_finite() && first - low > 2.0 * NEAR));
        places.extend([high].into_iter().filter(|high| high.is_finite() && high - last > 2.0 * NEAR));
        places.sort_by(f64::total_cmp);
    }
    let mut out: Vec<f64> = Vec::new();
    for place in places {
        if out.last().is_none_or(|last| place - last > NEAR) {
            out.push(place);
        }
    }
    out
}
