//! A series as a static, accessible SVG: title and description, direct labels, lines that differ by dash and
//! mark as well as by colour. Classes and presentation attributes only, since a strict CSP forbids `style`.

use std::fmt::Write;

use super::YearRow;
use crate::diag::{Lang, text};
use crate::report::table::escape;

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 280.0;
const LEFT: f64 = 56.0;
const RIGHT: f64 = 150.0;
const TOP: f64 = 24.0;
const BOTTOM: f64 = 36.0;
/// Least distance of two labels, in units of the drawing.
const LABEL_STEP: f64 = 17.0;
const DASHES: [&str; 3] = ["", "7 4", "2 3"];

/// Draws the lines over the years of `rows`.
pub(super) fn draw(id: &str, title: &str, measure: &str, lines: &[String], rows: &[YearRow]) -> String {
    let chart = Chart { rows, top: nice_top(rows) };
    let mut out = format!(
        "<svg class=\"chart\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-labelledby=\"chart-{id}-title chart-{id}-desc\">\n\
         <title id=\"chart-{id}-title\">{}</title>\n<desc id=\"chart-{id}-desc\">{}</desc>\n",
        escape(&format!("{title}（{measure}）")),
        escape(&description(lines, rows))
    );
    out.push_str(&chart.axes());
    for number in 0..lines.len() {
        out.push_str(&chart.line(number, lines));
    }
    out.push_str(&chart.labels(lines));
    out.push_str("</svg>\n");
    out
}

/// The whole table in words: what somebody who cannot see the drawing needs.
fn description(lines: &[String], rows: &[YearRow]) -> String {
    let line = |(number, name): (usize, &String)| {
        let values = rows.iter().filter_map(|row| Some(format!("{}年 {}", row.year, row.points.get(number)?.text)));
        format!("{name}：{}", values.collect::<Vec<_>>().join("，"))
    };
    lines.iter().enumerate().map(line).collect::<Vec<_>>().join("。") + "。"
}

struct Chart<'a> {
    rows: &'a [YearRow],
    top: f64,
}

impl Chart<'_> {
    fn x(&self, at: usize) -> f64 {
        let steps = (self.rows.len().max(2) - 1) as f64;
        LEFT + (WIDTH - LEFT - RIGHT) * at as f64 / steps
    }

    fn y(&self, value: f64) -> f64 {
        HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (value / self.top).clamp(-1.0, 1.0)
    }

    fn value(&self, at: usize, line: usize) -> Option<(f64, &str)> {
        let point = self.rows.get(at)?.points.get(line)?;
        Some((point.value.parse().ok()?, point.value.as_str()))
    }

    fn axes(&self) -> String {
        let mut out = String::from("<g class=\"chart-axes\" aria-hidden=\"true\">\n");
        for value in [0.0, self.top / 2.0, self.top] {
            let y = self.y(value);
            let _ = writeln!(
                out,
                "<line class=\"chart-grid\" x1=\"{LEFT}\" y1=\"{y:.1}\" x2=\"{:.1}\" y2=\"{y:.1}\" stroke=\"currentColor\" stroke-opacity=\"0.25\"/>\
                 <text class=\"chart-tick\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\" font-size=\"13\">{}</text>",
                WIDTH - RIGHT,
                LEFT - 8.0,
                y + 4.5,
                tick(value)
            );
        }
        let every = self.rows.len().div_ceil(10).max(1);
        for (at, row) in self.rows.iter().enumerate() {
            let x = self.x(at);
            if at % every == 0 || at + 1 == self.rows.len() {
                let _ = writeln!(
                    out,
                    "<text class=\"chart-tick\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\" font-size=\"13\">{}</text>",
                    HEIGHT - 14.0,
                    row.year
                );
            }
            if row.break_before {
                let middle = x - (x - self.x(at.saturating_sub(1))) / 2.0;
                let form =
                    text(Lang::Zh, "report.series-break", &[("form", row.edition.as_deref().unwrap_or_default())]);
                let _ = writeln!(
                    out,
                    "<line class=\"chart-break\" x1=\"{middle:.1}\" y1=\"{TOP}\" x2=\"{middle:.1}\" y2=\"{:.1}\" stroke=\"currentColor\" stroke-dasharray=\"3 3\"/>\
                     <text class=\"chart-note\" x=\"{middle:.1}\" y=\"{:.1}\" text-anchor=\"middle\" font-size=\"12\">{}</text>",
                    HEIGHT - BOTTOM,
                    TOP - 8.0,
                    escape(&form)
                );
            }
        }
        out.push_str("</g>\n");
        out
    }

    /// Joins neighbouring years of the same form; a lone point is only its mark.
    fn line(&self, line: usize, names: &[String]) -> String {
        let class = format!("chart-line chart-line-{}", line + 1);
        let dash = DASHES.get(line).copied().unwrap_or_default();
        let dash = if dash.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{dash}\"") };
        let mut out = String::new();
        let mut run: Vec<String> = Vec::new();
        let flush = |run: &mut Vec<String>, out: &mut String| {
            if run.len() > 1 {
                let _ = writeln!(
                    out,
                    "<polyline class=\"{class}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2.5\"{dash} points=\"{}\"/>",
                    run.join(" ")
                );
            }
            run.clear();
        };
        let mut marks = String::new();
        for (at, row) in self.rows.iter().enumerate() {
            if row.break_before {
                flush(&mut run, &mut out);
            }
            let Some((value, written)) = self.value(at, line) else {
                flush(&mut run, &mut out);
                continue;
            };
            let (x, y) = (self.x(at), self.y(value));
            run.push(format!("{x:.1},{y:.1}"));
            let name = names.get(line).map_or("", String::as_str);
            let _ = writeln!(
                marks,
                "<path class=\"chart-mark chart-mark-{}\" data-line=\"{}\" data-year=\"{}\" data-value=\"{written}\" fill=\"currentColor\" d=\"{}\"><title>{}</title></path>",
                line + 1,
                escape(name),
                row.year,
                mark(line, x, y),
                escape(&format!("{}年 {name} {written}", row.year))
            );
        }
        flush(&mut run, &mut out);
        out + &marks
    }

    /// Names beside the lines' last points, moved apart where they would overlap.
    fn labels(&self, lines: &[String]) -> String {
        let last = |line: usize| (0..self.rows.len()).rev().find_map(|at| Some((at, self.value(at, line)?)));
        let mut ends: Vec<Label> = lines
            .iter()
            .enumerate()
            .filter_map(|(line, name)| {
                let (at, (value, written)) = last(line)?;
                Some(Label { x: self.x(at) + 12.0, y: self.y(value), line, text: format!("{name} {written}") })
            })
            .collect();
        ends.sort_by(|left, right| left.y.total_cmp(&right.y).then(left.line.cmp(&right.line)));
        let mut floor = TOP;
        for label in &mut ends {
            label.y = label.y.max(floor);
            floor = label.y + LABEL_STEP;
        }
        let mut ceiling = HEIGHT - BOTTOM;
        for label in ends.iter_mut().rev() {
            label.y = label.y.min(ceiling);
            ceiling = label.y - LABEL_STEP;
        }
        ends.iter().map(Label::draw).collect()
    }
}

/// The name of a line with its last value.
struct Label {
    x: f64,
    y: f64,
    line: usize,
    text: String,
}

impl Label {
    fn draw(&self) -> String {
        format!(
            "<text class=\"chart-label chart-label-{}\" x=\"{:.1}\" y=\"{:.1}\" font-size=\"13\">{}</text>\n",
            self.line + 1,
            self.x,
            self.y + 4.5,
            escape(&self.text)
        )
    }
}

/// Circle, square, diamond.
fn mark(line: usize, x: f64, y: f64) -> String {
    let r = 4.0;
    match line {
        0 => format!("M{:.1} {y:.1}a{r} {r} 0 1 0 {:.1} 0a{r} {r} 0 1 0 -{:.1} 0z", x - r, 2.0 * r, 2.0 * r),
        1 => format!("M{:.1} {:.1}h{:.1}v{:.1}h-{:.1}z", x - r, y - r, 2.0 * r, 2.0 * r, 2.0 * r),
        _ => format!("M{x:.1} {:.1}l5 5l-5 5l-5 -5z", y - 5.0),
    }
}

/// The lowest round number that no value exceeds: 1, 2, 5 times a power of ten.
fn nice_top(rows: &[YearRow]) -> f64 {
    let values = rows.iter().flat_map(|row| &row.points).filter_map(|point| point.value.parse::<f64>().ok());
    let highest = values.fold(0.0_f64, |highest, value| highest.max(value.abs()));
    let mut step = 1.0;
    while step * 10.0 < highest {
        step *= 10.0;
    }
    [1.0, 2.0, 4.0, 6.0, 8.0, 10.0]
        .into_iter()
        .map(|factor| factor * step)
        .find(|top| *top >= highest)
        .unwrap_or(step * 10.0)
        .max(1.0)
}

fn tick(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}
