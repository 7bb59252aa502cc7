//! Answers depend on the documents alone: not on how, when, or in what order they came into the index.

use super::*;
use crate::search::{Request, Searcher, Section};
use tantivy::Term as Key;

const QUERIES: [&str; 8] =
    ["", "村级财务 公开", "勐政发〔2019〕3号", "第三条", "zfxxgk", "公开条列", "\"财务公开\" -条例", "没有这样的话"];

/// Texts of differing length over few words, so that many documents share terms and scores.
fn documents(count: u32) -> Vec<SearchDocument> {
    let words = ["村级财务", "政府信息公开", "申请人", "条例", "办法。", "VIN码2019", "补贴", "规定"];
    let document = |number: u32| {
        let text = |section: u32| {
            let words = (0..(number * 7 + section * 3) % 23 + 2)
                .map(|place| words[((number * place + section + place * place) % 8) as usize]);
            words.collect::<String>()
        };
        let section = |place: u32| Section {
            anchor: format!("t{place}"),
            heading: vec![format!("第{}章 总则", place / 2 + 1)],
            label: format!("第{}条", ["一", "二", "三", "四"][place as usize % 4]),
            text: text(place),
        };
        SearchDocument {
            path: format!("{:03}.md", number * 37 % 1000),
            url: format!("{number}/"),
            title: format!("{}{}", words[number as usize % 8], words[number as usize / 8 % 8]),
            number: number.is_multiple_of(3).then(|| format!("勐政发〔2019〕{number}号")),
            date: format!("2019-{:02}-11", number % 12 + 1),
            year: 2019,
            category: "normative".into(),
            status: "unstated".into(),
            sections: (0..number % 5).map(section).collect(),
            ..SearchDocument::default()
        }
    };
    (0..count).map(document).collect()
}

fn build(folder: &Path, documents: &[SearchDocument], threads: usize) {
    let builder = IndexBuilder::create(folder, IndexOptions::default()).unwrap();
    std::thread::scope(|scope| {
        for part in documents.chunks(documents.len().div_ceil(threads).max(1)) {
            let builder = &builder;
            scope.spawn(move || part.iter().for_each(|document| builder.add(document).unwrap()));
        }
    });
    assert_eq!(builder.finish().unwrap().documents as usize, documents.len());
}

/// Everything the index answers, as JSON.
fn answers(folder: &Path) -> Vec<String> {
    let searcher = Searcher::open(folder).unwrap();
    let request =
        |query: &str| Request { query: query.into(), today: "2026-11-23".into(), per_page: 100, ..Request::default() };
    let found = QUERIES.iter().map(|query| serde_json::to_string(&searcher.search(&request(query)).unwrap()).unwrap());
    let suggested =
        ["政府", "cunji", "2019"].map(|typed| serde_json::to_string(&searcher.suggest(typed, 20).unwrap()).unwrap());
    found.chain(suggested).collect()
}

#[test]
fn order_and_threads_change_no_answer() {
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (folder.path().join("one"), folder.path().join("other"));
    let mut documents = documents(200);
    build(&one, &documents, 1);
    documents.reverse();
    documents.rotate_left(77);
    build(&other, &documents, 5);
    let answers = [answers(&one), answers(&other)];
    assert!(answers[0][1].contains("\"total\":") && !answers[0][1].contains("\"total\":0"));
    assert_eq!(answers[0], answers[1]);
}

#[test]
fn deleting_and_adding_again_equals_a_clean_index() {
    let folder = tempfile::tempdir().unwrap();
    let (clean, changed) = (folder.path().join("clean"), folder.path().join("changed"));
    let mut documents = documents(120);
    build(&changed, &documents, 2);
    let before = answers(&changed);
    let gone = documents.split_off(90);
    documents[4].sections.push(Section { text: "村级财务公开的新规定".into(), ..Section::default() });
    documents[5].title = "政府信息公开条例释义".into();
    build(&clean, &documents, 2);

    let mut index = Index::open_in_dir(&changed).unwrap();
    index.set_tokenizers(schema::tokenizers());
    let builder = IndexBuilder::on(&index).unwrap();
    for document in gone.iter().chain(&documents[4..6]) {
        builder.writer.delete_term(Key::from_field_text(builder.fields.path, &document.path));
    }
    documents[4..6].iter().for_each(|document| builder.add(document).unwrap());
    assert_eq!(builder.finish().unwrap().documents, 90);

    let answers = [answers(&clean), answers(&changed)];
    assert_ne!(before, answers[1]);
    assert_eq!(answers[0], answers[1]);
}

#[test]
fn an_unfinished_index_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let builder = IndexBuilder::create(folder.path(), IndexOptions::default()).unwrap();
    builder.add(&documents(1)[0]).unwrap();
    drop(builder);
    assert!(matches!(Searcher::open(folder.path()), Err(SearchError::Unusable(_))));
    assert!(Searcher::open(&folder.path().join("nowhere")).is_err());
}

#[test]
fn an_older_index_is_replaced_and_an_empty_one_answers() {
    let folder = tempfile::tempdir().unwrap();
    build(folder.path(), &documents(3), 1);
    build(folder.path(), &[], 1);
    assert!(answers(folder.path()).iter().all(|answer| answer.contains("\"total\":0") || answer == "[]"));
}

#[test]
fn records_longer_than_a_column_value_are_whole() {
    let folder = tempfile::tempdir().unwrap();
    let mut documents = documents(3);
    documents[1].title = "长".repeat(70_000);
    documents[2].sections = vec![Section { text: "补贴".repeat(40_000), ..Section::default() }];
    build(folder.path(), &documents, 1);
    let searcher = Searcher::open(folder.path()).unwrap();
    let response = searcher.search(&Request { per_page: 10, ..Request::default() }).unwrap();
    assert!(response.hits.iter().any(|hit| hit.title == documents[1].title));
}
