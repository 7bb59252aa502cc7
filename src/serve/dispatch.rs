//! Which part of the server answers which address.
//!
//! The portal answers below its production path (`/mengjiao/…`) and at `/` alike, so the address is
//! taken apart by hand: a path from the settings is no pattern for a router.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::address::below;
use super::server::Server;
use super::{files, preview, search};

/// Answers a request.
pub async fn dispatch(State(server): State<Arc<Server>>, request: Request) -> Response {
    let (head, _body) = request.into_parts();
    let query = head.uri.query().unwrap_or_default();
    let path = head.uri.path();
    let path = below(&server.options.base_path, path).unwrap_or(path);
    match path {
        "/healthz" => health(&server),
        "/metrics" => metrics(&server),
        "/api/search" => search::api(&server, query, &head.headers).await,
        "/api/suggest" => search::suggest(&server, query).await,
        "/api/click" => search::click(&server, query),
        "/search/" | "/search/index.html" => search::page(&server, query, &head).await,
        _ => match path.strip_prefix("/_gongkai/").zip(server.options.preview.as_ref()) {
            Some((name, preview)) => preview::answer(preview, name),
            None => files::answer(&server, path, &head).await,
        },
    }
}

/// JSON that is made for this request.
pub fn json(status: StatusCode, value: &serde_json::Value) -> Response {
    let kind = HeaderValue::from_static("application/json; charset=utf-8");
    let keep = HeaderValue::from_static("private, no-cache");
    (status, [(CONTENT_TYPE, kind), (CACHE_CONTROL, keep)], value.to_string()).into_response()
}

fn health(server: &Server) -> Response {
    let release = server.releases.served().current;
    let status = if release.is_some() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let search = release.as_ref().is_some_and(|release| release.search.is_some());
    json(status, &serde_json::json!({ "release": release.map(|release| release.id.clone()), "search": search }))
}

fn metrics(server: &Server) -> Response {
    let release = server.releases.served().current;
    let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    let keep = HeaderValue::from_static("no-store");
    let text = server.metrics.text(release.as_ref().map(|release| release.id.as_str()));
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, keep)], text).into_response()
}
