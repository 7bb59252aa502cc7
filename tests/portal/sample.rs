//! The sample portal: the township's real report, every sentence and every figure of it.

use std::path::Path;
use std::sync::OnceLock;

use crate::driver::{Portal, tree};

/// The sample, built once for all tests.
pub fn built() -> &'static Portal {
    static PORTAL: OnceLock<Portal> = OnceLock::new();
    PORTAL.get_or_init(|| {
        let portal = Portal::new();
        for (path, content) in tree(Path::new("content")) {
            portal.write(&format!("content/{path}"), content);
        }
        portal.write("site.toml", std::fs::read("site.toml").unwrap());
        portal.build();
        portal
    })
}

fn report_page() -> String {
    built().published("2019/annual-report/annual-report/index.html")
}

/// Text without blanks and page furniture, so that only words count.
fn words(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect::<String>().replace('§', "")
}

#[test]
fn every_sentence_of_the_report_stands_on_its_page() {
    let page = scraper::Html::parse_document(&report_page());
    let main = page.select(&scraper::Selector::parse("main").unwrap()).next().unwrap();
    let text = words(&main.text().collect::<String>());
    let original = include_str!("../report/seed/original.txt");
    // Page breaks cut three sentences; joined again they must be there like all others.
    let joined = original
        .replace("1975\n\n人次", "1975 人次")
        .replace("有\n\n严格", "有严格")
        .replace("继\n\n续重点", "继续重点");
    let mut sentences = 0;
    for line in joined.lines().filter(|line| !line.contains('\t')) {
        for sentence in line.split_inclusive(['。', '；']).map(words).filter(|sentence| sentence.chars().count() > 1)
        {
            assert!(text.contains(&sentence), "missing: {sentence}");
            sentences += 1;
        }
    }
    assert!(sentences >= 35, "only {sentences} sentences were compared");
}

#[test]
fn mended_page_breaks_are_said_beside_the_page() {
    assert!(words(&report_page()).contains("原件因换页断开的地方已经接合"));
}

#[test]
fn every_two_neighbouring_characters_of_the_report_find_it() {
    let original = include_str!("../report/seed/original.txt");
    let han = |character: char| ('\u{4e00}'..='\u{9fff}').contains(&character);
    let mut pairs: Vec<String> = Vec::new();
    for line in original.lines() {
        let characters: Vec<char> = line.chars().collect();
        pairs.extend(
            characters.windows(2).filter(|pair| pair.iter().all(|one| han(*one))).map(|pair| pair.iter().collect()),
        );
    }
    pairs.sort();
    pairs.dedup();
    assert!(pairs.len() > 900);
    let mut table = String::from("qid\tclass\tquery\n");
    for (number, pair) in pairs.iter().enumerate() {
        table.push_str(&format!("{number}\tx\t{pair}\n"));
    }
    built().write("pairs.tsv", table);
    let path = built().path("pairs.tsv");
    let output = built().run(&["search", "--limit", "20", "--run", path.to_str().unwrap()]);
    let run = String::from_utf8_lossy(&output.stdout).into_owned();
    let found: std::collections::BTreeSet<usize> = run
        .lines()
        .filter(|line| line.contains("2019/annual-report.md"))
        .filter_map(|line| line.split('\t').next()?.parse().ok())
        .collect();
    let missing: Vec<&String> =
        pairs.iter().enumerate().filter(|(number, _)| !found.contains(number)).map(|(_, pair)| pair).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn samples_are_marked_and_can_be_left_out() {
    let page = built().published("2019/normative/village-finance/index.html");
    assert!(page.contains("示例"));
    let out = tempfile::TempDir::new().unwrap();
    let output = built().run(&["build", "--no-samples", "--output-dir", out.path().join("p").to_str().unwrap()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for (path, content) in tree(&out.path().join("p")) {
        assert!(!String::from_utf8_lossy(&content).contains("村级财务公开办法"), "{path}");
    }
}

#[test]
fn what_the_report_does_not_give_is_said_to_be_missing() {
    assert!(built().published("2019/guide/disclosure-guide/index.html").contains("未提供"));
}
