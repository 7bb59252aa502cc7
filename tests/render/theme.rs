//! The theme: its words, its weight, and what happens when a template is wrong.

use std::collections::BTreeMap;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use gongkai::diag::{Lang, words};
use gongkai::render::{RESULTS_MARKER, Renderer, ResultsRenderer, Theme, fill_search_page};
use serde_json::json;

use crate::portal::{Options, portal, publish, text};

fn is_han(character: char) -> bool {
    ('\u{3000}'..='\u{9fff}').contains(&character) || ('\u{ff00}'..='\u{ffef}').contains(&character)
}

#[test]
fn templates_hold_no_words_of_their_own_and_ask_only_for_words_that_exist() {
    let (zh, en) = (words(Lang::Zh, "portal"), words(Lang::En, "portal"));
    for (name, template) in Theme::built_in().templates {
        assert!(!template.contains(is_han), "{name} has Chinese words in it");
        for part in template.split(['{', '}', '(', '|', '=', ' ']).filter_map(|part| part.strip_prefix("t.")) {
            let key: String = part.chars().take_while(|one| one.is_ascii_alphanumeric() || *one == '_').collect();
            assert!(zh.contains_key(key.as_str()) && en.contains_key(key.as_str()), "{name} asks for t.{key}");
        }
    }
}

fn packed(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap().len()
}

#[test]
fn assets_and_pages_keep_to_their_weight() {
    let theme = Theme::built_in();
    assert!(packed(&theme.assets["style.css"]) <= 12 * 1024);
    assert!(packed(&theme.assets["site.js"]) <= 4 * 1024);
    let files = publish(&portal(Options::default()));
    for (file, limit) in [
        ("index.html", 8),
        ("2019/normative/finance/index.html", 6),
        ("2025/normative/index.html", 8),
        ("search/index.html", 6),
        ("404.html", 8),
        ("2020/annual-report/report-2019/index.html", 20),
    ] {
        let weight = packed(&files[file]);
        assert!(weight <= limit * 1024, "{file} weighs {weight} bytes packed");
    }
}

#[test]
fn a_wrong_template_is_a_finding_with_its_line() {
    let site = portal(Options::default());
    let broken = |text: &str| {
        let mut theme = Theme::built_in();
        theme.overlay(BTreeMap::from([("templates/help.html".to_owned(), text.as_bytes().to_vec())])).unwrap();
        theme
    };
    let finding = Renderer::new(&site, &broken("<p>\n{{ t.home ")).err().unwrap();
    assert_eq!((finding.code, finding.place.path.as_str()), ("template", "themes/default/templates/help.html"));
    assert_eq!(finding.place.line, 2);
    let renderer = Renderer::new(&site, &broken("<p>\n\n{{ view.nothing_like_it }}")).unwrap();
    let job = gongkai::render::plan(&site).into_iter().find(|job| job.file == "help/index.html").unwrap();
    let finding = renderer.render(&site, &job, None).unwrap_err();
    assert_eq!((finding.code, finding.place.line), ("template", 3));
}

#[test]
fn a_portal_in_english_renders_with_english_words() {
    let mut site = portal(Options::default());
    site.config.language = "en".to_owned();
    let files = publish(&site);
    assert!(text(&files, "index.html").contains("Find published information"));
    assert!(text(&files, "budget/index.html").contains("Art. 20(7)"));
}

#[test]
fn results_take_the_marker_s_place() {
    let site = portal(Options::default());
    let shell = text(&publish(&site), "search/index.html");
    assert_eq!(shell.matches(RESULTS_MARKER).count(), 1);
    let response = json!({
        "query": "财务 <b>", "total": 23, "none": false,
        "direct": {"by": "number", "path": "a.md", "url": "2019/normative/finance/#t3", "title": "办法"},
        "notes": [{"note": "unknown-number", "number": "青政发〔2019〕99号"}],
        "facets": {"year": [{"value": "2019", "count": 2}, {"value": "2018", "count": 0}], "category": [], "kind": [], "issuer": [], "status": []},
        "hits": [{
            "path": "a.md", "title": "办法", "title_html": "<mark>财务</mark>办法", "url": "2019/normative/finance/", "score": 1.0,
            "number": "青政发〔2019〕3号", "date": "2019-03-11", "category": "normative", "kind": "measures", "issuer": null,
            "status": "amended", "passages": [{"anchor": "t3", "label": "第三条", "heading": ["第二章"], "attachment": false, "html": "<mark>财务</mark>…"}]
        }]
    });
    let parameters = [("q".to_owned(), "财务 <b>".to_owned()), ("year".to_owned(), "2019".to_owned())];
    let results = ResultsRenderer::new(&site.config, &Theme::built_in()).unwrap();
    let page = fill_search_page(&shell, &results.fragment(&response, &parameters).unwrap(), "财务 <b>");
    for part in [
        "value=\"财务 &lt;b&gt;\"",
        "../2019/normative/finance/index.html#t3",
        "<mark>财务</mark>办法",
        "本站没有文号为“青政发〔2019〕99号”的文件",
        "已修改",
        "规范性文件",
        "page=2",
    ] {
        assert!(page.contains(part), "{part} is missing");
    }
    assert!(!page.contains("<b>"));
    assert!(!page.contains(RESULTS_MARKER));
    let none = json!({"query": "无", "total": 0, "none": true, "hits": [], "facets": {}, "notes": []});
    assert!(results.fragment(&none, &[]).unwrap().contains("没有找到关于“无”的文件"));
    assert!(results.fragment(&json!(null), &[]).is_ok());
    if let Some(folder) = std::env::var_os("GONGKAI_SHOW") {
        let page = BTreeMap::from([("search/results.html".to_owned(), page.into_bytes())]);
        crate::portal::write(&page, folder.as_ref());
    }
}
