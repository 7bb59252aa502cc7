//! The server of a published release, asked as clients and attackers ask it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::format_collect,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a test may fail, and lays its own files"
)]

mod files;
mod headers;
mod limits;
mod paths;
mod preview;
mod query_log;
mod search;
mod site;
mod swap;
