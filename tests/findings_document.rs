//! `docs/findings.md` is made from the message catalogue, so that it is never behind. After a change:
//! `GONGKAI_BLESS=1 cargo test --test findings_document`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "tests"
)]

use std::fmt::Write;

use gongkai::diag::{Lang, codes};

fn document() -> String {
    let mut page = String::from(
        "# Findings\n\nEvery finding gongkai can report, by code. `gongkai explain CODE` prints the same.\n\
         This page is made from the message catalogue.\n",
    );
    for (code, entry) in codes() {
        let _ = write!(page, "\n## {code}\n\nSeverity: {}", entry.severity.name());
        if !entry.rule().is_empty() {
            let _ = write!(page, " · Rule: {}", entry.rule());
        }
        let _ = writeln!(page, "\n\n- {}\n- {}", entry.message(Lang::Zh), entry.message(Lang::En));
        for text in [entry.help(Lang::Zh), entry.help(Lang::En)].into_iter().filter(|text| !text.is_empty()) {
            let _ = writeln!(page, "\n> {}", text.replace('\n', "\n> "));
        }
        for text in
            [entry.explanation(Lang::Zh), entry.explanation(Lang::En)].into_iter().filter(|text| !text.is_empty())
        {
            let _ = writeln!(page, "\n{text}");
        }
    }
    page
}

#[test]
fn the_page_is_up_to_date() {
    let made = document();
    if std::env::var_os("GONGKAI_BLESS").is_some() {
        std::fs::write("docs/findings.md", &made).unwrap();
    }
    let written = std::fs::read_to_string("docs/findings.md").unwrap_or_default();
    assert!(written == made, "docs/findings.md is behind: GONGKAI_BLESS=1 cargo test --test findings_document");
}
