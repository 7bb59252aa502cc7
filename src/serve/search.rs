//! The search endpoints: a page, JSON, completions; each turned away when too many wait.

use std::sync::Arc;

use axum::body::Body;
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, RETRY_AFTER, VARY};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::negotiate::{Encoding, accepted};
use super::query::{SearchRequest, parameter};
use super::release::{Release, SearchPort};
use super::server::Server;
use super::{compress, dispatch, files, preview};
use crate::sys::clock::Stopwatch;

/// Completions in one answer.
const SUGGESTIONS: usize = 6;
/// Longest text that is completed, in characters.
const MAX_TYPED: usize = 60;

/// `GET /api/search`.
pub async fn api(server: &Arc<Server>, query: &str, headers: &HeaderMap) -> Response {
    let request = SearchRequest::parse(query);
    let gzip = takes_gzip(headers);
    let asked = ask(server, move |_, port| {
        let answer = port.search(&request);
        if answer.is_null() {
            return (None, Err(Refused::Broken));
        }
        let body = answer.to_string().into_bytes();
        (Some((request, answer)), Ok(made("application/json; charset=utf-8", body, gzip)))
    });
    asked.await.unwrap_or_else(refusal)
}

/// `GET /search/?q=`: the published search page, with the results in it when something is asked.
pub async fn page(server: &Arc<Server>, query: &str, head: &Parts) -> Response {
    let request = SearchRequest::parse(query);
    if request.is_empty() {
        return files::answer(server, "/search/", head).await;
    }
    let gzip = takes_gzip(&head.headers);
    let live = server.options.preview.is_some();
    let asked = ask(server, move |release, port| {
        let Some(shell) = &release.shell else { return (None, Err(Refused::Without)) };
        let answer = port.search(&request);
        if answer.is_null() {
            return (None, Err(Refused::Broken));
        }
        let mut html = port.page(shell, &answer, &request);
        if live {
            html = preview::inject(&html, &release.id);
        }
        (Some((request, answer)), Ok(made("text/html; charset=utf-8", html.into_bytes(), gzip)))
    });
    match asked.await {
        Ok(response) => response,
        // The page without results still has its form and the lists.
        Err(Refused::Without) => files::answer(server, "/search/", head).await,
        Err(refused) => refusal(refused),
    }
}

/// `GET /api/suggest?q=`.
pub async fn suggest(server: &Arc<Server>, query: &str) -> Response {
    let typed = parameter(query, "q", MAX_TYPED).unwrap_or_default();
    let asked = ask(server, move |_, port| {
        let suggestions = port.suggest(&typed, SUGGESTIONS);
        (None, Ok(dispatch::json(StatusCode::OK, &json!({ "suggestions": suggestions }))))
    });
    asked.await.unwrap_or_else(refusal)
}

/// `GET /api/click?q=&url=`: a result was opened. Only where queries are recorded.
pub fn click(server: &Server, query: &str) -> Response {
    let Some(recorder) = &server.recorder else { return StatusCode::NOT_FOUND.into_response() };
    if let (Some(typed), Some(url)) = (parameter(query, "q", 500), parameter(query, "url", 500)) {
        recorder.clicked(&typed, &url);
    }
    (StatusCode::NO_CONTENT, [(CACHE_CONTROL, "no-store")]).into_response()
}

/// What a search leaves for the record, and its response.
type Asked = (Option<(SearchRequest, Value)>, Result<Response, Refused>);

/// Why a search has no answer.
#[derive(Debug, Clone, Copy)]
enum Refused {
    /// Too many wait.
    Busy,
    /// The release has no search, or no page to show it in.
    Without,
    /// The search broke down.
    Broken,
}

/// Takes a turn and runs `work` on a thread that may block, on the release served now.
async fn ask(
    server: &Arc<Server>,
    work: impl FnOnce(&Release, &dyn SearchPort) -> Asked + Send + 'static,
) -> Result<Response, Refused> {
    let started = Stopwatch::start();
    let release = server.releases.served().current.ok_or(Refused::Without)?;
    let port = release.search.clone().ok_or(Refused::Without)?;
    let Some(turn) = server.gate.enter().await else {
        server.metrics.shed();
        return Err(Refused::Busy);
    };
    let worked = tokio::task::spawn_blocking(move || {
        let asked = work(&release, &*port);
        drop(turn);
        asked
    });
    let (record, response) = worked.await.map_err(|_| Refused::Broken)?;
    server.metrics.search(started.elapsed());
    if let (Some(recorder), Some((request, answer))) = (&server.recorder, record) {
        recorder.searched(&request.query, &answer);
    }
    response
}

fn takes_gzip(headers: &HeaderMap) -> bool {
    let header = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accepted(header).contains(&Encoding::Gzip)
}

/// A response made for this request, compressed when the client takes it.
fn made(kind: &'static str, body: Vec<u8>, gzip: bool) -> Response {
    let small = if gzip && body.len() as u64 >= compress::MIN_BYTES { compress::once(&body).ok() } else { None };
    let packed = small.is_some();
    let mut response = Response::new(Body::from(small.unwrap_or(body)));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if packed {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(Encoding::Gzip.name()));
    }
    response
}

/// Says that there is no answer now, and when to ask again.
fn refusal(refused: Refused) -> Response {
    let (status, reason) = match refused {
        Refused::Busy => (StatusCode::SERVICE_UNAVAILABLE, "busy"),
        Refused::Without => (StatusCode::NOT_FOUND, "no-search"),
        Refused::Broken => (StatusCode::INTERNAL_SERVER_ERROR, "broken"),
    };
    let mut response = dispatch::json(status, &json!({ "error": reason }));
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("1"));
    }
    response
}
