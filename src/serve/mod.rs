//! The server of a published release (公开平台的正式服务): files, search, health, metrics.
//!
//! It only reads what was published and never writes into it. It knows nothing about content,
//! settings or how pages are made; a search engine and the page that shows its answers are plugged
//! in through [`SearchPort`]. The live preview is the same server with [`Preview`] switched on.

mod address;
mod compress;
mod conditional;
mod dispatch;
mod files;
mod find;
mod folder;
mod gate;
mod headers;
mod listener;
mod manifest;
mod media;
mod metrics;
mod negotiate;
mod options;
mod preview;
mod query;
mod query_log;
mod release;
mod releases;
mod reply;
mod run;
mod search;
mod send;
mod server;
mod stall;

pub use headers::CONTENT_SECURITY_POLICY;
pub use options::{Limits, QueryLog, ServeOptions};
pub use preview::Preview;
pub use query::{SearchRequest, Sort};
pub use release::{OpenSearch, SearchPort};
pub use run::{run, run_until};
pub use server::{Server, router};
