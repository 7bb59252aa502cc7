//! Annual reports as data, from the outside: the seed, the official tables, the files made of them.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "report/seed.rs"]
mod seed;
#[path = "report/planted.rs"]
mod planted;
#[path = "report/import.rs"]
mod import;
