//! Publishing: whole, minimal, and careful with what others put there.

use std::fs;

use crate::driver::{Portal, assert_whole, document};

#[test]
fn a_release_is_whole_by_its_manifest() {
    let portal = Portal::new();
    portal.document("content/a.md", "甲", "正文").document("content/b/index.md", "乙", "见[附件](表.csv)");
    portal.write("content/b/表.csv", "a,b\n1,2\n");
    portal.build();
    assert_whole(&portal.path("public"));
    assert_eq!(portal.published("2019/normative/b/表.csv"), "a,b\n1,2\n");
}

#[test]
fn the_same_input_gives_the_same_bytes_anywhere() {
    let make = || {
        let portal = Portal::new();
        portal.document("content/a.md", "甲", "第一条 正文。").document("content/b.md", "乙", "第一条 正文。");
        portal.build();
        portal
    };
    assert_eq!(make().tree(), make().tree());
}

#[test]
fn a_second_build_renders_and_writes_nothing() {
    let portal = Portal::new();
    portal.document("content/a.md", "甲", "正文");
    portal.build();
    let time = |path: &str| fs::metadata(portal.path("public").join(path)).unwrap().modified().unwrap();
    let before = (time("index.html"), time("manifest.json"));
    let words = portal.build();
    assert!(words.contains("生成 0 个文件"), "{words}");
    assert_eq!(before, (time("index.html"), time("manifest.json")));
}

#[test]
fn a_removed_document_is_withdrawn_everywhere() {
    let portal = Portal::new();
    portal.document("content/a.md", "甲", "正文").document("content/b.md", "撤下的文件", "正文");
    portal.build();
    fs::remove_file(portal.path("content/b.md")).unwrap();
    portal.build();
    assert_whole(&portal.path("public"));
    assert!(!portal.path("public/2019/normative/b").exists());
    for (path, content) in portal.tree() {
        assert!(!String::from_utf8_lossy(&content).contains("撤下的文件"), "{path}");
    }
}

#[test]
fn files_of_others_are_kept_and_named() {
    let portal = Portal::new();
    portal.document("content/a.md", "甲", "正文");
    portal.build();
    portal.write("public/verify-123.txt", "码").document("content/b.md", "乙", "正文");
    for _ in 0..2 {
        let words = portal.build();
        assert!(words.contains("verify-123.txt"), "{words}");
        assert_eq!(portal.published("verify-123.txt"), "码");
    }
    fs::remove_file(portal.path("public/verify-123.txt")).unwrap();
    portal.document("content/c.md", "丙", "正文").build();
    portal.document("content/d.md", "丁", "正文").build();
    assert!(!portal.path("public/verify-123.txt").exists(), "what its owner removed must not come back");
}

#[test]
fn a_file_that_was_removed_by_hand_comes_back() {
    let portal = Portal::new();
    portal.document("content/a.md", "甲", "正文");
    portal.build();
    fs::remove_file(portal.path("public/2019/normative/a/index.html")).unwrap();
    portal.build();
    assert_whole(&portal.path("public"));
}

#[test]
fn a_theme_may_replace_one_file() {
    let portal = Portal::new();
    portal.document("content/a.md", "甲", "正文").write("themes/default/templates/redirect.html", "自己的模板\n");
    portal.write("content/c.md", document("丙", "2019-01-01", "normative", "aliases = [\"old/c.html\"]", ""));
    portal.build();
    assert_eq!(portal.published("old/c.html"), "自己的模板\n");
}

#[test]
fn redirects_lead_to_the_document() {
    let portal = Portal::new();
    portal.write("content/c.md", document("丙", "2019-01-01", "normative", "aliases = [\"old/c.html\", \"/旧/\"]", ""));
    portal.build();
    assert!(portal.published("old/c.html").contains("../2019/normative/c/"));
    assert!(portal.published("旧/index.html").contains("../2019/normative/c/"));
}
