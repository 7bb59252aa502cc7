//! Any Markdown file's front matter.
#![no_main]
use gongkai::content::{FrontMatter, split};
use gongkai::diag::{Findings, Source};

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Some(parts) = split(text) {
        let source = Source { path: "a.md", text };
        let _ = gongkai::schema::read(source, parts.front, &mut Findings::new(), FrontMatter::read);
    }
});
