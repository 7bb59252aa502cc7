//! From the site model to the bytes of each published file: which outputs there are ([`plan`]), what
//! each one says (the views), and how it looks (the theme's templates and assets).
//!
//! Pure: it reads and writes no file. Markdown is rendered elsewhere and handed in as a [`DocumentBody`].

mod address;
mod body;
mod catalogue;
mod chrome;
mod citation;
mod feed;
mod fingerprint;
mod job;
mod jsonld;
mod plan;
mod qr;
mod query;
mod record;
mod renderer;
mod results;
mod sitemap;
mod survey;
mod templates;
mod theme;
mod view;
mod words;
mod xml;

pub use address::link;
pub use body::{DocumentBody, PublishedFile, ReportView};
pub use job::{Facet, Job, Order, Page};
pub use plan::plan;
pub use renderer::Renderer;
pub use results::{RESULTS_MARKER, ResultsRenderer, fill_search_page};
pub use theme::{Asset, Theme};
