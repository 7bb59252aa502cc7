//! What all requests share, and the router over it.

use std::sync::Arc;

use axum::{Router, middleware};

use super::compress::Compressed;
use super::dispatch::dispatch;
use super::gate::Gate;
use super::headers::guard;
use super::metrics::Metrics;
use super::options::ServeOptions;
use super::query_log::Recorder;
use super::release::{OpenSearch, Place};
use super::releases::Releases;
use crate::diag::Outcome;

/// What all requests share.
pub struct Server {
    pub(super) options: ServeOptions,
    pub(super) releases: Releases,
    pub(super) gate: Gate,
    pub(super) metrics: Metrics,
    pub(super) compressed: Compressed,
    pub(super) recorder: Option<Recorder>,
}

impl Server {
    /// Prepares a server and opens the release that stands in the published folder.
    ///
    /// # Errors
    /// There is no readable release (in a live preview there may be none yet), or the query log
    /// cannot be written.
    pub fn new(options: ServeOptions, open_search: OpenSearch) -> Outcome<Arc<Self>> {
        let place =
            Place { output: options.output.clone(), state: options.state.clone(), live: options.preview.is_some() };
        let server = Self {
            releases: Releases::new(place, open_search),
            gate: Gate::new(options.limits.searches, options.limits.waiting_searches),
            metrics: Metrics::default(),
            compressed: Compressed::default(),
            recorder: options.query_log.as_ref().map(Recorder::open).transpose()?,
            options,
        };
        let opened = server.releases.refresh();
        if server.options.preview.is_none() {
            opened?;
        }
        Ok(Arc::new(server))
    }

    /// Identity of the release being served.
    #[must_use]
    pub fn release(&self) -> Option<String> {
        self.releases.served().current.map(|release| release.id.clone())
    }

    /// Looks whether another release was published and takes it over; see [`Releases::refresh`].
    /// What stands there but cannot be read is logged, and the present release stays. Blocking.
    pub fn refresh(&self) -> bool {
        self.releases.refresh().unwrap_or_else(|failure| {
            tracing::error!("{failure}");
            false
        })
    }
}

/// The router of a server; it holds no state beside it.
pub fn router(server: &Arc<Server>) -> Router {
    Router::new()
        .fallback(dispatch)
        .layer(middleware::from_fn_with_state(Arc::clone(server), guard))
        .with_state(Arc::clone(server))
}
