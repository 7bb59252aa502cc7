//! Correct reports raise no error; every planted contradiction is found with its rule, at its place.

use gongkai::diag::{Finding, Findings, Lang, Severity, Source};
use gongkai::report::{self, CheckInput, Report};
use jiff::civil::date;

/// toml, md, level and the report of the year before.
struct Sample {
    toml: &'static str,
    md: &'static str,
    level: &'static str,
    before: Option<&'static str>,
}

macro_rules! sample {
    ($name:literal, $level:literal, $before:expr) => {
        Sample {
            toml: include_str!(concat!("data/", $name, ".toml")),
            md: include_str!(concat!("data/", $name, ".md")),
            level: $level,
            before: $before,
        }
    };
}

fn samples() -> [(&'static str, Sample); 6] {
    [
        ("county-2019", sample!("county-2019", "county", None)),
        ("county-2020", sample!("county-2020", "county", Some(include_str!("data/county-2019.toml")))),
        ("city-2022", sample!("city-2022", "city", None)),
        ("city-2023", sample!("city-2023", "city", Some(include_str!("data/city-2022.toml")))),
        ("township-2021", sample!("township-2021", "township", None)),
        ("bureau-2024", sample!("bureau-2024", "county-department", None)),
    ]
}

fn read(toml: &str, findings: &mut Findings) -> Report {
    report::read(Source { path: "annual-report.toml", text: toml }, findings)
}

fn check(sample: &Sample, toml: &str, md: &str, before: Option<&str>, published: jiff::civil::Date) -> Vec<Finding> {
    let mut findings = Findings::new();
    let previous = before.map(|text| read(text, &mut Findings::new()));
    let report = read(toml, &mut findings);
    let input = CheckInput {
        report: &report,
        source: Source { path: "annual-report.toml", text: toml },
        previous: previous.as_ref(),
        narrative: Source { path: "annual-report.md", text: md },
        title: "",
        level: sample.level,
        published: Some(published),
        today: date(2026, 1, 1),
        due: (1, 31),
    };
    report::check(&input, &mut findings);
    findings.into_iter().collect()
}

fn in_time(sample: &Sample) -> jiff::civil::Date {
    date(read(sample.toml, &mut Findings::new()).year + 1, 1, 20)
}

#[test]
fn correct_reports_raise_neither_errors_nor_warnings() {
    for (name, sample) in samples() {
        let found = check(&sample, sample.toml, sample.md, sample.before, in_time(&sample));
        let loud: Vec<String> = found
            .iter()
            .filter(|finding| finding.severity != Severity::Note)
            .map(|finding| format!("{} {}", finding.code, finding.message(Lang::Zh)))
            .collect();
        assert!(loud.is_empty(), "{name}: {loud:#?}");
    }
}

/// Sample, file (t toml, m md, b year before), what is replaced, by what, expected code, line's beginning.
const PLANTED: &[(&str, char, &str, &str, &str, &str)] = &[
    ("county-2019", 't', "new = [61, 9,", "new = [60, 9,", "report-x1", "new"),
    ("county-2019", 't', "new = [61, 9,", "new = [60, 9,", "report-x3", "new"),
    (
        "county-2019",
        't',
        "carried_out = [2, 1, 0, 0, 0, 0, 3]",
        "carried_out = [2, 1, 0, 0, 0, 0, 4]",
        "report-x3",
        "carried_out",
    ),
    (
        "county-2019",
        't',
        "carried_out = [2, 1, 0, 0, 0, 0, 3]",
        "carried_out = [3, 0, 0, 0, 0, 0, 3]",
        "report-x1",
        "new",
    ),
    ("county-2019", 't', "granted = [31, 4,", "granted = [32, 3,", "report-x2", "total"),
    ("county-2019", 't', "other = [1, 0, 0, 0, 0, 1, 2]", "other = [1, 0, 0, 0, 0, 0, 1]", "report-x2", "total"),
    (
        "county-2019",
        't',
        "not_processed_petition = [4, 0, 0, 0, 0, 0, 4]",
        "not_processed_petition = [4, 0, 0, 0, 0, 0, 5]",
        "report-x3",
        "not_processed_petition",
    ),
    (
        "county-2019",
        't',
        "reconsideration = [3, 1, 0, 1, 5]",
        "reconsideration = [3, 1, 0, 1, 4]",
        "report-x4",
        "reconsideration",
    ),
    (
        "county-2019",
        't',
        "litigation_direct = [2, 0, 1, 0, 3]",
        "litigation_direct = [2, 0, 0, 0, 3]",
        "report-x4",
        "litigation_direct",
    ),
    (
        "county-2019",
        't',
        "litigation_after_reconsideration = [1, 0, 0, 0, 1]",
        "litigation_after_reconsideration = [1, 0, 0, 1, 1]",
        "report-x4",
        "litigation_after_reconsideration",
    ),
    ("county-2019", 't', "rules = { made = 0,", "rules = { made = 1,", "report-x8", "rules"),
    ("county-2019", 't', "disclosed = 6, total = 41", "disclosed = 46, total = 41", "report-x7", "normative_documents"),
    ("county-2019", 't', "change = -4", "change = \"减4\"", "report-x10", "licences"),
    ("county-2019", 't', "decisions = 15230", "decisions = -5", "report-x10", "licences"),
    ("county-2019", 't', "decisions = 963", "decisions = 963.5", "report-x10", "penalties"),
    ("county-2019", 't', "decisions = 37", "decisions = \"\"", "report-x10", "coercive_measures"),
    ("county-2019", 't', "decisions = 37", "decisions = \"三十七\"", "report-x10", "coercive_measures"),
    ("county-2019", 't', "fees = { previous = 14, change = -1 }", "fees = { previous = 14 }", "report-x10", "fees"),
    (
        "county-2019",
        't',
        "edition = \"2019\"\nyear = 2019",
        "edition = \"2019\"\nyear = 2023",
        "report-edition-mismatch",
        "edition",
    ),
    ("county-2019", 'm', "收到政府信息公开申请76件", "收到政府信息公开申请72件", "report-x12", "全年共收到"),
    ("county-2019", 'm', "办结申请76件", "办结申请69件", "report-x12", "全年共收到"),
    ("county-2019", 'm', "结转下年度继续办理3件", "结转下年度继续办理1件", "report-x12", "全年共收到"),
    ("county-2019", 'm', "部分公开7件", "部分公开8件", "report-x12", "全年共收到"),
    ("county-2019", 'm', "行政复议5件", "行政复议2件", "report-x12", "全年共收到"),
    ("county-2019", 'm', "行政诉讼4件", "行政诉讼6件", "report-x12", "全年共收到"),
    ("county-2019", 'm', "其中办结24071件", "其中办结24017件", "report-x13", "全县各级"),
    ("county-2019", 'm', "办结率100%", "办结率102%", "report-x13", "全县各级"),
    ("county-2019", 'm', "2019年1月1日起", "2018年12月1日起", "report-x11", "本报告所列"),
    ("county-2019", 'm', "县人民政府2019年政府", "县人民政府2018年政府", "report-x11", "title"),
    ("county-2019", 'm', "年度工作考核结果为优秀，", "", "report-missing-results", ""),
    ("county-2019", 'm', "\n## 五、存在的主要问题及改进情况\n", "\n", "report-missing-section", ""),
    ("county-2019", 'm', "无。\n", "无。\n\n## 七、附件\n\n无。\n", "report-extra-section", "## 七"),
    ("county-2019", 'm', "\n无。\n", "\n", "report-empty-section", "## 六"),
    (
        "county-2020",
        't',
        "carried_in = [2, 1, 0, 0, 0, 0, 3]",
        "carried_in = [1, 1, 0, 0, 0, 1, 3]",
        "report-x5",
        "carried_in",
    ),
    ("county-2020", 'b', "carried_out = [2, 1,", "carried_out = [1, 2,", "report-x5", "carried_in"),
    ("county-2020", 't', "licences = { previous = 282", "licences = { previous = 286", "report-x7", "licences"),
    ("county-2020", 't', "fees = { previous = 13", "fees = { previous = 14", "report-x7", "fees"),
    (
        "city-2023",
        't',
        "repealed = 5, in_force = 92",
        "repealed = 5, in_force = 93",
        "report-x6",
        "normative_documents",
    ),
    ("city-2023", 't', "repealed = 1, in_force = 6", "repealed = 0, in_force = 6", "report-x6", "rules"),
    ("city-2023", 't', "other_not_corrected = [6,", "other_not_corrected = [5,", "report-x2", "total"),
    (
        "city-2023",
        't',
        "carried_in = [9, 2, 0, 0, 1, 0, 12]",
        "carried_in = [8, 2, 0, 0, 1, 0, 11]",
        "report-x5",
        "carried_in",
    ),
    ("city-2023", 'm', "制发行政规范性文件9件", "制发行政规范性文件19件", "report-x12", "（一）"),
    ("city-2023", 'm', "（四）平台建设。优化专栏。", "", "report-missing-aspect", "## 一"),
    ("city-2023", 't', "fees = { amount = 998 }", "fees = { amount = -998 }", "report-x10", "fees"),
    ("township-2021", 't', "penalties = { decisions = 0 }", "penalties = { decisions = 3 }", "report-x9", "penalties"),
    (
        "township-2021",
        't',
        "rules = { made = 0, repealed = 0, in_force = 0 }",
        "rules = { made = 0, repealed = 0, in_force = 2 }",
        "report-x8",
        "rules",
    ),
    ("township-2021", 't', "new = [0, 0, 0, 0, 0, 0, 0]", "new = [1, 0, 0, 0, 0, 0, 1]", "report-x12", "（一）"),
    ("bureau-2024", 't', "rules = { made = 0,", "rules = { made = 2,", "report-x8", "rules"),
    (
        "bureau-2024",
        't',
        "reconsideration = [1, 0, 0, 0, 1]",
        "reconsideration = [1, 0, 0, 0, 2]",
        "report-x4",
        "reconsideration",
    ),
];

#[test]
fn every_planted_contradiction_is_found_at_its_place() {
    assert!(PLANTED.len() >= 30);
    for (name, file, old, new, code, begins) in PLANTED {
        let (_, sample) = samples().into_iter().find(|(known, _)| known == name).unwrap();
        let plant = |kind: char, text: &str| {
            if *file != kind {
                return text.to_owned();
            }
            assert_eq!(text.matches(old).count(), 1, "{name} {old}");
            text.replace(old, new)
        };
        let (toml, md) = (plant('t', sample.toml), plant('m', sample.md));
        let before = sample.before.map(|text| plant('b', text));
        let found = check(&sample, &toml, &md, before.as_deref(), in_time(&sample));
        let hit = found.iter().find(|finding| {
            let line = finding.place.excerpt.as_ref().map_or("", |excerpt| excerpt.line.as_str());
            finding.code == *code && line.starts_with(begins)
        });
        assert!(
            hit.is_some(),
            "{name} {old} -> {new}: no {code}; found {:#?}",
            found.iter().map(|finding| (finding.code, finding.message(Lang::Zh), &finding.place)).collect::<Vec<_>>()
        );
    }
}

#[test]
fn more_direct_lawsuits_since_2024_want_a_second_look() {
    let (_, sample) = samples().into_iter().find(|(name, _)| *name == "city-2023").unwrap();
    let later = |text: &str| text.replace("year = 2023", "year = 2024").replace("year = 2022", "year = 2023");
    let (toml, before) = (later(sample.toml), later(sample.before.unwrap()));
    let more = toml.replace("litigation_direct = [3, 0, 0, 2, 5]", "litigation_direct = [9, 0, 0, 2, 11]");
    let found = |toml: &str| {
        check(&sample, toml, "", Some(&before), date(2025, 1, 20))
            .iter()
            .any(|finding| finding.code == "report-direct-litigation")
    };
    assert!(!found(&toml) && found(&more));
}

#[test]
fn days_of_publication_are_judged() {
    let (_, sample) = samples().into_iter().next().unwrap();
    let code = |published| -> Vec<&str> {
        check(&sample, sample.toml, sample.md, None, published)
            .iter()
            .map(|finding| finding.code)
            .filter(|code| code.starts_with("report-x11") || code.contains("late"))
            .collect()
    };
    assert_eq!(code(date(2019, 12, 31)), ["report-x11"]);
    assert_eq!(code(date(2020, 1, 1)), [""; 0]);
    assert_eq!(code(date(2020, 1, 31)), [""; 0]);
    assert_eq!(code(date(2020, 2, 1)), ["report-late"]);
}

#[test]
fn an_acknowledged_contradiction_is_a_note_and_an_idle_one_is_reported() {
    let (_, sample) = samples().into_iter().next().unwrap();
    let toml = sample.toml.replace("new = [61, 9,", "new = [60, 9,")
        + "\n[[acknowledged]]\nrule = \"report-x1\"\nat = \"requests.person\"\nreason = \"一件申请年末转来，登记在次年。\"\n"
        + "\n[[acknowledged]]\nrule = \"report-x4\"\nreason = \"…\"\n";
    let found = check(&sample, &toml, sample.md, None, in_time(&sample));
    let of = |code: &str| {
        found.iter().filter(|finding| finding.code == code).map(|finding| finding.severity).collect::<Vec<_>>()
    };
    assert_eq!(of("report-x1"), [Severity::Note]);
    assert_eq!(of("report-x3"), [Severity::Error]);
    assert_eq!(of("report-acknowledgement-unused"), [Severity::Warning]);
    let report = read(&toml, &mut Findings::new());
    let line = report::identities(&report, None)
        .into_iter()
        .find(|line| line.rule == "report-x1" && line.state == "fails")
        .unwrap();
    assert_eq!(line.reason.as_deref(), Some("一件申请年末转来，登记在次年。"));
}
