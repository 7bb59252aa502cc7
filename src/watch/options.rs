//! What the live preview is told, and what it tells.

use std::net::SocketAddr;
use std::time::Duration;

use super::batch::Batch;
use super::sources::Sources;
use crate::diag::{Failure, Finding, Lang};
use crate::engine::Built;
use crate::serve::ServeOptions;

/// How to watch and where to show.
#[derive(Debug, Clone)]
pub struct WatchOptions {
    /// What is watched.
    pub sources: Sources,
    /// Looks at the files every moment instead of waiting for the system's notifications.
    pub poll: bool,
    /// Language of the findings in the browser.
    pub lang: Lang,
    /// How the preview is served: `output` is the preview's own folder, never the published one.
    pub serve: ServeOptions,
}

/// What happens, for the terminal.
#[derive(Debug)]
pub enum Report<'a> {
    /// The preview can be opened here.
    Listening(SocketAddr),
    /// There are no notifications; why, as a finding.
    Polling(&'a Finding),
    /// A build came to its end, with or without findings.
    Built {
        /// What had changed; empty for the first build.
        batch: &'a Batch,
        /// What the build answered.
        built: &'a Built,
        /// Time from the end of the batch to the new pages being served.
        took: Duration,
    },
    /// A build could not be done at all.
    Failed(&'a Failure),
}
