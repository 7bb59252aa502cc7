//! Building a portal: where the stages meet.

mod options;

pub use options::{BuildOptions, Built, Changes};
