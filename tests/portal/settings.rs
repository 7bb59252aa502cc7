//! Settings: where mistakes are pointed at.

use crate::driver::{Portal, SETTINGS};

#[test]
fn a_category_given_twice_is_pointed_at_where_it_comes_again() {
    let portal = Portal::new();
    portal.write("site.toml", format!("{SETTINGS}\n[[category]]\nid = \"normative\"\nname = \"又一次\"\n"));
    let findings = portal.findings();
    let finding = findings.iter().find(|finding| finding["code"] == "category-repeated").unwrap();
    let line = SETTINGS.lines().count() + 3;
    assert_eq!(finding["line"], line);
}

#[test]
fn an_address_on_the_command_line_is_checked_like_that_of_the_settings() {
    let portal = Portal::new();
    portal.document("content/a.md", "甲", "正文");
    for bad in ["ftp://example.cn/", "example.cn", "https://example.cn/?a"] {
        assert_eq!(portal.run(&["build", "--base-url", bad]).status.code(), Some(2), "{bad}");
    }
    assert!(portal.run(&["build", "--base-url", "https://example.cn/sub"]).status.success());
    assert!(portal.published("sitemap.xml").contains("https://example.cn/sub/2019/normative/a/"));
}
