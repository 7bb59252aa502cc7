//! A search as it is asked in an address: `?q=&year=&category=…`. Nothing a person can type is an error.

/// Longest query that is looked at, in characters; the rest is cut off.
const MAX_QUERY: usize = 500;
/// Most values of one filter.
const MAX_VALUES: usize = 32;
/// Longest value of a filter, in characters.
const MAX_VALUE: usize = 100;
/// Furthest page that is looked at.
const MAX_PAGE: usize = 1000;

/// Order of the hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Best first.
    Relevance,
    /// Newest first.
    DateDesc,
    /// Oldest first.
    DateAsc,
}

impl Sort {
    /// The words of the `sort` parameter.
    pub const CHOICES: [(&'static str, Self); 3] =
        [("relevance", Self::Relevance), ("date-desc", Self::DateDesc), ("date-asc", Self::DateAsc)];

    /// The word of the `sort` parameter.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::CHOICES.iter().find(|(_, sort)| *sort == self).map_or("relevance", |(name, _)| name)
    }
}

/// A search as asked. Values of one filter are alternatives; filters add up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchRequest {
    /// What was typed (`q`).
    pub query: String,
    /// Years.
    pub year: Vec<i16>,
    /// Category ids.
    pub category: Vec<String>,
    /// 体裁.
    pub kind: Vec<String>,
    /// Status values.
    pub status: Vec<String>,
    /// 发文机关.
    pub issuer: Vec<String>,
    /// First date, `YYYY-MM-DD`, inclusive.
    pub from: Option<String>,
    /// Last date, `YYYY-MM-DD`, inclusive.
    pub to: Option<String>,
    /// Order, when one was chosen; otherwise the search decides.
    pub sort: Option<Sort>,
    /// Page, from 1.
    pub page: usize,
}

impl SearchRequest {
    /// Reads the query part of an address. What it does not know or cannot read is left out.
    #[must_use]
    pub fn parse(query: &str) -> Self {
        let mut request = Self { page: 1, ..Self::default() };
        for (key, value) in form_urlencoded::parse(query.as_bytes()) {
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            match &*key {
                "q" => request.query = cut(value, MAX_QUERY),
                "year" => push(&mut request.year, value.parse().ok()),
                "category" => push(&mut request.category, Some(cut(value, MAX_VALUE))),
                "kind" => push(&mut request.kind, Some(cut(value, MAX_VALUE))),
                "status" => push(&mut request.status, Some(cut(value, MAX_VALUE))),
                "issuer" => push(&mut request.issuer, Some(cut(value, MAX_VALUE))),
                "from" => request.from = date(value),
                "to" => request.to = date(value),
                "sort" => request.sort = Sort::CHOICES.iter().find(|(name, _)| *name == value).map(|(_, sort)| *sort),
                "page" => request.page = value.parse().unwrap_or(1).clamp(1, MAX_PAGE),
                _ => {}
            }
        }
        request
    }

    /// Whether anything was asked at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self { page: self.page, sort: self.sort, ..Self::default() }
    }
}

/// One parameter of an address, cut to `limit` characters.
#[must_use]
pub fn parameter(query: &str, name: &str, limit: usize) -> Option<String> {
    form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| cut(value.trim(), limit))
}

fn push<T: PartialEq>(values: &mut Vec<T>, value: Option<T>) {
    if let Some(value) = value.filter(|value| values.len() < MAX_VALUES && !values.contains(value)) {
        values.push(value);
    }
}

fn cut(text: &str, limit: usize) -> String {
    text.chars().filter(|letter| *letter != '\0').take(limit).collect()
}

fn date(text: &str) -> Option<String> {
    text.parse::<jiff::civil::Date>().ok().map(|date| date.to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_address_is_a_search(query in "((q|year|page|from|sort|kind)=?|&|%|\\PC){0,40}") {
            let request = SearchRequest::parse(&query);
            prop_assert!(request.query.chars().count() <= MAX_QUERY && (1..=MAX_PAGE).contains(&request.page));
        }
    }

    #[test]
    fn asking_for_nothing_is_empty() {
        assert!(SearchRequest::parse("q=&page=2&sort=date-asc&x=y").is_empty());
        assert!(!SearchRequest::parse("year=2019").is_empty());
    }
}
