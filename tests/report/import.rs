//! Reports read in: the seed, and reports of both editions in four formats.

use gongkai::diag::Lang;
use gongkai::report;

#[test]
fn the_seed_is_read_in_whole() {
    let import = report::import(include_bytes!("seed/original.txt"), "original.txt");
    let said: Vec<String> = import.findings.iter().map(|finding| format!("{} {}", finding.code, finding.message(Lang::Zh))).collect();
    let expected = include_str!("seed/annual-report.toml");
    let (head, tail) = expected.split_at(expected.find("\n# 正文中的数").unwrap());
    let printed = &tail[tail.find("\n[[printed]]").unwrap()..];
    for (written, known) in import.toml.lines().zip(format!("{head}{printed}").lines()) {
        assert_eq!(written, known, "{said:#?}");
    }
    for (written, known) in import.markdown.lines().zip(include_str!("seed/annual-report.md").lines()) {
        assert_eq!(written, known);
    }
    assert_eq!(import.markdown, include_str!("seed/annual-report.md"));
    assert_eq!(said.len(), 3, "{said:#?}");
}
