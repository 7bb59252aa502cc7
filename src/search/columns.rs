//! Values that documents are filtered and counted by, as numbers, so that counting a hundred
//! thousand documents takes a fraction of a millisecond.

use super::record::Record;
use std::collections::BTreeMap;

/// One group: its values in order, and the value of each document.
#[derive(Debug, Default)]
pub struct Column {
    /// Different values, sorted.
    pub values: Vec<String>,
    /// By document: place in `values`.
    pub of: Vec<u32>,
}

impl Column {
    /// Numbers the values that `value` tells for each record.
    fn new(records: &[Record], extra: &[&str], value: impl Fn(&Record) -> String) -> Self {
        let mut numbers: BTreeMap<String, u32> = extra.iter().map(|value| ((*value).to_owned(), 0)).collect();
        for record in records {
            numbers.entry(value(record)).or_default();
        }
        for (number, slot) in numbers.values_mut().enumerate() {
            *slot = number as u32;
        }
        let of = records.iter().map(|record| numbers.get(&value(record)).copied().unwrap_or(0)).collect();
        Self { values: numbers.into_keys().collect(), of }
    }

    /// Place of a value.
    pub fn number(&self, value: &str) -> Option<u32> {
        self.values.binary_search_by(|known| known.as_str().cmp(value)).ok().map(|number| number as u32)
    }
}

/// Number of groups.
pub const GROUPS: usize = 5;

/// All groups of an index: year, category, kind, issuer, status.
#[derive(Debug, Default)]
pub struct Columns {
    /// By group.
    pub groups: [Column; GROUPS],
    /// By document: its status depends on the day.
    pub dated: Vec<bool>,
}

/// Place of the status among the groups.
pub const STATUS: usize = 4;

impl Columns {
    /// Reads the groups off the records.
    pub fn new(records: &[Record]) -> Self {
        Self {
            groups: [
                Column::new(records, &[], |record| format!("{:04}", record.year)),
                Column::new(records, &[], |record| record.category.clone()),
                Column::new(records, &[], |record| record.kind.clone()),
                Column::new(records, &[], |record| record.issuer.clone()),
                Column::new(records, &["expired", "in-force", "not-yet"], |record| record.status.clone()),
            ],
            dated: records
                .iter()
                .map(|record| !(record.effective.is_empty() && record.expires.is_empty()) || record.status == "not-yet")
                .collect(),
        }
    }
}
