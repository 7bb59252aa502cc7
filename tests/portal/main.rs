//! Whole portals through the real program: what is built, what is found, what survives.

mod bad_input;
mod driver;
mod incremental;
mod kill;
mod links;
mod publish;
mod sample;
