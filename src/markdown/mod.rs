//! Markdown to what the portal needs of it: sanitised HTML, anchors from legal numbering, the table
//! of contents, the text in sections for search, and the links. One pass, no I/O.

mod model;

pub use model::{Heading, LinkUse, Rendered, Resolved, Section};
