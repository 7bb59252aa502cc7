//! The portal in a real browser: the main path, accessibility of every page kind, no JavaScript, a disk.
//!
//! Needs Chromium and its driver; `tests/run` installs them. Where they are missing the scenarios are
//! skipped, unless `GONGKAI_BROWSER=required` says that they must run.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "tests"
)]

mod accessibility;
mod driver;
mod files;
mod main_path;
mod preview;
