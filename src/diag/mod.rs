//! Findings: what gongkai tells the clerk, where it stands, and in which language.
//!
//! A finding is plain data (code, place, arguments). Its words live in one message catalogue,
//! Chinese and English side by side; one file per output format renders them. This module knows
//! nothing about Markdown, TOML or portals.

mod catalogue;
mod failure;
mod finding;
mod human;
mod json;
mod sarif;
mod source;

pub use catalogue::{Entry, Lang, codes, entry, has_text, text, words};
pub use failure::{Failure, Outcome};
pub use finding::{Finding, Findings, Severity};
pub use human::{human, summary};
pub use json::json;
pub use sarif::sarif;
pub use source::{Excerpt, Place, Source};
