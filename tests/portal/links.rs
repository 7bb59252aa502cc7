//! Every internal link and anchor of the built sample leads somewhere, from any sub-path and from a disk.

use std::collections::{BTreeMap, BTreeSet};

use scraper::{Html, Selector};

use crate::sample::built;

/// Ids and links of a page.
fn read(html: &str) -> (BTreeSet<String>, Vec<String>) {
    let page = Html::parse_document(html);
    let with_id = Selector::parse("[id]").unwrap();
    let ids = page.select(&with_id).filter_map(|element| element.attr("id")).map(str::to_owned);
    let mut links = Vec::new();
    for (selector, attribute) in
        [("a[href]", "href"), ("link[href]", "href"), ("script[src]", "src"), ("img[src]", "src")]
    {
        let selector = Selector::parse(selector).unwrap();
        let found = page.select(&selector);
        links.extend(found.filter_map(|element| element.attr(attribute)).map(str::to_owned));
    }
    (ids.collect(), links)
}

/// The file that a relative link from `from` means, with its anchor; `None` for links that leave the portal.
fn target(from: &str, link: &str) -> Option<(String, String)> {
    if link.contains(':') || link.starts_with("//") {
        return None;
    }
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    let path = path.split('?').next().unwrap();
    let mut parts: Vec<String> = if path.is_empty() {
        from.split('/').map(str::to_owned).collect()
    } else {
        from.split('/').map(str::to_owned).rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect()
    };
    assert!(!path.starts_with('/'), "{from}: {link} is absolute");
    for part in path.split('/').filter(|_| !path.is_empty()) {
        match part {
            "" | "." => {}
            ".." => assert!(parts.pop().is_some(), "{from}: {link} leaves the portal"),
            name => parts.push(percent(name)),
        }
    }
    let mut file = parts.join("/");
    if path.ends_with('/') || path == ".." || path == "." || file.is_empty() {
        file = if file.is_empty() { "index.html".to_owned() } else { format!("{file}/index.html") };
    }
    Some((file, percent(anchor)))
}

fn percent(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[test]
fn every_internal_link_and_anchor_resolves() {
    let tree = built().tree();
    let pages: BTreeMap<&String, (BTreeSet<String>, Vec<String>)> = tree
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, content)| (path, read(&String::from_utf8_lossy(content))))
        .collect();
    assert!(pages.len() > 20);
    let mut broken = Vec::new();
    for (from, (_, links)) in &pages {
        // The 404 page stands at any depth: it alone uses absolute links.
        for link in links.iter().filter(|_| *from != "404.html") {
            let Some((file, anchor)) = target(from, link) else { continue };
            if !tree.contains_key(&file) {
                broken.push(format!("{from}: {link} → {file}"));
            } else if !anchor.is_empty() && pages.get(&file).is_some_and(|(ids, _)| !ids.contains(&anchor)) {
                broken.push(format!("{from}: {link}: no #{anchor}"));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn nothing_is_inline_and_nothing_comes_from_elsewhere() {
    for (path, content) in built().tree() {
        if !path.ends_with(".html") {
            continue;
        }
        let page = Html::parse_document(&String::from_utf8_lossy(&content));
        for selector in ["style", "[style]", "script:not([src])", "[onclick]", "[onload]", "iframe", "object", "base"] {
            let parsed = Selector::parse(selector).unwrap();
            let mut found = page.select(&parsed);
            let allowed =
                |element: &scraper::ElementRef<'_>| element.attr("type").is_some_and(|kind| kind.ends_with("json"));
            assert!(found.all(|element| allowed(&element)), "{path}: {selector}");
        }
        for selector in ["script[src]", "link[rel=stylesheet]", "img[src]"] {
            for element in page.select(&Selector::parse(selector).unwrap()) {
                let address = element.attr("src").or(element.attr("href")).unwrap();
                assert!(!address.contains("//"), "{path}: {address}");
            }
        }
    }
}
