//! The live preview: what is noticed, as one batch or several, and what is shown of it.

mod batches;
mod portal;
mod roots;
mod session;
