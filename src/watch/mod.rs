//! The live preview (实时预览): watch the sources, build again what changed, show it in the browser.
//!
//! This module notices changes and gathers them into batches; what a build does with a batch is the
//! caller's. It never writes into the published folder and knows nothing about documents.

mod batch;
mod events;
mod identity;
mod options;
mod poll;
mod session;
mod snapshot;
mod sources;
mod watcher;

pub use batch::{Batch, Signal};
pub use options::{Report, WatchOptions};
pub use session::{run, run_with};
pub use sources::Sources;
pub use watcher::{Next, Watcher};
