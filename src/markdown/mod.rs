//! Markdown to what the portal needs of it: sanitised HTML, anchors from legal numbering, the table
//! of contents, the text in sections for search, and the links. One pass, no I/O.

mod anchors;
mod model;
mod numbering;
mod render;
mod sanitize;
mod sections;
#[cfg(test)]
mod tests;

pub use model::{Heading, LinkUse, Rendered, Resolved, Section};
pub use render::{Context, render};
