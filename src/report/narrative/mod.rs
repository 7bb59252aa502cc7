//! The narrative of a report (`annual-report.md`) as text to be searched: sections, sentences, figures.
//!
//! Not a Markdown reader: it only needs to know which words stand where, so it looks through headings,
//! comments, spaces and full-width forms and keeps the place of every character.

pub mod compact;
pub mod figures;
pub mod sections;

pub use compact::Compact;
pub use figures::{Figure, figures};
pub use sections::{Section, sections};
