//! `gongkai report draft YEAR`: the form filled from the registers, each figure with what it counts.

use std::fmt::Write;

use super::{Candidate, Registers, candidates, services};
use crate::report::edition::Edition;
use crate::report::model::Report;
use crate::report::number::Number;
use crate::report::trial::row_label;
use crate::report::value::CellValue;
use crate::report::write::toml;

/// Most lines named for one cell.
const MAX_NAMED: usize = 40;

/// A draft of `annual-report.toml`. Cells that no register speaks about stay 未填; comments at the end say
/// which lines and documents every figure above nought counts, and what the service centres add up to.
#[must_use]
pub fn draft(registers: &Registers, edition: &'static Edition, year: i16, body: &str) -> String {
    let mut report = Report::empty(edition, year, body);
    let candidates = candidates(registers, edition, year);
    for (at, candidate) in &candidates {
        if let (Some(cell), Some(number)) = (report.cells.get_mut(*at), Number::whole(candidate.value)) {
            cell.value = CellValue::Number(number);
        }
    }
    let mut out = toml(&report);
    out.push_str("\n# 每个数计了哪些：requests.csv 的行号，或文件的路径\n");
    for (at, candidate) in candidates.iter().filter(|(_, candidate)| candidate.value != 0) {
        let Some(slot) = edition.slots.get(*at) else { continue };
        let column = slot.column_labels.last().map_or("", String::as_str);
        let (address, row, value) = (slot.address(), row_label(slot), candidate.value);
        let _ = writeln!(out, "# {address} {row} {column} = {value}：{}", counted(candidate));
    }
    out.push_str(&service_lines(registers, year));
    out
}

/// The lines as ranges: 2-5, 9.
pub(super) fn counted(candidate: &Candidate) -> String {
    let numbers: Vec<usize> = candidate.counts.iter().filter_map(|name| name.parse().ok()).collect();
    if numbers.len() != candidate.counts.len() {
        let mut named = candidate.counts.iter().take(MAX_NAMED).cloned().collect::<Vec<_>>().join("、");
        if candidate.counts.len() > MAX_NAMED {
            let _ = write!(named, "等 {} 件", candidate.counts.len());
        }
        return named;
    }
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if number == *last + 1 => *last = number,
            _ => ranges.push((number, number)),
        }
    }
    let range = |(from, to): &(usize, usize)| if from == to { from.to_string() } else { format!("{from}-{to}") };
    format!("第 {} 行", ranges.iter().map(range).collect::<Vec<_>>().join("、"))
}

fn service_lines(registers: &Registers, year: i16) -> String {
    let names = [
        "received",
        "settled",
        "forwarded",
        "township_received",
        "township_settled",
        "township_forwarded",
        "village_received",
        "village_settled",
    ];
    let lines: Vec<String> = names
        .iter()
        .filter_map(|name| {
            Some(format!(
                "# services.{name} = {}\n",
                services::value(&registers.services, year, &format!("services.{name}"))?
            ))
        })
        .collect();
    if lines.is_empty() {
        String::new()
    } else {
        format!("\n# 为民服务中心（services.csv），可用在 [statements] 的 equals 里\n{}", lines.concat())
    }
}
