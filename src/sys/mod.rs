//! The only doors to the outside: files, the clock, the environment.
//!
//! Everything else in gongkai gets bytes, days and settings as values. What stands here knows
//! nothing about portals; it turns what the machine says into findings with a place.

#![allow(clippy::disallowed_methods, reason = "this is the one place where they are allowed")]

pub mod clock;
pub mod environment;
pub mod files;
pub mod lock;
pub mod swap;
pub mod walk;
