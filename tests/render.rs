//! The renderer seen from outside: a small made-up portal, every page of it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "tests"
)]

#[path = "render/golden.rs"]
mod golden;
#[path = "render/incremental.rs"]
mod incremental;
#[path = "render/links.rs"]
mod links;
#[path = "render/markup.rs"]
mod markup;
#[path = "render/portal.rs"]
mod portal;
#[path = "render/theme.rs"]
mod theme;

use gongkai::render::{Order, Page, Renderer, Theme, plan};
use portal::{Options, portal, publish};

#[test]
fn whole_portal_renders_and_every_file_is_planned_once() {
    let site = portal(Options::default());
    let files = publish(&site);
    assert!(files.values().all(|bytes| !bytes.is_empty()));
    for file in ["index.html", "404.html", "2019/normative/index.html", "2019/normative/finance/index.json"] {
        assert!(files.contains_key(file), "{file} is missing");
    }
    if let Some(folder) = std::env::var_os("GONGKAI_SHOW") {
        portal::write(&files, folder.as_ref());
    }
}

#[test]
fn plan_is_sorted_and_without_repetition() {
    let site = portal(Options::default());
    let jobs = plan(&site);
    assert_eq!(jobs, Renderer::new(&site, &Theme::built_in()).unwrap().plan(&site));
    assert!(jobs.windows(2).all(|pair| pair[0].file < pair[1].file));
}

#[test]
fn every_document_stands_once_in_each_order_of_its_list() {
    let site = portal(Options::default());
    let files = publish(&site);
    for wanted in [Order::Newest, Order::Oldest] {
        let pages: Vec<String> = plan(&site)
            .into_iter()
            .filter(|job| matches!(job.page, Page::List { year: 2025, facet: None, order, .. } if order == wanted))
            .map(|job| portal::text(&files, &job.file))
            .collect();
        let own = site.documents.iter().filter(|document| document.year == 2025);
        for document in own.filter(|document| document.url.contains("/normative/")) {
            let name =
                format!("/{}\"", document.url.trim_start_matches("2025/normative/")).replace("/\"", "/index.html\"");
            let hits = pages.iter().filter(|page| page.contains(name.trim_start_matches('/'))).count();
            assert_eq!(hits, 1, "{} in {wanted:?}", document.url);
        }
    }
}

#[test]
fn narrowed_lists_hold_what_their_link_promises() {
    let site = portal(Options::default());
    let files = publish(&site);
    let page = scraper::Html::parse_document(&portal::text(&files, "2025/normative/index.html"));
    let links: Vec<(String, usize)> = page
        .select(&markup::selector(".filter a"))
        .map(|link| {
            let count = link.text().collect::<String>().split_whitespace().last().unwrap().parse().unwrap();
            (link.attr("href").unwrap().to_owned(), count)
        })
        .collect();
    assert!(links.len() >= 5, "{links:?}");
    for (href, count) in links {
        let folder = format!("2025/normative/{}", href.trim_end_matches("index.html"));
        let rows: usize = files
            .iter()
            .filter(|(file, _)| file.starts_with(&folder))
            .map(|(_, bytes)| scraper::Html::parse_document(&String::from_utf8_lossy(bytes)))
            .map(|page| page.select(&markup::selector(".rows > li")).count())
            .sum();
        assert_eq!(rows, count, "{folder}");
        assert!(rows > 0);
    }
}

#[test]
fn an_empty_category_says_why_and_how_to_ask() {
    let files = publish(&portal(Options::default()));
    let page = portal::text(&files, "budget/index.html");
    for part in ["预决算在县级平台统一公开", "第二十条第（七）项", "help/index.html#requests"] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn a_repealed_document_and_its_explanation_say_so_and_lead_to_the_act() {
    let files = publish(&portal(Options::default()));
    let old = portal::text(&files, "2019/normative/old-rules/index.html");
    assert!(old.contains("st-repealed") && old.contains("../../../2024/normative/new-rules/index.html"));
    let note = portal::text(&files, "2019/normative/old-note/index.html");
    assert!(note.contains("所解读的文件已不再有效"));
    let new = portal::text(&files, "2024/normative/new-rules/index.html");
    assert!(new.contains("../../../2019/normative/old-rules/index.html"));
}

#[test]
fn pages_that_claim_no_validity_do_not_change_from_day_to_day() {
    let next = jiff::civil::date(2025, 7, 1);
    let (today, tomorrow) =
        (publish(&portal(Options::default())), publish(&portal(Options { today: next, ..Options::default() })));
    let changed: Vec<&String> =
        today.iter().filter(|(file, bytes)| tomorrow[*file] != **bytes).map(|(file, _)| file).collect();
    assert!(!changed.is_empty());
    let standing = |file: &str| {
        file.starts_with("library/")
            || today.get(file).is_some_and(|bytes| String::from_utf8_lossy(bytes).contains("class=\"checked\""))
    };
    assert!(changed.iter().all(|file| standing(file)), "{changed:?}");
}

#[test]
fn nothing_is_marked_as_a_draft_in_a_public_build() {
    let files = publish(&portal(Options::default()));
    let drafts = files.iter().filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains("草稿"));
    assert_eq!(drafts.map(|(file, _)| file).collect::<Vec<_>>(), Vec::<&String>::new());
}
