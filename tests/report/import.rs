//! Reports read in: the seed, and reports of both editions in four formats.

use gongkai::diag::{Findings, Lang, Source};
use gongkai::report::{self, Report};

#[test]
fn the_seed_is_read_in_whole() {
    let import = report::import(include_bytes!("seed/original.txt"), "original.txt");
    let said: Vec<String> =
        import.findings.iter().map(|finding| format!("{} {}", finding.code, finding.message(Lang::Zh))).collect();
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

/// Fixture, its bytes, the report it shows, cells expected to differ.
macro_rules! fixture {
    ($file:literal, $data:literal) => {
        (
            $file,
            include_bytes!(concat!("import/", $file)).as_slice(),
            include_str!(concat!("data/", $data, ".toml")),
            include_str!(concat!("data/", $data, ".md")),
        )
    };
}

const FIXTURES: [(&str, &[u8], &str, &str); 11] = [
    fixture!("county-2019.html", "county-2019"),
    fixture!("city-2023.html", "city-2023"),
    fixture!("county-2020.docx", "county-2020"),
    fixture!("city-2022.docx", "city-2022"),
    fixture!("city-2023.docx", "city-2023"),
    fixture!("county-2020-tabs.txt", "county-2020"),
    fixture!("city-2022-spaces.txt", "city-2022"),
    fixture!("city-2023-vertical.txt", "city-2023"),
    fixture!("township-2021-layout.txt", "township-2021"),
    fixture!("county-2019.pdf", "county-2019"),
    fixture!("city-2022.pdf", "city-2022"),
];

fn read(toml: &str) -> Report {
    report::read(Source { path: "annual-report.toml", text: toml }, &mut Findings::new())
}

/// Words only: no spaces, no Markdown, no page marks.
fn words(text: &str) -> String {
    let body = text.split_once("\n+++\n").map_or(text, |(_, body)| body).replace("<!-- 原件换页 -->", "");
    body.chars().filter(|c| c.is_alphanumeric() || *c == '%').collect()
}

#[test]
fn four_formats_give_every_cell_and_every_word() {
    for (file, bytes, toml, md) in FIXTURES {
        let import = report::import(bytes, file);
        let said: Vec<String> = import.findings.iter().map(|finding| finding.message(Lang::Zh)).collect();
        let expected = read(toml);
        assert_eq!(import.edition.id, expected.edition.id, "{file}");
        let wrong: Vec<String> = import
            .report
            .slots()
            .zip(&expected.cells)
            .filter(|((_, cell), known)| cell.value != known.value)
            .map(|((slot, cell), known)| {
                format!("{}: {} for {}", slot.address(), cell.value.shown(), known.value.shown())
            })
            .collect();
        assert!(wrong.is_empty(), "{file}: {wrong:#?} {said:#?}");
        assert_eq!((import.report.year, &import.report.body), (expected.year, &expected.body), "{file}");
        assert_eq!(words(&import.markdown), words(md), "{file}: {said:#?}\n{}", import.markdown);
        assert_eq!(
            read(&import.toml).cells.iter().map(|cell| &cell.value).collect::<Vec<_>>(),
            expected.cells.iter().map(|cell| &cell.value).collect::<Vec<_>>()
        );
    }
}
