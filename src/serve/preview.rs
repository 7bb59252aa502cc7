//! The live preview's side of the server: findings and reloads by server-sent events.
//!
//! Everything it adds to a page are two links to files of its own, so the strict policy on scripts
//! and styles holds here too. None of it is in a published file.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde_json::{Value, json};
use tokio::sync::watch;

use crate::diag::{self, Findings, Lang, Severity};

const SCRIPT: &str = include_str!("preview.js");
const STYLE: &str = include_str!("preview.css");

/// What the open pages are told: the release to show and the findings of the last build.
#[derive(Debug)]
pub struct Preview {
    state: watch::Sender<Option<Arc<str>>>,
    lang: Lang,
}

impl Preview {
    /// Nothing built yet; findings will be worded in `lang`.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        let nothing = json!({ "release": null, "errors": 0, "warnings": 0, "notes": 0, "findings": [] });
        Self { state: watch::Sender::new(Some(nothing.to_string().into())), lang }
    }

    /// Tells every open page which release is served now and what was found. A page that shows
    /// another release loads itself anew.
    pub fn show(&self, release: Option<String>, findings: &Findings) {
        let mut state: Value = diag::json(findings, self.lang);
        for (name, severity) in
            [("errors", Severity::Error), ("warnings", Severity::Warning), ("notes", Severity::Note)]
        {
            state[name] = findings.count(severity).into();
        }
        state["release"] = release.into();
        self.state.send_replace(Some(state.to_string().into()));
    }

    /// Ends the streams of all open pages, so that the server can stop.
    pub fn close(&self) {
        self.state.send_replace(None);
    }
}

/// Answers below `/_gongkai/`.
pub fn answer(preview: &Preview, name: &str) -> Response {
    match name {
        "preview.js" => asset("text/javascript; charset=utf-8", SCRIPT),
        "preview.css" => asset("text/css; charset=utf-8", STYLE),
        "events" => events(preview.state.subscribe()),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The page with the preview's style and script at the end of its body. The script's address says
/// which release the page is of, so that it knows when it is out of date.
#[must_use]
pub fn inject(page: &str, release: &str) -> String {
    let at = page.rfind("</body>").unwrap_or(page.len());
    let (before, after) = page.split_at(at);
    format!(
        "{before}<link rel=\"stylesheet\" href=\"/_gongkai/preview.css\">\
         <script src=\"/_gongkai/preview.js?{release}\" defer></script>{after}"
    )
}

fn asset(kind: &'static str, text: &'static str) -> Response {
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-store")], text).into_response()
}

/// The present state at once, then each new one.
fn events(mut states: watch::Receiver<Option<Arc<str>>>) -> Response {
    states.mark_changed();
    let stream = stream::unfold(states, |mut states| async {
        states.changed().await.ok()?;
        let state = states.borrow_and_update().clone()?;
        Some((Ok::<_, Infallible>(Event::default().data(&*state)), states))
    });
    Sse::new(stream).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))).into_response()
}
