//! Any `site.toml`.
#![no_main]
use gongkai::diag::{Findings, Source};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let _ = gongkai::config::parse(Source { path: "site.toml", text }, &mut Findings::new());
});
