//! Any Markdown text; what comes out carries no script.
#![no_main]
use gongkai::diag::Source;
use gongkai::markdown::{Context, Resolved, render};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let resolve = |href: &str| Resolved { href: href.to_owned(), external: false };
    let source = Source { path: "a.md", text };
    let out = render(&Context { source, body: 0..text.len(), title: "", resolve: &resolve, table_label: "" });
    assert!(!out.html.contains("<script"));
});
