//! Filters and facet counts. A facet's counts ignore its own filter and honour all others.

use super::record::Record;
use super::types::{FacetValue, Facets, Request};
use std::collections::BTreeMap;

/// The groups a document can be filtered by, in the order of bits.
const GROUPS: usize = 5;
/// Bit of the date range, which is a filter without a facet.
const RANGE: u8 = 1 << GROUPS;

/// Which filters of a request a document fails, one bit a group.
pub fn failures(request: &Request, record: &Record, status: &str) -> u8 {
    let among = |list: &[String], value: &str| list.is_empty() || list.iter().any(|wanted| wanted == value);
    let passes = [
        request.year.is_empty() || request.year.contains(&record.year),
        among(&request.category, &record.category),
        among(&request.kind, &record.kind),
        among(&request.issuer, &record.issuer),
        among(&request.status, status),
    ];
    let mut failed = 0;
    for (group, passes) in passes.into_iter().enumerate() {
        failed |= u8::from(!passes) << group;
    }
    let early = request.from.as_ref().is_some_and(|from| record.date < *from);
    let late = request.to.as_ref().is_some_and(|to| record.date > *to);
    if early || late { failed | RANGE } else { failed }
}

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

/// Counts values over matching documents.
#[derive(Default)]
pub struct Counts<'a> {
    years: BTreeMap<i16, usize>,
    others: [BTreeMap<&'a str, usize>; GROUPS - 1],
}

impl<'a> Counts<'a> {
    /// Counts a document of the site: in each group whose filter alone may fail. Values no document matches keep a zero.
    pub fn add(&mut self, record: &'a Record, status: &'a str, failed: u8, matches: bool) {
        let counts = |group: usize| usize::from(matches && failed & !(1 << group) == 0);
        *self.years.entry(record.year).or_default() += counts(0);
        let values = [record.category.as_str(), &record.kind, &record.issuer, status];
        for (index, (value, map)) in values.into_iter().zip(&mut self.others).enumerate() {
            if !value.is_empty() {
                *map.entry(value).or_default() += counts(index + 1);
            }
        }
    }

    /// The facets.
    pub fn finish(self) -> Facets {
        let year = self.years.into_iter().rev().map(|(year, count)| FacetValue { value: year.to_string(), count }).collect();
        let [category, kind, issuer, status] = self.others.map(|map| {
            map.into_iter().map(|(value, count)| FacetValue { value: value.to_owned(), count }).collect()
        });
        Facets { year, category, kind, issuer, status }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(year: i16, category: &str) -> Record {
        Record { year, category: category.into(), status: "in-force".into(), expires: "2020-01-01".into(), ..Record::default() }
    }

    #[test]
    fn a_facet_ignores_its_own_filter_and_keeps_zeros() {
        let records = [record(2019, "a"), record(2019, "b"), record(2020, "a")];
        let request = Request { year: vec![2019], category: vec!["a".into()], ..Request::default() };
        let mut counts = Counts::default();
        for record in &records {
            counts.add(record, "in-force", failures(&request, record, "in-force"), true);
        }
        let facets = counts.finish();
        let values = |list: &[FacetValue]| list.iter().map(|v| (v.value.clone(), v.count)).collect::<Vec<_>>();
        assert_eq!(values(&facets.year), [("2020".into(), 1), ("2019".into(), 1)]);
        assert_eq!(values(&facets.category), [("a".into(), 1), ("b".into(), 1)]);
        assert_eq!(values(&facets.status), [("in-force".into(), 1)]);
    }

    #[test]
    fn status_follows_the_day() {
        let norm = record(2019, "a");
        assert_eq!((status(&norm, "2019-12-31"), status(&norm, "2020-01-02")), ("in-force", "expired"));
    }
}
