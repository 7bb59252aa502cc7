//! Filters and facet counts. A facet's counts ignore its own filter and honour all others.

use super::columns::{Columns, GROUPS, STATUS};
use super::record::Record;
use super::types::{FacetValue, Facets, Request};

/// Bit of the date range, which is a filter without a facet.
const RANGE: u8 = 1 << GROUPS;

/// Bit of quotes and minus signs.
const OPERATORS: u8 = 1 << (GROUPS + 1);

/// Status on the day asked: what was told at indexing, corrected by the days of force.
pub fn status<'a>(record: &'a Record, today: &str) -> &'a str {
    let living = matches!(record.status.as_str(), "in-force" | "amended" | "unstated" | "not-yet");
    if !living || today.is_empty() {
        return &record.status;
    }
    if !record.expires.is_empty() && record.expires.as_str() < today {
        return "expired";
    }
    if !record.effective.is_empty() && record.effective.as_str() > today {
        return "not-yet";
    }
    if record.status == "not-yet" { "in-force" } else { &record.status }
}

/// The documents of an index as one request sees them.
pub struct View<'a> {
    columns: &'a Columns,
    /// By document: place of its status on the day asked; only where the day matters.
    status_today: Vec<u32>,
    /// By document: which filters it fails, one bit a group.
    failed: Vec<u8>,
}

impl<'a> View<'a> {
    /// Applies the filters of a request.
    pub fn new(columns: &'a Columns, records: &[Record], request: &Request) -> Self {
        let mut view =
            Self { columns, status_today: columns.groups[STATUS].of.clone(), failed: vec![0; records.len()] };
        for ((record, slot), _) in
            records.iter().zip(&mut view.status_today).zip(&columns.dated).filter(|(_, dated)| **dated)
        {
            *slot = columns.groups[STATUS].number(status(record, &request.today)).unwrap_or(*slot);
        }
        let years: Vec<String> = request.year.iter().map(|year| format!("{year:04}")).collect();
        for (group, wanted) in
            [&years, &request.category, &request.kind, &request.issuer, &request.status].into_iter().enumerate()
        {
            view.filter(group, wanted);
        }
        if request.from.is_some() || request.to.is_some() {
            for (record, failed) in records.iter().zip(&mut view.failed) {
                let early = request.from.as_ref().is_some_and(|from| record.date < *from);
                let late = request.to.as_ref().is_some_and(|to| record.date > *to);
                *failed |= if early || late { RANGE } else { 0 };
            }
        }
        view
    }

    /// Fails every document that the query's operators do not allow.
    pub fn restrict(&mut self, allowed: &[bool]) {
        self.failed
            .iter_mut()
            .zip(allowed)
            .for_each(|(failed, allowed)| *failed |= if *allowed { 0 } else { OPERATORS });
    }

    fn values(&self, group: usize) -> &[u32] {
        if group == STATUS {
            &self.status_today
        } else {
            self.columns.groups.get(group).map_or(&[], |column| &column.of)
        }
    }

    fn filter(&mut self, group: usize, wanted: &[String]) {
        let Some(column) = self.columns.groups.get(group).filter(|_| !wanted.is_empty()) else { return };
        let allowed: Vec<bool> = column.values.iter().map(|value| wanted.contains(value)).collect();
        let values = self.values(group).to_vec();
        for (value, failed) in values.into_iter().zip(&mut self.failed) {
            *failed |= u8::from(!allowed.get(value as usize).copied().unwrap_or(false)) << group;
        }
    }

    /// Whether a document passes every filter.
    pub fn passes(&self, document: u32) -> bool {
        self.failed.get(document as usize) == Some(&0)
    }

    /// Counts the values of matching documents. Values that none has keep a zero.
    pub fn facets(&self, matching: &[u32]) -> Facets {
        let mut lists = (0..GROUPS).map(|group| self.counts(group, matching));
        let mut next = || lists.next().unwrap_or_default();
        let (mut year, category, kind, issuer, status) = (next(), next(), next(), next(), next());
        year.reverse();
        Facets { year, category, kind, issuer, status }
    }

    fn counts(&self, group: usize, matching: &[u32]) -> Vec<FacetValue> {
        let Some(column) = self.columns.groups.get(group) else { return Vec::new() };
        let (values, others) = (self.values(group), !(1u8 << group));
        let mut counts = vec![0usize; column.values.len()];
        for document in matching {
            let index = *document as usize;
            if let (Some(failed), Some(value)) = (self.failed.get(index), values.get(index)) {
                let counted = failed & others == 0;
                counts.iter_mut().skip(*value as usize).take(1).for_each(|count| *count += usize::from(counted));
            }
        }
        let known = |value: usize| {
            group != STATUS || counts.get(value) != Some(&0) || column.of.iter().any(|v| *v as usize == value)
        };
        let shown = (0..column.values.len()).filter(|value| known(*value));
        shown
            .filter_map(|value| {
                Some(FacetValue { value: column.values.get(value)?.clone(), count: *counts.get(value)? })
            })
            .filter(|facet| !facet.value.is_empty())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(year: i16, category: &str) -> Record {
        Record {
            year,
            category: category.into(),
            status: "in-force".into(),
            expires: "2020-01-01".into(),
            ..Record::default()
        }
    }

    #[test]
    fn a_facet_ignores_its_own_filter_and_keeps_zeros() {
        let records = [record(2019, "a"), record(2019, "b"), record(2020, "a")];
        let request =
            Request { year: vec![2019], category: vec!["a".into()], today: "2019-06-01".into(), ..Request::default() };
        let columns = Columns::new(&records);
        let view = View::new(&columns, &records, &request);
        let facets = view.facets(&[0, 1, 2]);
        let values = |list: &[FacetValue]| list.iter().map(|v| (v.value.clone(), v.count)).collect::<Vec<_>>();
        assert_eq!(values(&facets.year), [("2020".into(), 1), ("2019".into(), 1)]);
        assert_eq!(values(&facets.category), [("a".into(), 1), ("b".into(), 1)]);
        assert_eq!(values(&facets.status), [("in-force".into(), 1)]);
        assert!(view.passes(0) && !view.passes(1) && !view.passes(2));
    }

    #[test]
    fn status_follows_the_day() {
        let norm = record(2019, "a");
        assert_eq!((status(&norm, "2019-12-31"), status(&norm, "2020-01-02")), ("in-force", "expired"));
        let columns = Columns::new(std::slice::from_ref(&norm));
        let request = Request { status: vec!["expired".into()], today: "2020-01-02".into(), ..Request::default() };
        assert!(View::new(&columns, std::slice::from_ref(&norm), &request).passes(0));
    }
}
