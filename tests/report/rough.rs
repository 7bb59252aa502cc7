//! Reports as they really come: nothing is lost, nothing is made up, everything doubtful is said.

use std::collections::BTreeMap;

use gongkai::diag::{Findings, Source};
use gongkai::report::{self, Import, Report};

const HTML: &str = include_str!("import/county-2019.html");
const TABS: &str = include_str!("import/county-2020-tabs.txt");
const TOML: &str = include_str!("data/county-2019.toml");

fn read(toml: &str) -> Report {
    report::read(Source { path: "annual-report.toml", text: toml }, &mut Findings::new())
}

fn import(text: &str) -> Import {
    report::import(text.as_bytes(), "report")
}

fn codes(import: &Import) -> Vec<&str> {
    import.findings.iter().map(|finding| finding.code).collect()
}

fn same_cells(left: &Report, right: &Report) {
    for ((slot, cell), known) in left.slots().zip(&right.cells) {
        assert_eq!(cell.value, known.value, "{}", slot.address());
    }
}

fn value(import: &Import, table: &str, row: &str, column: &str) -> String {
    import.report.cell(table, row, column).unwrap().value.shown()
}

#[test]
fn full_width_digits_are_digits() {
    let mut wide = String::new();
    let mut in_cell = false;
    for part in HTML.split_inclusive('>') {
        let (text, tag) = part.rsplit_once('<').unwrap_or((part, ""));
        let widen =
            |c: char| if in_cell && c.is_ascii_digit() { char::from_u32(u32::from(c) + 0xFEE0).unwrap() } else { c };
        wide.extend(text.chars().map(widen));
        if part.contains('<') {
            wide.push('<');
        }
        wide.push_str(tag);
        in_cell = tag == "span>";
    }
    assert!(wide.contains('１'));
    same_cells(&import(&wide).report, &read(TOML));
}

#[test]
fn blanks_marks_and_words_stay_what_they_are() {
    let rough = HTML
        .replacen("<span>15230</span>", "<span>/</span>", 1)
        .replacen("<span>-4</span>", "<span>减4</span>", 1)
        .replacen("<span>8841</span>", "<span></span>", 1)
        .replacen("<span>963</span>", "<span>不适用</span>", 1);
    let import = import(&rough);
    let seen = [
        ("licences", "decisions"),
        ("licences", "change"),
        ("other_services", "decisions"),
        ("penalties", "decisions"),
    ]
    .map(|(row, column)| value(&import, "proactive", row, column));
    assert_eq!(seen, ["/", "减4", "", "不适用"]);
}

#[test]
fn another_years_form_is_told_by_its_labels() {
    let import = import(&HTML.replace("2019年", "2023年"));
    assert_eq!((import.edition.id.as_str(), import.report.year), ("2019", 2023));
    assert!(codes(&import).contains(&"report-edition-mismatch"));
}

#[test]
fn a_missing_table_stays_unfilled() {
    let from = HTML.rfind("<table").unwrap();
    let to = HTML.rfind("一是主动公开的深度").unwrap();
    let last = HTML[..to].rfind("<table").unwrap_or(from);
    let end = last + HTML[last..].find("</table>").unwrap();
    let import = import(&format!("{}{}", &HTML[..last], &HTML[end..]));
    assert!(codes(&import).contains(&"report-import-table"), "{:?}", codes(&import));
    assert!(!import.toml.contains("[review]"));
    assert_eq!(value(&import, "review", "reconsideration", "total"), "未填");
}

#[test]
fn a_seventh_section_is_kept() {
    let import = import(&format!("{TABS}\n七、附件\n\n附表见网站。\n"));
    assert!(import.markdown.ends_with("## 七、附件\n\n附表见网站。\n"), "{}", import.markdown);
}

#[test]
fn broken_rows_are_made_whole_or_listed() {
    let label = "二、上年结转政府信息公开申请数量\t2\t1\t0\t0\t0\t0\t3";
    assert!(TABS.contains(label));
    let split = import(&TABS.replace(label, "二、上年结转政府\n信息公开申请数量\n2\t1\t0\t0\n0\t0\t3"));
    assert_eq!(value(&split, "requests", "carried_in", "total"), "3");
    let short = import(&TABS.replace(label, "二、上年结转政府信息公开申请数量\t2\t1\t0\t0\t0\t3"));
    assert_eq!(value(&short, "requests", "carried_in", "person"), "未填");
    assert_eq!(short.unplaced.len(), 6);
    assert!(codes(&short).contains(&"report-import-row"));
    let long = import(&TABS.replace(label, "二、上年结转政府信息公开申请数量\t2\t1\t0\t0\t0\t0\t3\t9"));
    assert_eq!(value(&long, "requests", "carried_in", "total"), "3");
    assert_eq!(long.unplaced.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), ["9"]);
    assert!(codes(&long).contains(&"report-surplus-values"));
}

#[test]
fn slips_in_labels_are_forgiven_and_strangers_are_not() {
    let slip = TABS
        .replace("4.保护第三方合法权益", "4、保护笫三方合法权益")
        .replace("2.其他法律行政法规禁止公开", "（2）其他法律、行政法规禁止公开");
    same_cells(&import(&slip).report, &read(include_str!("data/county-2020.toml")));
    let stranger = import(&TABS.replace("规章\t0\t0\t0", "规章\t0\t0\t0\n网站访问量\t52000\t51000\t1"));
    same_cells(&stranger.report, &read(include_str!("data/county-2020.toml")));
    let lost: Vec<&str> = stranger.unplaced.iter().map(|one| one.text.as_str()).collect();
    assert!(["网站访问量", "52000", "51000", "1"].iter().all(|text| lost.contains(text)), "{lost:?}");
}

/// Everything that the import says, as one text without signs.
fn account(import: &Import) -> String {
    let values = import.report.cells.iter().map(|cell| cell.value.shown());
    let unplaced = import.unplaced.iter().map(|one| one.text.clone());
    values.chain(unplaced).chain([import.markdown.clone()]).map(|text| bare(&text)).collect::<Vec<_>>().join("\n")
}

fn bare(text: &str) -> String {
    text.replace("<!-- 原件换页 -->", "").chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Labels of the form: they may be missing from the account because the form has them.
fn labels() -> String {
    let tables = report::editions().iter().flat_map(|edition| report::tables(&Report::empty(edition, 2020, "")));
    let rows =
        tables.flat_map(|table| table.head.into_iter().chain(table.body.into_iter().flat_map(|group| group.rows)));
    rows.flat_map(|row| row.cells)
        .filter(|cell| cell.header)
        .map(|cell| bare(&cell.text))
        .collect::<Vec<_>>()
        .join("\n")
}

fn numbers(text: &str) -> BTreeMap<String, usize> {
    let mut all = BTreeMap::new();
    for number in text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()) {
        *all.entry(number.to_owned()).or_default() += 1;
    }
    all
}

#[test]
fn no_word_and_no_number_of_the_source_is_lost() {
    let seed = include_str!("seed/original.txt").to_owned();
    let plain = |html: &str| {
        let body = &html[html.find("<body>").unwrap()..];
        body.split('<').map(|part| part.split_once('>').map_or("", |(_, text)| text)).collect::<Vec<_>>().join("\n")
    };
    let sources = [
        (seed.clone(), seed),
        (TABS.to_owned(), TABS.to_owned()),
        (
            include_str!("import/city-2022-spaces.txt").to_owned(),
            include_str!("import/city-2022-spaces.txt").to_owned(),
        ),
        (
            include_str!("import/city-2023-vertical.txt").to_owned(),
            include_str!("import/city-2023-vertical.txt").to_owned(),
        ),
        (HTML.to_owned(), plain(HTML).replace("&gt;", ">")),
        (include_str!("import/city-2023.html").to_owned(), plain(include_str!("import/city-2023.html"))),
    ];
    let labels = labels();
    for (source, text) in sources {
        let import = import(&source);
        let account = account(&import);
        for word in
            text.split(|c: char| c.is_whitespace() || "“”".contains(c)).map(bare).filter(|word| !word.is_empty())
        {
            assert!(account.contains(&word) || labels.contains(&word), "lost: {word}\n{account}");
        }
        let mut known = numbers(&import.markdown);
        let more = import
            .report
            .cells
            .iter()
            .map(|cell| cell.value.shown())
            .chain(import.unplaced.iter().map(|one| one.text.clone()));
        for (number, count) in more.flat_map(|text| numbers(&text)) {
            *known.entry(number).or_default() += count;
        }
        let figures = text
            .split(['\t', '\n', ' '])
            .filter(|cell| cell.bytes().all(|byte| byte.is_ascii_digit()))
            .collect::<Vec<_>>()
            .join(" ");
        for (number, count) in numbers(&figures) {
            assert!(known.get(&number).copied().unwrap_or(0) >= count, "{number} stands {count} times in the source");
        }
    }
}

#[test]
fn files_that_are_no_report_are_findings_and_not_panics() {
    let cases: [&[u8]; 8] = [
        b"",
        b"%PDF-1.7\n%%EOF",
        b"PK\x03\x04broken",
        b"\xD0\xCF\x11\xE0old",
        b"\xff\xfe\x00",
        b"<html><table><tr><td>1",
        "一、\n二、\n".as_bytes(),
        &[0x81, 0x30, 0x81],
    ];
    for bytes in cases {
        let import = report::import(bytes, "x");
        assert!(import.report.cells.iter().all(|cell| cell.value.number().is_none()));
        assert!(!import.findings.is_empty());
    }
}
