//! The published files: from a path to a reply.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

use super::address::{self, Wanted};
use super::find::{Found, find};
use super::reply::Reply;
use super::send::{Wishes, send};
use super::server::Server;
use super::{media, preview};

/// Releases that may follow each other while one request is being answered.
const MAX_REPLACED: usize = 4;
/// What the live preview shows before its first build that worked: a page for the findings.
const EMPTY_PAGE: &str = "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head><meta charset=\"utf-8\"><title>gongkai</title></head>\n<body></body>\n</html>\n";

/// Answers with the published file at `path`, or with the portal's own 404 page.
pub async fn answer(server: &Arc<Server>, path: &str, head: &Parts) -> Response {
    let wishes = Wishes::read(&head.headers);
    let (server, path) = (Arc::clone(server), path.to_owned());
    let query = head.uri.query().map(str::to_owned);
    // Files are opened and read where a slow disk holds up nobody else.
    let replied = tokio::task::spawn_blocking(move || reply(&server, &path, query.as_deref(), &wishes));
    match replied.await {
        Ok(Ok(reply)) => reply.into_response(),
        _ => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn reply(server: &Server, path: &str, query: Option<&str>, wishes: &Wishes) -> std::io::Result<Reply> {
    if server.releases.served().current.is_none() {
        return Ok(nothing_yet(server));
    }
    let Some(wanted) = address::parse(path) else { return not_found(server, wishes) };
    if server.options.base_path.strip_suffix('/') == Some(path) {
        return Ok(Reply::redirect(&wanted.location(query)));
    }
    match lookup(server, &wanted) {
        Found::File(published) => send(server, wishes, published),
        Found::Folder => Ok(Reply::redirect(&wanted.location(query))),
        Found::Missing | Found::Gone => not_found(server, wishes),
    }
}

/// Looks up; when the release has been replaced under our hands, again in the new one. When there is
/// no readable new one (somebody broke the manifest), the files of the last good one are still given.
fn lookup(server: &Server, wanted: &Wanted) -> Found {
    for _ in 0..MAX_REPLACED {
        match find(&server.releases.served(), wanted, true) {
            Found::Gone => server.refresh(),
            found => return found,
        };
    }
    find(&server.releases.served(), wanted, false)
}

fn not_found(server: &Server, wishes: &Wishes) -> std::io::Result<Reply> {
    let wanted = Wanted { name: "404.html".to_owned(), folder: false };
    let Found::File(page) = lookup(server, &wanted) else { return Ok(Reply::new(StatusCode::NOT_FOUND)) };
    let reply = send(server, &wishes.whole(), page)?;
    Ok(Reply { status: StatusCode::NOT_FOUND, tag: None, ranges: false, ..reply })
}

fn nothing_yet(server: &Server) -> Reply {
    let mut reply = Reply::new(StatusCode::SERVICE_UNAVAILABLE);
    if server.options.preview.is_some() {
        reply.kind = media::media_type("index.html");
        reply.fill(preview::inject(EMPTY_PAGE, "").into_bytes().into());
    }
    reply
}
