//! The search of a release as the server asks for it: the index, and the page that shows its answers.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use serde_json::Value;

use super::context::Session;
use crate::diag::{Finding, Findings, Outcome};
use crate::engine::{self, BuildOptions};
use crate::render::{ResultsRenderer, fill_search_page};
use crate::search::{Request, Searcher, Sort};
use crate::serve::{self, OpenSearch, SearchPort, SearchRequest};
use crate::sys::clock;

/// Hits on a page of results.
const HITS: usize = 10;

struct Port {
    searcher: Searcher,
    results: Arc<ResultsRenderer>,
    fixed_today: Option<Date>,
}

/// How the server opens the search of a release.
///
/// # Errors
/// The settings or the theme cannot be read.
pub(super) fn opener(session: &Session, options: &BuildOptions) -> Outcome<OpenSearch> {
    let results = Arc::new(results_renderer(options)?);
    let fixed_today = session.fixed_today;
    Ok(Arc::new(move |folder: &Path| {
        let searcher = Searcher::open(folder)
            .map_err(|error| Finding::file("search-failed", &folder.display().to_string()).with("reason", error))?;
        Ok(Arc::new(Port { searcher, results: Arc::clone(&results), fixed_today }) as Arc<dyn SearchPort>)
    }))
}

fn results_renderer(options: &BuildOptions) -> Outcome<ResultsRenderer> {
    let mut findings = Findings::new();
    let config = engine::read_config(options, &mut findings)?;
    let theme = engine::read_theme(options, &config, &mut findings);
    Ok(ResultsRenderer::new(&config, &theme)?)
}

impl SearchPort for Port {
    fn search(&self, request: &SearchRequest) -> Value {
        let asked = Request {
            query: request.query.clone(),
            year: request.year.clone(),
            category: request.category.clone(),
            kind: request.kind.clone(),
            status: request.status.clone(),
            issuer: request.issuer.clone(),
            from: request.from.clone(),
            to: request.to.clone(),
            sort: match request.sort {
                None | Some(serve::Sort::Relevance) => Sort::Relevance,
                Some(serve::Sort::DateDesc) => Sort::DateDesc,
                Some(serve::Sort::DateAsc) => Sort::DateAsc,
            },
            page: request.page,
            per_page: HITS,
            today: self.fixed_today.unwrap_or_else(clock::today).to_string(),
        };
        match self.searcher.search(&asked) {
            Ok(response) => serde_json::to_value(response).unwrap_or_default(),
            Err(error) => {
                tracing::error!("search: {error}");
                Value::Null
            }
        }
    }

    fn suggest(&self, query: &str, limit: usize) -> Value {
        let suggestions = self.searcher.suggest(query, limit).unwrap_or_default();
        serde_json::to_value(suggestions).unwrap_or_default()
    }

    fn page(&self, shell: &str, answer: &Value, request: &SearchRequest) -> String {
        match self.results.fragment(answer, &parameters(request)) {
            Ok(fragment) => fill_search_page(shell, &fragment, &request.query),
            Err(finding) => {
                tracing::error!("results: {}", finding.message(crate::diag::Lang::En));
                shell.to_owned()
            }
        }
    }
}

/// A search as the parameters of its address.
fn parameters(request: &SearchRequest) -> Vec<(String, String)> {
    let mut all = vec![("q".to_owned(), request.query.clone())];
    let mut add = |key: &str, value: &str| all.push((key.to_owned(), value.to_owned()));
    for year in &request.year {
        add("year", &year.to_string());
    }
    for (key, values) in [
        ("category", &request.category),
        ("kind", &request.kind),
        ("status", &request.status),
        ("issuer", &request.issuer),
    ] {
        for value in values {
            add(key, value);
        }
    }
    for (key, value) in [("from", &request.from), ("to", &request.to)] {
        if let Some(value) = value {
            add(key, value);
        }
    }
    if let Some(sort) = request.sort {
        add("sort", sort.name());
    }
    if request.page > 1 {
        add("page", &request.page.to_string());
    }
    all
}
