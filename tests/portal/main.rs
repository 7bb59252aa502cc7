//! Whole portals through the real program: what is built, what is found, what survives.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "tests"
)]

mod bad_input;
mod driver;
mod full_disk;
mod incremental;
mod kill;
mod links;
mod publish;
mod report_commands;
mod sample;
mod settings;
