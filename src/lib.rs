//! gongkai turns a folder of Markdown into the 政府信息公开 portal of a Chinese public body.
//!
//! The modules stand in layers; a module uses only those above it in this list
//! (`tests/layers.rs` reads the imports and holds it to that).

// L0: findings and the doors to the outside
pub mod diag;
pub mod sys;

// L1: tables and texts, as such
pub mod schema;
pub mod text;

// L1: what the clerk and the engineer write
pub mod config;
pub mod content;

// L2: what a text and a report are
pub mod markdown;
pub mod report;

// L2: what a portal is
pub mod site;

// L3: what is made of it
pub mod render;
pub mod search;

// L4: the work
pub mod engine;

// L4: showing it
pub mod serve;
pub mod watch;

// L5: the command line
pub mod cli;
