//! What every page must keep: headings, names, the content policy, the inspectors' tags.

use std::collections::{BTreeMap, BTreeSet};

use scraper::{ElementRef, Html, Selector};

use crate::portal::{Options, portal, publish, text};

pub fn selector(text: &str) -> Selector {
    Selector::parse(text).unwrap()
}

fn pages() -> BTreeMap<String, Html> {
    let files = publish(&portal(Options::default()));
    let pages = files.keys().filter(|file| file.ends_with(".html") && !file.starts_with("old/"));
    pages.map(|file| (file.clone(), Html::parse_document(&text(&files, file)))).collect()
}

#[test]
fn one_h1_and_no_gap_in_the_levels() {
    for (file, page) in pages() {
        let levels: Vec<u8> = page
            .select(&selector("h1, h2, h3, h4, h5, h6"))
            .map(|heading| heading.value().name().as_bytes()[1] - b'0')
            .collect();
        assert_eq!(levels.iter().copied().filter(|level| *level == 1).count(), 1, "{file}");
        assert_eq!(levels.first(), Some(&1), "{file}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{file}: {levels:?}");
    }
}

#[test]
fn ids_are_unique_and_references_to_them_hold() {
    for (file, page) in pages() {
        let ids: Vec<&str> = page.select(&selector("[id]")).filter_map(|one| one.attr("id")).collect();
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(known.len(), ids.len(), "{file}: an id stands twice");
        for name in ["aria-labelledby", "aria-describedby", "for", "headers"] {
            for element in page.select(&selector(&format!("[{name}]"))) {
                for id in element.attr(name).unwrap().split_whitespace() {
                    assert!(known.contains(id), "{file}: {name}=\"{id}\" has no element");
                }
            }
        }
    }
}

#[test]
fn landmarks_regions_and_fields_have_names() {
    let named =
        |element: &ElementRef<'_>| element.attr("aria-label").is_some() || element.attr("aria-labelledby").is_some();
    for (file, page) in pages() {
        for element in page.select(&selector("nav, [role=search], [role=region]")) {
            assert!(named(&element), "{file}: {}", element.html());
        }
        for field in page.select(&selector("input")) {
            let label = format!("label[for=\"{}\"]", field.attr("id").unwrap());
            assert_eq!(page.select(&selector(&label)).count(), 1, "{file}");
        }
        for region in page.select(&selector(".scroll")) {
            assert_eq!(region.attr("tabindex"), Some("0"), "{file}");
        }
        let names: Vec<&str> = page.select(&selector("nav")).filter_map(|nav| nav.attr("aria-label")).collect();
        let unique: BTreeSet<&&str> = names.iter().collect();
        assert_eq!(unique.len(), names.len(), "{file}: two navigations have one name");
    }
}

#[test]
fn nothing_that_the_content_policy_forbids() {
    for (file, page) in pages() {
        for element in page.select(&selector("*")) {
            let bad = element.value().attrs().find(|(name, _)| *name == "style" || name.starts_with("on"));
            assert_eq!(bad, None, "{file}");
        }
        assert_eq!(page.select(&selector("style, script:not([src]), iframe, object, embed")).count(), 0, "{file}");
        for element in page.select(&selector("[src], link[rel=stylesheet], link[rel=icon]")) {
            let href = element.attr("src").or(element.attr("href")).unwrap();
            assert!(!href.contains("//"), "{file}: {href}");
        }
    }
}

#[test]
fn inspectors_find_their_tags() {
    let content = |page: &Html, name: &str| {
        let tag = page.select(&selector(&format!("meta[name={name}]"))).next()?;
        tag.attr("content").map(str::to_owned).filter(|content| !content.is_empty())
    };
    for (file, page) in pages() {
        for name in ["SiteName", "SiteDomain"] {
            assert!(content(&page, name).is_some(), "{file}: {name}");
        }
        assert_eq!(content(&page, "SiteIDCode"), None, "the settings give none, so none is claimed");
        if ["search/index.html", "404.html", "site-map/index.html"].contains(&file.as_str()) {
            continue;
        }
        for name in ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"] {
            assert!(content(&page, name).is_some(), "{file}: {name}");
        }
    }
    let page = &pages()["2019/normative/finance/index.html"];
    assert_eq!(content(page, "ArticleTitle").as_deref(), Some("青石乡人民政府关于印发村级财务管理办法的通知"));
    assert_eq!(content(page, "PubDate").as_deref(), Some("2019-03-20 00:00"));
    assert_eq!(content(page, "ContentSource").as_deref(), Some("某某县青石乡人民政府"));
}

#[test]
fn a_title_with_markup_and_rare_characters_stays_text() {
    let page = &pages()["2025/normative/future/index.html"];
    let title: String = page.select(&selector("h1")).next().unwrap().text().collect();
    assert!(title.contains("含 <b>标记</b> & \"引号\"") && title.contains("𠀋𪚥堃"), "{title}");
    assert_eq!(page.select(&selector("h1 b")).count(), 0);
}

#[test]
fn every_value_of_a_form_resolves_to_a_row_and_a_column_head() {
    let page = &pages()["2020/annual-report/report-2019/index.html"];
    let values: Vec<ElementRef<'_>> = page.select(&selector("table.form td")).collect();
    assert_eq!(values.len(), 14);
    for value in values {
        let scopes: BTreeSet<&str> = value
            .attr("headers")
            .unwrap()
            .split_whitespace()
            .filter_map(|id| page.select(&selector(&format!("#{id}"))).next()?.attr("scope"))
            .collect();
        assert!(scopes.contains("row") && scopes.contains("col"));
    }
    assert_eq!(page.select(&selector("table.form .failing")).count(), 1);
}
