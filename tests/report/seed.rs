//! The first real report: what stands in its files is what its original prints.

use gongkai::diag::{Findings, Source};
use gongkai::report;

pub const TOML: &str = include_str!("seed/annual-report.toml");

#[test]
fn the_seed_reads_without_findings_and_writes_back_to_the_same_file() {
    let mut findings = Findings::new();
    let read = report::read(Source { path: "annual-report.toml", text: TOML }, &mut findings);
    assert!(findings.is_empty(), "{findings:?}");
    let written = report::toml(&read);
    for (written, original) in written.lines().zip(TOML.lines()) {
        assert_eq!(written, original);
    }
    assert_eq!(written.len(), TOML.len());
    let numbers = read.cells.iter().filter(|cell| cell.value.number().is_some()).count();
    assert_eq!(numbers, 22 + 161 + 15);
}
