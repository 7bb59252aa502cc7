//! The published documents as a register: what 表二 counts of 规章 and 规范性文件.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Candidate, bounds};
use crate::report::edition::Edition;

/// What table two needs to know of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentFact {
    /// Path of its source, by which it is named.
    pub path: String,
    /// The row it counts in: `rules` (规章) or `normative_documents` (规范性文件).
    pub row: &'static str,
    /// 成文日期.
    pub formed: Date,
    /// 发布日期.
    pub published: Date,
    /// The day it was repealed (废止), if it was.
    pub repealed: Option<Date>,
    /// The last day of its validity (有效期至), if it has one.
    pub expires: Option<Date>,
}

/// What the documents say about table two in a year.
pub fn candidates(documents: &[DocumentFact], edition: &'static Edition, year: i16) -> BTreeMap<usize, Candidate> {
    let mut all = BTreeMap::new();
    let Some((first, last)) = bounds(year) else { return all };
    if documents.is_empty() {
        return all;
    }
    let within = |date: Date| date >= first && date <= last;
    for (at, slot) in edition.slots.iter().enumerate().filter(|(_, slot)| slot.table == "proactive") {
        if slot.row != "rules" && slot.row != "normative_documents" {
            continue;
        }
        let counted = |document: &&DocumentFact| {
            document.row == slot.row
                && match slot.column.as_str() {
                    "made" => within(document.formed),
                    "disclosed" => within(document.published),
                    "total" => document.published <= last,
                    "repealed" => document.repealed.is_some_and(within),
                    "in_force" => {
                        document.formed <= last
                            && document.repealed.is_none_or(|day| day > last)
                            && document.expires.is_none_or(|day| day >= last)
                    }
                    _ => false,
                }
        };
        let counts: Vec<String> = documents.iter().filter(counted).map(|document| document.path.clone()).collect();
        all.insert(at, Candidate { value: i64::try_from(counts.len()).unwrap_or(i64::MAX), counts });
    }
    all
}
