//! The live preview: what is noticed, as one batch or several, and what is shown of it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::format_collect,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a test may fail, and lays its own files"
)]

mod batches;
mod portal;
mod roots;
mod session;
