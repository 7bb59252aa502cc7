//! No input makes gongkai panic: random texts through every reader. (`tests/fuzz` goes further, with a
//! coverage-guided fuzzer.)

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "tests"
)]

use gongkai::diag::{Findings, Source};
use gongkai::markdown::{Context, Resolved, render};
use gongkai::{config, content, report, schema};
use proptest::prelude::*;

/// Texts that look a little like what gongkai reads.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("+++\n".to_owned()),
        Just("title = \"题\"\n".to_owned()),
        Just("date = 2019-02-30\n".to_owned()),
        Just("[[approval]]\n".to_owned()),
        Just("第一百三十三条之一 甲\n\n".to_owned()),
        Just("（十二）乙\n".to_owned()),
        Just("| a | b |\n|---|--:|\n| 1 | 2 |\n".to_owned()),
        Just("[^1]\n\n[^1]: x\n".to_owned()),
        Just("![](javascript:x) <script>".to_owned()),
        Just("requests = { new = [1, \"-\", 9999999999999999999] }\n".to_owned()),
        Just("表三\t0\t0\t减4\n第二十条第（一）项\n".to_owned()),
        "\\PC{0,12}",
        any::<char>().prop_map(String::from),
        "[ \t\n#*_>`\\-|]{1,6}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn readers_do_not_panic(text in text()) {
        let source = Source { path: "a", text: &text };
        let mut findings = Findings::new();
        let _ = config::parse(source, &mut findings);
        if let Some(parts) = content::split(&text) {
            let _ = schema::read(source, parts.front, &mut findings, content::FrontMatter::read);
        }
        let _ = report::read(source, &mut findings);
        let _ = report::import(text.as_bytes(), "a.txt");
        let resolve = |href: &str| Resolved { href: href.to_owned(), external: false };
        let rendered = render(&Context { source, body: 0..text.len(), title: "题", resolve: &resolve, table_label: "表" });
        prop_assert!(!rendered.html.contains("<script"));
        for finding in &findings {
            let _ = finding.message(gongkai::diag::Lang::Zh);
        }
        let _ = gongkai::diag::human(&findings, gongkai::diag::Lang::En, true);
    }

    #[test]
    fn imports_of_any_bytes_do_not_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for head in [&b""[..], b"PK\x03\x04", b"%PDF-1.4\n", b"<html><table><tr><td colspan=99999>"] {
            let _ = report::import(&[head, &bytes].concat(), "a");
        }
    }
}
