//! Building a portal: where the stages meet. Settings and content are read, assembled into a site,
//! checked, rendered, indexed, staged and published; each stage hands on what it made and what it found.

mod build;
mod cache;
mod compress;
mod decide;
mod document;
mod index;
mod input;
mod links;
mod manifest;
mod options;
mod places;
mod prepare;
mod registers;
mod reports;
mod stage;
mod work;

pub use build::{build, check};
pub use index::{folder as index_folder, to_search};
pub use input::{read_config, read_theme};
pub use manifest::{Entry, MANIFEST, Manifest, hex};
pub use options::{BuildOptions, Built, Changes};
pub use prepare::{Prepared, prepare};
pub use registers::read as read_registers;
pub use stage::{inspect, verify};
