//! Every link and anchor of every page resolves, from a disk as under a sub-path.

use std::collections::{BTreeMap, BTreeSet};

use scraper::Html;

use crate::markup::selector;
use crate::portal::{Options, portal, publish, text};

/// The file that a link of `from` means; `None` when it leaves the site.
fn target(from: &str, href: &str) -> Option<String> {
    if href.contains("://") || href.starts_with("mailto:") || href.starts_with("tel:") || href.starts_with("data:") {
        return None;
    }
    let path = href.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty() {
        return Some(from.to_owned());
    }
    if let Some(path) = path.strip_prefix("/qingshi/") {
        return Some(decode(path));
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{from}: {href} leads out of the site"),
            "." => {}
            other => parts.push(other),
        }
    }
    Some(decode(&parts.join("/")))
}

fn decode(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let hex: Vec<u8> = rest.by_ref().take(2).collect();
            bytes.push(u8::from_str_radix(std::str::from_utf8(&hex).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn every_link_and_anchor_resolves_and_none_is_absolute_but_on_the_404_page() {
    let files = publish(&portal(Options::default()));
    let pages: BTreeMap<&String, Html> = files
        .iter()
        .filter(|(file, _)| file.ends_with(".html"))
        .map(|(file, _)| (file, Html::parse_document(&text(&files, file))))
        .collect();
    let ids: BTreeMap<&String, BTreeSet<String>> = pages
        .iter()
        .map(|(file, page)| {
            (*file, page.select(&selector("[id]")).map(|one| one.attr("id").unwrap().to_owned()).collect())
        })
        .collect();
    let mut links = 0;
    for (file, page) in &pages {
        for element in page.select(&selector("[href], [src], [action]")) {
            let href = ["href", "src", "action"].iter().find_map(|name| element.attr(name)).unwrap();
            assert!(!href.starts_with('/') || file.as_str() == "404.html", "{file}: {href} is absolute");
            let Some(target) = target(file, href) else { continue };
            assert!(files.contains_key(&target), "{file}: {href} leads to {target}, which does not exist");
            if let Some((_, anchor)) = href.split_once('#') {
                assert!(ids[&target].contains(anchor), "{file}: {href} has no anchor");
            }
            links += 1;
        }
    }
    assert!(links > 1000, "only {links} links were looked at");
}

#[test]
fn a_former_address_leads_to_the_document() {
    let files = publish(&portal(Options::default()));
    let page = text(&files, "old/finance.html");
    assert!(page.contains("url=../2019/normative/finance/index.html"), "{page}");
}

#[test]
fn sitemap_names_folders_and_only_what_exists() {
    let files = publish(&portal(Options::default()));
    let sitemap = text(&files, "sitemap.xml");
    let mut count = 0;
    for part in sitemap.split("<loc>").skip(1) {
        let address = part.split("</loc>").next().unwrap();
        let path = decode(address.strip_prefix("https://www.example.gov.cn/qingshi/").unwrap());
        assert!(path.is_empty() || path.ends_with('/'), "{path}");
        assert!(files.contains_key(&format!("{path}index.html")), "{path}");
        count += 1;
    }
    assert!(count > 25);
}
