//! What the server is told when it starts.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::preview::Preview;

/// How to serve.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// The published folder. Its manifest names what is given out; nothing else is.
    pub output: PathBuf,
    /// Folder of what is not published; the search index of a release is `search/<id>` in it.
    pub state: PathBuf,
    /// Where to listen; port 0 takes a free one.
    pub address: SocketAddr,
    /// Path part of `base_url`, with slashes at both ends. The portal answers there and at `/`.
    pub base_path: String,
    /// Bounds on what a client may take.
    pub limits: Limits,
    /// Records what citizens look for; `None` records nothing.
    pub query_log: Option<QueryLog>,
    /// The live preview; `None` in production.
    pub preview: Option<Arc<Preview>>,
}

/// Where and how queries are recorded: no address of the asker, no time finer than the hour.
#[derive(Debug, Clone)]
pub struct QueryLog {
    /// The file, one JSON object a line. When full it is moved aside to `<name>.1`.
    pub path: PathBuf,
    /// Bytes at which the file is full.
    pub max_bytes: u64,
    /// The present hour, e.g. `2025-06-30T14`.
    pub hour: fn() -> String,
}

/// Bounds on what a client may take.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Open connections; further ones wait in the system's queue. A connection carries one
    /// request at a time, so this bounds the requests too.
    pub connections: usize,
    /// Time in which a request's head must have arrived; also how long an idle connection is kept.
    pub head_time: Duration,
    /// Time in which a client must take at least some of the bytes waiting for it.
    pub stall_time: Duration,
    /// Bytes of a request's head.
    pub head_bytes: usize,
    /// Bytes of path and query together; longer is 414.
    pub target_bytes: usize,
    /// Searches at the same time.
    pub searches: usize,
    /// Searches that may wait for a turn; more are answered 503.
    pub waiting_searches: usize,
    /// Time for open requests when the server stops.
    pub stop_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 1024,
            head_time: Duration::from_secs(10),
            stall_time: Duration::from_secs(30),
            head_bytes: 32 * 1024,
            target_bytes: 8 * 1024,
            searches: 2,
            waiting_searches: 16,
            stop_time: Duration::from_secs(5),
        }
    }
}
