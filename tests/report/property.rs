//! Any report survives the way through its own page; a changed cell is noticed where the arithmetic can know it.

use gongkai::diag::{Findings, Severity, Source};
use gongkai::report::{self, CellValue, CheckInput, Number, Report, edition, editions};
use jiff::civil::date;
use proptest::prelude::*;

fn printed() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => (0_u32..2000).prop_map(|number| number.to_string()),
        2 => Just("0".to_owned()),
        1 => prop::sample::select(vec!["", "/", "-", "不适用", "减4", "增3", "未填", "-7", "12.50", "约三件", "3件"]).prop_map(str::to_owned),
    ]
}

fn any_report() -> impl Strategy<Value = Report> {
    (0..editions().len(), 2019_i16..2030).prop_flat_map(|(at, year)| {
        let edition = &editions()[at];
        prop::collection::vec(printed(), edition.slots.len()).prop_map(move |values| {
            let mut report = Report::empty(edition, year, "青禾县人民政府");
            for (cell, value) in report.cells.iter_mut().zip(values) {
                cell.value = CellValue::from_printed(&value);
            }
            report
        })
    })
}

fn page(report: &Report) -> String {
    let mut html = format!("<html><body><h1>{}{}年度政府信息公开工作年度报告</h1>", report.body, report.year);
    for (at, section) in report.edition.sections.iter().enumerate() {
        html.push_str(&format!("<h2>{}、{}</h2>", ["一", "二", "三", "四", "五", "六"][at], section.title));
        for (form, table) in report.edition.tables.iter().zip(report::tables(report)) {
            if form.section == at + 1 {
                html.push_str(&report::html(&table));
            }
        }
    }
    html + "</body></html>"
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn toml_to_html_to_import_gives_the_same_toml(report in any_report()) {
        let import = report::import(page(&report).as_bytes(), "page.html");
        prop_assert_eq!(report::toml(&report), import.toml);
        let read = report::read(Source { path: "", text: &report::toml(&report) }, &mut Findings::new());
        for (cell, known) in read.cells.iter().zip(&report.cells) {
            prop_assert_eq!(&cell.value, &known.value);
        }
    }

    #[test]
    fn no_text_makes_reading_or_importing_panic(text in "\\PC{0,400}", cut in 0_usize..4000) {
        let _ = report::import(text.as_bytes(), "x");
        let mut findings = Findings::new();
        let _ = report::read(Source { path: "x", text: &text }, &mut findings);
        let seed = include_bytes!("seed/original.txt");
        let _ = report::import(&seed[..cut.min(seed.len())], "x");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_pdf_is_not_a_panic(at in 0_usize..490_000, byte: u8) {
        let mut bytes = include_bytes!("import/county-2019.pdf").to_vec();
        bytes[at] = byte;
        bytes.truncate(490_000 - at / 3);
        let _ = report::import(&bytes, "x.pdf");
    }
}

fn codes(report: &Report, previous: Option<&Report>, md: &str, level: &str) -> Vec<(&'static str, Severity)> {
    let mut findings = Findings::new();
    report::check(
        &CheckInput {
            report,
            source: Source { path: "annual-report.toml", text: "" },
            previous,
            narrative: Source { path: "annual-report.md", text: md },
            title: "",
            level,
            published: Some(date(report.year + 1, 1, 20)),
            today: date(2030, 1, 1),
            due: (1, 31),
        },
        &mut findings,
    );
    findings
        .iter()
        .filter(|finding| finding.code.contains("-x"))
        .map(|finding| (finding.code, finding.severity))
        .collect()
}

/// Each numeric cell of a pair of correct years, one more than it was: which are noticed by any rule, in the
/// year itself or in the year after.
#[test]
fn a_cell_changed_by_one_is_noticed_where_arithmetic_can_know_it() {
    let pairs = [
        (
            include_str!("data/county-2019.toml"),
            include_str!("data/county-2019.md"),
            include_str!("data/county-2020.toml"),
            include_str!("data/county-2020.md"),
            "county",
        ),
        (
            include_str!("data/city-2022.toml"),
            include_str!("data/city-2022.md"),
            include_str!("data/city-2023.toml"),
            include_str!("data/city-2023.md"),
            "city",
        ),
    ];
    let read = |text: &str| report::read(Source { path: "", text }, &mut Findings::new());
    for (first, first_md, second, second_md, level) in pairs {
        let (before, after) = (read(first), read(second));
        let mut total = std::collections::BTreeMap::<&str, (usize, usize)>::new();
        let mut silent = Vec::new();
        for at in 0..before.cells.len() {
            let mut changed = before.clone();
            let Some(number) = changed.cells[at].value.number() else { continue };
            let more = number.millionths() / 1_000_000 + 1;
            changed.cells[at].value = CellValue::Number(Number::whole(i64::try_from(more).unwrap()).unwrap());
            let noticed = codes(&changed, None, first_md, level) != codes(&before, None, first_md, level)
                || codes(&after, Some(&changed), second_md, level) != codes(&after, Some(&before), second_md, level);
            let slot = &before.edition.slots[at];
            let entry = total.entry(slot.table.as_str()).or_default();
            entry.0 += usize::from(noticed);
            entry.1 += 1;
            if !noticed {
                silent.push(slot.address());
            }
        }
        println!("{level}: noticed of all, by table: {total:?}; silent: {silent:?}");
        assert_eq!(total["requests"].0, total["requests"].1, "every cell of table three is in an identity");
        assert_eq!(total["review"].0, total["review"].1, "every cell of table four is in an identity");
        // table two has no sums within a year: decisions, amounts and procurement stand alone
        assert!(silent.iter().all(|address| address.starts_with("proactive.")));
    }
    assert!(edition("2019").is_some());
}
