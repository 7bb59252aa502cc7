//! The content folder: Markdown files and bundles with their front matter, read and checked one by one.
//!
//! What a document means among the others (its address, validity, relations) is the site's affair.
//! Bodies are not kept: [`body`] reads one again when it is rendered, so memory stays small.

mod front;
mod load;
mod page;
mod split;

pub use front::{Approval, Disclosure, FrontMatter, Kind, StatedStatus, Step};
pub use load::{Loaded, body, load};
pub use page::{BundleFile, Page};
pub use split::{Split, split};
