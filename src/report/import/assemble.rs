//! From pieces to a report: title, sections, paragraphs, and the tables' rows.

use std::collections::{BTreeMap, BTreeSet};

use super::labels::{Labels, bare, detect, unnumbered};
use super::markdown::Markdown;
use super::piece::{Join, Piece};
use super::place::{Placer, is_value};
use super::text::tabular;
use super::{Import, Unplaced};
use crate::diag::{Finding, Findings};
use crate::report::edition::{Edition, edition_for};
use crate::report::model::{Printed, PrintedIssue};
use crate::report::narrative::sections::{NUMBERS, section_of};
use crate::report::notes::printed_findings;
use crate::report::value::CellValue;
use crate::report::write::toml;

/// Sections whose lines may be table rows.
const TABLE_SECTIONS: std::ops::RangeInclusive<usize> = 2..=4;

/// How many pieces down a title may stand.
const MAX_TITLE_LINE: usize = 200;

/// Builds the import from the pieces of any format.
pub fn assemble(pieces: Vec<Piece>, name: &str, findings: Findings) -> Import {
    let (title, pieces, mut before) = take_title(pieces);
    let (year, body) = year_and_body(&title);
    let texts = pieces.iter().flat_map(|piece| match piece {
        Piece::Text { text, .. } | Piece::Aside(text) => std::slice::from_ref(text),
        Piece::Row { cells, .. } => cells.as_slice(),
    });
    let edition = detect(texts.map(String::as_str)).unwrap_or_else(|| edition_for(year));
    let labels = Labels::new(edition);
    let official = official_grids(&pieces, &labels);
    let mut reader = Reader {
        edition,
        labels: &labels,
        official,
        placer: Placer::new(edition, &labels),
        markdown: Markdown::default(),
        section: 0,
    };
    reader.read(pieces, &mut before);
    reader.finish(&title, year, body, name, before, findings)
}

struct Reader<'l> {
    edition: &'static Edition,
    labels: &'l Labels,
    official: BTreeSet<usize>,
    placer: Placer<'l>,
    markdown: Markdown,
    section: usize,
}

impl Reader<'_> {
    fn read(&mut self, pieces: Vec<Piece>, before: &mut Vec<Unplaced>) {
        for piece in pieces {
            match piece {
                Piece::Aside(text) => before.push(Unplaced { text, near: String::new() }),
                Piece::Row { cells, grid, exact, page } if self.official.contains(&grid) => {
                    self.placer.row(&cells, exact, page);
                }
                Piece::Row { cells, grid, .. } => self.markdown.row(grid, &cells),
                Piece::Text { text, join } => self.text(&text, join),
            }
        }
        self.placer.finish();
    }

    fn text(&mut self, text: &str, join: Join) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        if let Some((number, title)) = self.heading(text) {
            self.placer.finish();
            self.section = number;
            self.markdown.heading(number, &title);
            return;
        }
        if TABLE_SECTIONS.contains(&self.section)
            && let Some(cells) = tabular(text, self.labels, self.placer.last())
        {
            self.placer.row(&cells, false, 0);
            return;
        }
        if TABLE_SECTIONS.contains(&self.section) && self.labels.is_torn_head(text) {
            self.placer.unplaced.push(Unplaced { text: text.to_owned(), near: "表头".to_owned() });
            return;
        }
        self.markdown.paragraph(text, join);
    }

    /// A section heading: number and title. The number may be missing, as automatic numbering leaves it.
    fn heading(&self, text: &str) -> Option<(usize, String)> {
        let plain = text.trim_start_matches('#').trim();
        if plain.chars().count() > 44 {
            return None;
        }
        let number = NUMBERS.iter().position(|number| {
            plain.strip_prefix(number).is_some_and(|rest| rest.trim_start().starts_with(['、', '.', '．', ',', '，']))
        });
        let title = if number.is_some() { unnumbered(plain) } else { plain };
        let form = section_of(self.edition, title);
        match (number, form) {
            (Some(at), Some(_)) => Some((at + 1, title.to_owned())),
            (None, Some(number)) => Some((number, title.to_owned())),
            // a seventh section: numbered on, short, no sentence
            (Some(at), None) if at == self.section && at >= 6 && !plain.contains(['。', '；', '：']) => {
                Some((at + 1, title.to_owned()))
            }
            _ => None,
        }
    }

    fn finish(
        mut self,
        title: &str,
        year: i16,
        body: String,
        name: &str,
        mut unplaced: Vec<Unplaced>,
        mut findings: Findings,
    ) -> Import {
        self.placer.settle();
        let mut report = self.placer.report;
        let filled = report.cells.iter().any(|cell| cell.value != CellValue::Absent);
        if title.is_empty() && self.section == 0 && !filled {
            if findings.iter().next().is_none() {
                let reason = "没有认出年度报告 / no annual report was recognised in it";
                findings.push(Finding::file("report-import-unreadable", name).with("reason", reason));
            }
            let markdown = self.markdown.finish(title);
            unplaced.append(&mut self.placer.unplaced);
            return Import { toml: toml(&report), markdown, unplaced, findings, edition: self.edition, report };
        }
        report.year = year;
        report.body = body;
        let lost = self.placer.lost.describe();
        if !lost.is_empty() {
            let table = self
                .edition
                .tables
                .iter()
                .find(|table| table.label_columns > 1)
                .map(|table| table.id.clone())
                .unwrap_or_default();
            report.printed.insert(
                0,
                Printed { table, row: String::new(), issue: PrintedIssue::LostCells, original: lost, span: 0..0 },
            );
        }
        unplaced.append(&mut self.placer.unplaced);
        let file = crate::diag::Source { path: name, text: "" };
        for mut finding in printed_findings(&report, file) {
            finding.place = crate::diag::Place::file(name);
            findings.push(finding);
        }
        for (row, found, expected) in &self.placer.short_rows {
            let finding = Finding::file("report-import-row", name).with("row", row);
            findings.push(finding.with("found", found).with("expected", expected));
        }
        for table in &self.edition.tables {
            if !report.slots().any(|(slot, cell)| slot.table == table.id && cell.value != CellValue::Absent) {
                findings.push(
                    Finding::file("report-import-table", name)
                        .with("table", &table.number)
                        .with("caption", &table.caption),
                );
            }
        }
        if year != 0 && edition_for(year).id != self.edition.id {
            let right = edition_for(year);
            let finding = Finding::file("report-edition-mismatch", name).with("year", year);
            findings.push(finding.with("used", &self.edition.document).with("right", &right.document));
        }
        if year == 0 {
            findings.push(Finding::file("report-import-year", name));
        }
        for lost in &unplaced {
            findings
                .push(Finding::file("report-import-unplaced", name).with("text", &lost.text).with("near", &lost.near));
        }
        let markdown = self.markdown.finish(title);
        Import { toml: toml(&report), markdown, unplaced, findings, edition: self.edition, report }
    }
}

/// The tables of the source that belong to the form: one of their rows has a label of the form with a figure,
/// or heads of 表四; or, as a page break leaves them, they hold nothing but labels and figures.
fn official_grids(pieces: &[Piece], labels: &Labels) -> BTreeSet<usize> {
    let mut known: BTreeMap<usize, (bool, bool)> = BTreeMap::new();
    for piece in pieces {
        let Piece::Row { cells, grid, .. } = piece else { continue };
        let labelled = (0..cells.len()).any(|at| {
            let followed = cells.get(at + 1..).is_some_and(|rest| rest.iter().any(|cell| is_value(cell)));
            cells.get(at).is_some_and(|cell| labels.leaf(cell, followed, None).is_some() || labels.is_bare_head(cell))
        });
        let plain =
            |cell: &String| cell.is_empty() || is_value(cell) || labels.is_all_labels(cell) || labels.is_part(cell);
        let entry = known.entry(*grid).or_insert((false, true));
        *entry = (entry.0 || labelled, entry.1 && cells.iter().all(plain));
    }
    known.into_iter().filter(|(_, (labelled, plain))| *labelled || *plain).map(|(grid, _)| grid).collect()
}

/// The title is the first text with 年度报告 (or up to three lines that make it); what stands before it is
/// not part of the report.
fn take_title(pieces: Vec<Piece>) -> (String, Vec<Piece>, Vec<Unplaced>) {
    let text_of = |piece: &Piece| match piece {
        Piece::Text { text, .. } => Some(text.trim().to_owned()),
        Piece::Row { .. } | Piece::Aside(_) => None,
    };
    let lines = pieces.len().min(MAX_TITLE_LINE);
    let places = (1..=3).flat_map(|count| (0..lines).map(move |at| (at, count)));
    for (at, count) in places {
        let Some(parts) =
            pieces.get(at..at + count).and_then(|parts| parts.iter().map(text_of).collect::<Option<Vec<_>>>())
        else {
            continue;
        };
        if is_title(&parts.concat()) {
            let mut pieces = pieces;
            let rest = pieces.split_off(at + count);
            pieces.truncate(at);
            let before = pieces.into_iter().flat_map(words).filter(|text| !text.is_empty());
            let before = before.map(|text| Unplaced { text, near: String::new() }).collect();
            return (parts.concat(), rest, before);
        }
    }
    (String::new(), pieces, Vec::new())
}

/// Short, about a year, no sentence and no path through a site.
fn is_title(text: &str) -> bool {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    compact.contains("年度报告")
        && compact.chars().count() <= 70
        && !compact.contains(['。', '>', '》', '»', '|', '，'])
        && !compact.starts_with("根据")
        && compact.contains('年')
        && compact.chars().any(|c| c.is_numeric() || c == '〇')
}

fn words(piece: Piece) -> Vec<String> {
    match piece {
        Piece::Text { text, .. } | Piece::Aside(text) => vec![text],
        Piece::Row { cells, .. } => cells,
    }
}

/// 「甲县人民政府2019年度政府信息公开工作年度报告」 or 「2021年甲镇人民政府信息公开工作年度报告」.
fn year_and_body(title: &str) -> (i16, String) {
    use unicode_normalization::UnicodeNormalization;
    let compact: String = title.nfkc().filter(|c| !c.is_whitespace()).map(arabic).collect();
    let digits = |at: usize| compact.get(at..at + 4).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    let found = compact.char_indices().find_map(|(at, _)| Some((at, digits(at)?.parse::<i16>().ok()?)));
    let Some((at, year)) = found else { return (0, String::new()) };
    let head = compact.get(..at).unwrap_or_default().trim_start_matches("关于").to_owned();
    if bare(&head).chars().count() > 1 {
        return (year, head);
    }
    let rest = compact.get(at + 4..).unwrap_or_default().trim_start_matches('年').trim_start_matches('度');
    let end = rest.find("人民政府信息公开").map(|at| at + "人民政府".len()).or_else(|| rest.find("政府信息公开"));
    (year, end.and_then(|end| rest.get(..end)).unwrap_or_default().trim_end_matches('的').to_owned())
}

/// 二〇一九 as digits.
fn arabic(c: char) -> char {
    match c {
        '〇' | '○' | '零' => '0',
        _ => c,
    }
}
