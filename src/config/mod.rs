//! `site.toml`: what the person who sets a portal up decides, read once and checked.
//!
//! It knows nothing of documents; unknown keys and impossible values are findings with a place.

mod model;
mod parse;

pub use model::{Body, Category, Config, Level, Output, Part};
pub use parse::{is_base_url, parse};
