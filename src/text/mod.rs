//! Text as the portal compares it: folding, the one analyser, numerals and pinyin.
//!
//! Index, query, highlighting and the browser cut text with these rules and no others.
//! Not for Markdown, HTML or extraction from attachments.

pub mod analyser;
pub mod fold;
pub mod numeral;
pub mod pinyin;
