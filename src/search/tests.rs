//! The search as a whole, on small portals.

use super::*;

fn document(path: &str, title: &str, date: &str, text: &str) -> SearchDocument {
    SearchDocument {
        path: path.into(),
        url: format!("{path}/"),
        title: title.into(),
        date: date.into(),
        year: date[..4].parse().unwrap(),
        category: "normative".into(),
        status: "in-force".into(),
        sections: vec![
            Section {
                anchor: "t1".into(),
                label: "第一条".into(),
                text: "为了规范管理，制定本办法。".into(),
                ..Section::default()
            },
            Section { anchor: "t2".into(), label: "第二条".into(), text: text.into(), ..Section::default() },
        ],
        ..SearchDocument::default()
    }
}

fn portal() -> Vec<SearchDocument> {
    let mut notice = document("c.md", "关于印发村级财务管理办法的通知", "2019-03-11", "村级财务实行民主理财。");
    notice.number = Some("勐政发〔2019〕3号".into());
    notice.kind = Some("通知".into());
    let mut dead = document("e.md", "勐角乡殡葬管理办法", "2010-01-01", "骨灰应当安放在公墓。");
    dead.status = "repealed".into();
    let mut attached = document("f.md", "勐角乡便民服务指南", "2021-01-01", "办事窗口设在为民服务中心。");
    attached.attachments = vec![("材料清单.xlsx".into(), "户口簿复印件一份 VIN码".into())];
    vec![
        document(
            "a.md",
            "勐角乡最低生活保障办法",
            "2018-05-01",
            "申请最低生活保障的，由户主向乡人民政府提出<书面>申请，十个工作日内审核。",
        ),
        document(
            "b.md",
            "勐角乡最低生活保障办法",
            "2022-05-01",
            "申请最低生活保障的，由户主向乡人民政府提出书面申请，七个工作日内审核。",
        ),
        notice,
        document("d.md", "勐角乡养犬管理规定", "2020-06-01", "养犬人应当为犬只接种疫苗，出户束犬链。"),
        dead,
        attached,
    ]
}

/// Indexes the documents on several threads and opens the index.
fn index(documents: &[SearchDocument], threads: usize) -> (tempfile::TempDir, Searcher) {
    let folder = tempfile::tempdir().unwrap();
    let builder = IndexBuilder::create(folder.path(), IndexOptions::default()).unwrap();
    std::thread::scope(|scope| {
        for part in documents.chunks(documents.len().div_ceil(threads).max(1)) {
            let builder = &builder;
            scope.spawn(move || part.iter().for_each(|document| builder.add(document).unwrap()));
        }
    });
    assert_eq!(builder.finish().unwrap().documents as usize, documents.len());
    let searcher = Searcher::open(folder.path()).unwrap();
    (folder, searcher)
}

fn ask(searcher: &Searcher, query: &str) -> Response {
    searcher.search(&Request { query: query.into(), today: "2026-11-23".into(), ..Request::default() }).unwrap()
}

fn paths(response: &Response) -> Vec<&str> {
    response.hits.iter().map(|hit| hit.path.as_str()).collect()
}

#[test]
fn the_order_of_adding_changes_nothing() {
    let documents = portal();
    let (_a, forwards) = index(&documents, 1);
    let (_b, backwards) = index(&documents.into_iter().rev().collect::<Vec<_>>(), 3);
    for query in ["低保怎么申请", "勐政发〔2019〕3号", "管理", "yangquan", "", "办法 -养犬", "zuidi shenghuo baozhang"]
    {
        assert_eq!(ask(&forwards, query), ask(&backwards, query), "{query}");
    }
}

#[test]
fn a_number_goes_direct_and_an_unknown_one_is_said_not_to_exist() {
    let (_folder, searcher) = index(&portal(), 1);
    for query in ["勐政发〔2019〕3号", "勐政发[2019]3号", "勐政发（２０１９）３号", "2019 3"] {
        let response = ask(&searcher, query);
        assert_eq!(response.direct.as_ref().map(|d| (d.by, d.path.as_str())), Some(("number", "c.md")), "{query}");
        assert!(!response.none);
    }
    let response = ask(&searcher, "勐政发〔2031〕8号");
    assert!(response.none && response.direct.is_none());
    assert_eq!(response.notes, [Note::UnknownNumber { number: "勐政发〔2031〕8号".into() }]);
}

#[test]
fn citizens_words_scripts_and_sounds_find_the_norm() {
    let (_folder, searcher) = index(&portal(), 1);
    for (query, path) in [
        ("低保怎么申请", "b.md"),
        ("養犬管理規定", "d.md"),
        ("yangquan guanli", "d.md"),
        ("样犬管理规定", "d.md"),
        ("村级财务", "c.md"),
        ("ＶＩＮ码", "f.md"),
    ] {
        assert_eq!(paths(&ask(&searcher, query)).first(), Some(&path), "{query}");
    }
}

#[test]
fn versions_stand_newest_first_and_the_repealed_stay_found() {
    let (_folder, searcher) = index(&portal(), 1);
    let response = ask(&searcher, "最低生活保障办法");
    assert_eq!(paths(&response)[..2], ["b.md", "a.md"]);
    assert_eq!(response.hits[1].newer.as_deref(), Some("b.md"));
    assert_eq!(paths(&ask(&searcher, "最低生活保障办法 2018"))[0], "a.md");
    let response = ask(&searcher, "殡葬管理办法");
    assert_eq!((response.hits[0].path.as_str(), response.hits[0].status.as_str()), ("e.md", "repealed"));
}

#[test]
fn passages_lead_to_the_article_escaped_and_marked() {
    let (_folder, searcher) = index(&portal(), 1);
    let response = ask(&searcher, "户主提出书面申请");
    let passage = &response.hits.iter().find(|hit| hit.path == "a.md").unwrap().passages[0];
    assert_eq!((passage.anchor.as_str(), passage.label.as_str()), ("t2", "第二条"));
    assert!(passage.html.contains("&lt;") && passage.html.contains("<mark>") && !passage.html.contains("<书"));
    let response = ask(&searcher, "养犬管理规定第二条");
    assert_eq!(response.direct.map(|d| d.url), Some("d.md/#t2".into()));
    let response = ask(&searcher, "户口簿复印件");
    assert!(response.hits[0].passages[0].attachment);
    assert_eq!(response.hits[0].passages[0].label, "材料清单.xlsx");
    let response = ask(&searcher, "养犬管理规定第九十条");
    assert_eq!(response.notes, [Note::UnknownArticle { article: "第90条".into() }]);
}

#[test]
fn quotes_demand_and_minus_forbids() {
    let (_folder, searcher) = index(&portal(), 1);
    assert_eq!(paths(&ask(&searcher, "“民主理财”")), ["c.md"]);
    assert!(!paths(&ask(&searcher, "管理 -犬只")).contains(&"d.md"));
}

#[test]
fn filters_facets_and_sorting_work_together() {
    let (_folder, searcher) = index(&portal(), 1);
    let request =
        Request { year: vec![2019, 2020], sort: Sort::DateAsc, today: "2026-11-23".into(), ..Request::default() };
    let response = searcher.search(&request).unwrap();
    assert_eq!((paths(&response), response.total), (vec!["c.md", "d.md"], 2));
    let years: usize = response.facets.year.iter().map(|facet| facet.count).sum();
    assert_eq!(years, 6, "a facet ignores its own filter");
    assert_eq!(
        response.facets.status.iter().map(|f| (f.value.as_str(), f.count)).collect::<Vec<_>>(),
        [("in-force", 2), ("repealed", 0)]
    );
    let page = searcher.search(&Request { page: 2, per_page: 4, ..Request::default() }).unwrap();
    assert_eq!((page.total, page.hits.len()), (6, 2));
}

#[test]
fn what_is_not_here_is_said() {
    let (_folder, searcher) = index(&portal(), 1);
    for query in ["红烧肉怎么做", "asdfghjkl", "。。。", "哈尔滨养犬规定", "𠮷𠮷𠮷"] {
        assert!(ask(&searcher, query).none, "{query}");
    }
    for query in ["养犬", "低保申请", "", "财务"] {
        assert!(!ask(&searcher, query).none, "{query}");
    }
}

#[test]
fn suggestions_complete_titles_numbers_and_pinyin() {
    let (_folder, searcher) = index(&portal(), 1);
    let titles = |typed: &str| searcher.suggest(typed, 6).unwrap().into_iter().map(|s| s.url).collect::<Vec<_>>();
    assert_eq!(titles("养犬"), ["d.md/"]);
    assert_eq!(titles("yangquan"), ["d.md/"]);
    assert_eq!(titles("勐政发〔2019〕3"), ["c.md/"]);
    assert!(searcher.suggest("勐角乡养犬管理规定", 6).unwrap()[0].direct);
    assert!(titles("").is_empty());
}

#[test]
fn anything_can_be_asked_of_any_index() {
    let (_folder, searcher) = index(&portal(), 1);
    let (_other, empty) = index(&[], 1);
    let long = "最低生活保障".repeat(200);
    for query in [
        "\"",
        "-",
        "((",
        "第条",
        "令第号",
        "〔〕",
        "\u{0}\u{202E}",
        "+-&&||!(){}[]^~*?:\\/",
        "2019年13月45日",
        "第99999999999条",
        long.as_str(),
    ] {
        ask(&searcher, query);
        ask(&empty, query);
    }
    assert!(ask(&searcher, &long).notes.contains(&Note::Shortened));
}

#[test]
fn a_folder_that_is_no_index_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    assert!(Searcher::open(folder.path()).is_err());
    std::fs::File::create(folder.path().join("meta.json")).unwrap();
    assert!(Searcher::open(folder.path()).is_err());
}
