//! The first real report: what stands in its files is what its original prints.

use gongkai::diag::{Finding, Findings, Lang, Severity, Source};
use gongkai::report::{self, CheckInput};
use jiff::civil::date;

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

const NARRATIVE: &str = include_str!("seed/annual-report.md");

fn findings() -> Vec<Finding> {
    let mut findings = Findings::new();
    let source = Source { path: "annual-report.toml", text: TOML };
    let report = report::read(source, &mut findings);
    report::check(
        &CheckInput {
            report: &report,
            source,
            previous: None,
            narrative: Source { path: "annual-report.md", text: NARRATIVE },
            title: "",
            level: "township",
            published: Some(date(2020, 1, 20)),
            today: date(2026, 11, 23),
            due: (1, 31),
        },
        &mut findings,
    );
    findings.into_iter().collect()
}

#[test]
fn the_seeds_own_contradictions_are_found_and_nothing_else() {
    let said: Vec<(&str, String)> =
        findings().iter().map(|finding| (finding.code, finding.message(Lang::Zh))).collect();
    let codes: Vec<&str> = said.iter().map(|(code, _)| *code).collect();
    assert_eq!(
        codes,
        ["report-missing-results", "report-x13", "report-x13", "report-lost-cells", "report-surplus-values"],
        "{said:#?}"
    );
    let words = said.iter().map(|(_, message)| message.as_str()).collect::<Vec<_>>().join("\n");
    for part in [
        "工作考核、社会评议、责任追究",
        "1059",
        "1018+42",
        "1060",
        "100%",
        "1934÷1975",
        "97.92%",
        "3 个格",
        "16 个值",
        "应有 15 个",
    ] {
        assert!(words.contains(part), "{part} in {words}");
    }
    assert!(findings().iter().all(|finding| finding.severity == Severity::Warning));
}

#[test]
fn the_reader_sees_what_holds_and_what_does_not() {
    let report = report::read(Source { path: "annual-report.toml", text: TOML }, &mut Findings::new());
    let lines = report::identities(&report, None);
    let said: Vec<(&str, &str)> = lines.iter().map(|line| (line.state, line.zh.as_str())).collect();
    assert!(
        said.contains(&("holds", "表三：一、新收 + 二、结转 = （七）总计 + 四、结转下年：7列全部相符 0+0=0+0")),
        "{said:#?}"
    );
    assert!(said.contains(&("fails", "正文「乡接待受理」写 1059，按 1018+42 计算为 1060，不相符")), "{said:#?}");
    assert!(said.contains(&("fails", "正文「办结率」写 100%，按 1934÷1975 计算为 97.92%，不相符")), "{said:#?}");
    assert!(said.contains(&("holds", "正文「接待服务群众」1975，核对相符（1059+916）")), "{said:#?}");
}

#[test]
fn without_ties_the_seeds_sentences_are_still_doubted() {
    let at = TOML.find("[statements]").unwrap();
    let rest = &TOML[at..];
    let untied = format!("{}{}", &TOML[..at], &rest[rest.find("[[printed]]").unwrap()..]);
    let mut findings = Findings::new();
    let source = Source { path: "annual-report.toml", text: &untied };
    let report = report::read(source, &mut findings);
    let narrative = Source { path: "annual-report.md", text: NARRATIVE };
    let input = CheckInput {
        report: &report,
        source,
        previous: None,
        narrative,
        title: "",
        level: "township",
        published: None,
        today: date(2020, 1, 1),
        due: (1, 31),
    };
    report::check(&input, &mut findings);
    let said: Vec<String> = findings
        .iter()
        .filter(|finding| finding.code == "report-x13")
        .map(|finding| finding.message(Lang::Zh))
        .collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].contains("1060") && said[1].contains("97.92%"), "{said:?}");
    assert!(findings.iter().any(|finding| finding.code == "report-statement-suggested"));
}

#[test]
fn a_changed_sentence_breaks_its_tie() {
    let changed = NARRATIVE.replace("当场为群众办结 1934 件", "当场为群众办结 1943 件");
    let mut findings = Findings::new();
    let source = Source { path: "annual-report.toml", text: TOML };
    let report = report::read(source, &mut findings);
    let narrative = Source { path: "annual-report.md", text: &changed };
    let input = CheckInput {
        report: &report,
        source,
        previous: None,
        narrative,
        title: "",
        level: "township",
        published: None,
        today: date(2020, 1, 1),
        due: (1, 31),
    };
    report::check(&input, &mut findings);
    assert!(findings.iter().any(|finding| finding.code == "report-statement-broken"));
}
