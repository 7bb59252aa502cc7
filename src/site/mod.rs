//! The portal as a whole: which documents are public on a given day, where each one stands, how they
//! relate, and what lists they make. Immutable; a pure function of settings, content and day.

mod address;
mod assemble;
mod model;
mod publish;
mod relations;
mod validity;

pub use address::{RESERVED, alias_file, relative, root_prefix, url_path};
pub use assemble::assemble;
pub use model::{Assembled, Document, Redirect, Related, Relations, Site};
pub use publish::{Audience, Hidden, hidden};
pub use validity::{Status, Validity, validity};
