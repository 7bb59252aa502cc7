//! Headers that every response carries, and the methods and sizes that no request may exceed.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{
    ALLOW, CONTENT_SECURITY_POLICY as POLICY, HeaderName, HeaderValue, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::server::Server;
use crate::sys::clock::Stopwatch;

/// Nothing inline, nothing from elsewhere, no framing.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const FIXED: [(HeaderName, &str); 6] = [
    (POLICY, CONTENT_SECURITY_POLICY),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "strict-origin-when-cross-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Checks the request, lets it be answered, adds the fixed headers, counts and logs the response.
pub async fn guard(State(server): State<Arc<Server>>, request: Request, next: Next) -> Response {
    let started = Stopwatch::start();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let mut response = match refuse(&server, &request) {
        Some(refusal) => refusal,
        None => next.run(request).await,
    };
    for (name, value) in FIXED {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    let status = response.status().as_u16();
    server.metrics.response(status);
    // The path only: what citizens search for and who they are does not belong into a log.
    tracing::info!(method = method.as_str(), path, status, micros = started.elapsed().as_micros(), "request");
    response
}

fn refuse(server: &Server, request: &Request) -> Option<Response> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Some((StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, "GET, HEAD")]).into_response());
    }
    let uri = request.uri();
    let long = uri.path().len() + uri.query().map_or(0, str::len) > server.options.limits.target_bytes;
    long.then(|| StatusCode::URI_TOO_LONG.into_response())
}
