//! Writing `annual-report.toml`: a blank one to fill in, an imported one, a drafted one.
//!
//! Reading what is written here gives the same report back.

use std::fmt::Write;

use super::edition::{Edition, Encoding, Slot, TableForm};
use super::model::Report;
use super::narrative::sections::NUMBERS;
use super::value::CellValue;

/// A form to fill in: every row with its official label, every cell still to be entered.
///
/// Rows stand as comments until they are filled in, because a missing key is 未填 and 0 is a figure.
#[must_use]
pub fn blank(edition: &'static Edition, year: i16, body: &str) -> String {
    let mut out = head(&Report::empty(edition, year, body));
    for table in &edition.tables {
        table_head(&mut out, table);
        for (row, cells) in edition.rows(&table.id) {
            let slots: Vec<&Slot> = cells.iter().filter_map(|at| edition.slots.get(*at)).collect();
            let entry = match table.encoding {
                Encoding::List => format!("[{}]", vec![" "; slots.len()].join(",")),
                Encoding::Named => {
                    format!(
                        "{{ {} }}",
                        slots.iter().map(|slot| format!("{} = ", slot.column)).collect::<Vec<_>>().join(", ")
                    )
                }
            };
            let _ = writeln!(out, "# {row} = {entry}  # {}", remark(&slots));
        }
    }
    out
}

/// The narrative to fill in: six sections in order, with what each must speak of as comments.
#[must_use]
pub fn narrative_skeleton(edition: &Edition, year: i16, body: &str) -> String {
    let title = format!("{body}{year}年政府信息公开工作年度报告");
    let mut out = format!("+++\ntitle = {}\ncategory = \"annual-report\"\n+++\n", quoted(&title));
    for (number, section) in NUMBERS.iter().zip(&edition.sections) {
        let _ = write!(out, "\n## {number}、{}\n", section.title);
        for aspect in &section.aspects {
            let _ = write!(out, "\n<!-- {aspect} -->\n");
        }
    }
    out
}

/// A report as TOML, each row with its official label.
#[must_use]
pub fn toml(report: &Report) -> String {
    let mut out = head(report);
    for table in &report.edition.tables {
        if rows_with_values(report, table).is_empty() {
            continue;
        }
        table_head(&mut out, table);
        for (row, cells) in rows_with_values(report, table) {
            let slots: Vec<&Slot> = cells.iter().filter_map(|at| report.edition.slots.get(*at)).collect();
            let values: Vec<&CellValue> = cells.iter().filter_map(|at| Some(&report.cells.get(*at)?.value)).collect();
            let entry = match table.encoding {
                Encoding::List => {
                    format!("[{}]", values.iter().copied().map(entry).collect::<Vec<_>>().join(", "))
                }
                Encoding::Named => named(&slots, &values),
            };
            let _ = writeln!(out, "{row} = {entry}  # {}", remark(&slots));
        }
    }
    tail(&mut out, report);
    out
}

/// A TOML basic string.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn head(report: &Report) -> String {
    // a year that is not known is left to be written
    let year = if report.year == 0 { String::new() } else { format!("year = {}\n", report.year) };
    let mut out = format!(
        "edition = {}  # {}\n{year}body = {}\n",
        quoted(&report.edition.id),
        report.edition.document,
        quoted(&report.body)
    );
    if let Some(delegation) = &report.delegation {
        let _ = writeln!(out, "delegation = {}", quoted(delegation));
    }
    out
}

fn table_head(out: &mut String, table: &TableForm) {
    let _ = writeln!(out, "\n# {}、{}", table.number, table.caption);
    if table.encoding == Encoding::List {
        let names = table.blocks.iter().flat_map(leaf_labels).collect::<Vec<_>>().join(", ");
        let _ = writeln!(out, "# {names}");
    }
    let _ = writeln!(out, "[{}]", table.id);
}

/// The labels of a list's places.
fn leaf_labels(block: &super::edition::Block) -> Vec<String> {
    fn leaves(node: &super::edition::ColumnNode, out: &mut Vec<String>) {
        if node.columns.is_empty() && !out.contains(&node.label) {
            out.push(node.label.clone());
        }
        node.columns.iter().for_each(|column| leaves(column, out));
    }
    let mut out = Vec::new();
    block.columns.iter().for_each(|column| leaves(column, &mut out));
    out
}

fn remark(slots: &[&Slot]) -> String {
    slots.first().map(|slot| slot.row_labels.join(" ")).unwrap_or_default()
}

/// Rows that hold anything; an unfilled row is simply not written.
fn rows_with_values<'r>(report: &'r Report, table: &TableForm) -> Vec<(&'r str, Vec<usize>)> {
    let filled = |at: &usize| report.cells.get(*at).is_some_and(|cell| cell.value != CellValue::Absent);
    report.edition.rows(&table.id).into_iter().filter(|(_, cells)| cells.iter().any(filled)).collect()
}

fn named(slots: &[&Slot], values: &[&CellValue]) -> String {
    let pairs = slots.iter().zip(values).filter(|(_, value)| ***value != CellValue::Absent);
    let pairs: Vec<String> = pairs.map(|(slot, value)| format!("{} = {}", slot.column, entry(value))).collect();
    format!("{{ {} }}", pairs.join(", "))
}

/// A list has no holes, so there an unfilled cell is written out.
fn entry(value: &CellValue) -> String {
    match value {
        CellValue::Number(number) => number.to_string(),
        CellValue::Absent | CellValue::Text(_) => quoted(&value.shown()),
    }
}

fn tail(out: &mut String, report: &Report) {
    if !report.statements.is_empty() {
        out.push_str("\n# 正文中的数，各与所在的句子相连\n[statements]\n");
    }
    for statement in &report.statements {
        let kind = if statement.percent { "percent" } else { "value" };
        let _ = write!(
            out,
            "{} = {{ says = {}, {kind} = {}",
            quoted(&statement.name),
            quoted(&statement.says),
            statement.value
        );
        if !statement.equals.is_empty() {
            let _ = write!(out, ", equals = {}", quoted(&statement.equals));
        }
        out.push_str(" }\n");
    }
    for acknowledged in &report.acknowledged {
        let _ = write!(out, "\n[[acknowledged]]\nrule = {}\n", quoted(&acknowledged.rule));
        if !acknowledged.at.is_empty() {
            let _ = writeln!(out, "at = {}", quoted(&acknowledged.at));
        }
        let _ = writeln!(out, "reason = {}", quoted(&acknowledged.reason));
    }
    for printed in &report.printed {
        let original = printed.original.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", ");
        let _ = write!(
            out,
            "\n[[printed]]\ntable = {}\nissue = {}\noriginal = [{original}]\n",
            quoted(&printed.table),
            quoted(printed.issue.name())
        );
        if !printed.row.is_empty() {
            let _ = writeln!(out, "row = {}", quoted(&printed.row));
        }
    }
}
