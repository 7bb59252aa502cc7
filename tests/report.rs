//! Annual reports as data, from the outside: the seed, the official tables, the files made of them.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "report/blank.rs"]
mod blank;
#[path = "report/import.rs"]
mod import;
#[path = "report/mended.rs"]
mod mended;
#[path = "report/planted.rs"]
mod planted;
#[path = "report/property.rs"]
mod property;
#[path = "report/rough.rs"]
mod rough;
#[path = "report/seed.rs"]
mod seed;
#[path = "report/sentences.rs"]
mod sentences;
