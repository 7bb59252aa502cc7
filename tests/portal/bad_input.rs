//! Wrong input of every kind: a finding with place and remedy, the published release untouched.

use std::fs;

use crate::driver::{Portal, document, tree};

/// A portal that is published and then given something wrong.
fn broken(spoil: impl Fn(&Portal)) -> Portal {
    let portal = Portal::new();
    portal.document("content/a.md", "甲", "正文。");
    portal.build();
    let before = portal.tree();
    spoil(&portal);
    portal.build_fails(1);
    assert_eq!(portal.tree(), before, "the release was touched");
    portal
}

fn only(portal: &Portal, code: &str) -> serde_json::Value {
    let findings = portal.findings();
    let errors: Vec<_> = findings.iter().filter(|finding| finding["severity"] == "error").collect();
    assert_eq!(errors.len(), 1, "{errors:#?}");
    assert_eq!(errors[0]["code"], code);
    assert!(!errors[0]["path"].as_str().unwrap().is_empty());
    errors[0].clone()
}

#[test]
fn missing_front_matter() {
    let portal = broken(|portal| _ = portal.write("content/b.md", "# 标题\n\n正文\n"));
    let finding = only(&portal, "front-matter-missing");
    assert_eq!((&finding["line"], &finding["column"]), (&1.into(), &1.into()));
    assert!(finding["help"].as_str().unwrap().contains("+++"));
}

#[test]
fn unknown_key_says_what_was_meant() {
    let portal = broken(|portal| {
        _ = portal
            .write("content/b.md", document("乙", "2019-01-01", "normative", "numer = \"甲政发〔2019〕1号\"", ""));
    });
    let finding = only(&portal, "key-unknown");
    assert_eq!((&finding["line"], &finding["column"]), (&5.into(), &1.into()));
    assert_eq!(finding["help"], "→ number");
}

#[test]
fn unknown_category_says_what_was_meant() {
    let portal = broken(|portal| _ = portal.write("content/b.md", document("乙", "2019-01-01", "normativ", "", "")));
    let finding = only(&portal, "category-unknown");
    assert_eq!(finding["line"], 4);
    assert_eq!(finding["help"], "→ normative");
}

#[test]
fn two_pages_with_one_address() {
    let portal = broken(|portal| _ = portal.document("content/again/a.md", "乙", "正文"));
    let finding = only(&portal, "address-repeated");
    assert!(finding["message"].as_str().unwrap().contains("/2019/normative/a/"));
}

#[test]
fn a_date_that_does_not_exist() {
    let portal = broken(|portal| _ = portal.write("content/b.md", document("乙", "2019-02-30", "normative", "", "")));
    let finding = only(&portal, "date-invalid");
    assert!(finding["message"].as_str().unwrap().contains("2019-02-30"));
}

#[test]
fn not_utf8() {
    let portal = broken(|portal| _ = portal.write("content/b.md", b"+++\ntitle = \"\xff\"\n+++\n"));
    only(&portal, "not-utf8");
}

#[test]
fn too_large() {
    let portal = broken(|portal| _ = portal.write("content/b.md", vec![b'a'; 50 * 1024 * 1024]));
    only(&portal, "file-too-large");
}

#[test]
#[cfg(unix)]
fn a_link_out_of_the_content() {
    let outside = tempfile::TempDir::new().unwrap();
    fs::write(outside.path().join("secret.md"), document("密", "2019-01-01", "normative", "", "内情")).unwrap();
    let portal = broken(|portal| {
        std::os::unix::fs::symlink(outside.path().join("secret.md"), portal.path("content/b.md")).unwrap();
    });
    only(&portal, "file-outside");
}

#[test]
#[cfg(unix)]
fn an_unreadable_file() {
    use std::os::unix::fs::PermissionsExt;
    let portal = Portal::new();
    portal.document("content/a.md", "甲", "正文").document("content/b.md", "乙", "正文");
    fs::set_permissions(portal.path("content/b.md"), fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(portal.path("content/b.md")).is_ok() {
        return; // Run as root: nothing is unreadable.
    }
    portal.build_fails(1);
    only(&portal, "io-read");
}

#[test]
fn a_template_error_names_the_template() {
    let portal = broken(|portal| _ = portal.write("themes/default/templates/home.html", "<p>{{ nothing.there }</p>\n"));
    let findings = portal.findings();
    let error = findings.iter().find(|finding| finding["severity"] == "error").unwrap();
    assert!(error["path"].as_str().unwrap().contains("home.html"), "{error}");
}

#[test]
fn an_unknown_name_in_a_template() {
    let portal =
        broken(|portal| _ = portal.write("themes/default/templates/home.html", "<p>{{ nothing.there }}</p>\n"));
    assert!(portal.build_fails(1).contains("home.html"));
}

#[test]
fn broken_links_and_anchors() {
    let portal = broken(|portal| {
        _ = portal.document("content/b.md", "乙", "[无](c.md) [有](a.md) [无段](a.md#t9) [本段](#t1)\n\n第一条 有。");
    });
    let findings = portal.findings();
    let broken: Vec<_> = findings.iter().filter(|finding| finding["code"] == "link-broken").collect();
    assert_eq!(broken.len(), 2, "{broken:#?}");
    assert!(broken.iter().all(|finding| finding["line"] == 8));
}

#[test]
fn settings_with_every_mistake_at_once() {
    let portal = broken(|portal| {
        _ = portal.write("site.toml", "titel = \"甲\"\nbase_url = \"x\"\n[body]\nname = 3\nlevel = \"town\"\n");
    });
    let codes = portal.codes();
    for code in ["key-unknown", "key-missing", "base-url", "value-type", "value-choice"] {
        assert!(codes.iter().any(|found| found == code), "{code} in {codes:?}");
    }
}

#[test]
fn bom_and_windows_line_ends_are_fine() {
    let portal = Portal::new();
    let text = document("甲", "2019-03-11", "normative", "", "第一条 正文。\n\n第二款。").replace('\n', "\r\n");
    portal.write("content/a.md", format!("\u{feff}{text}"));
    portal.build();
    assert!(portal.published("2019/normative/a/index.html").contains("id=\"t1-k2\""));
}

#[test]
fn an_output_inside_the_content_is_refused() {
    let portal = Portal::new();
    portal.document("content/a.md", "甲", "正文");
    let output = portal.run(&["build", "--output-dir", portal.path("content/out").to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!portal.path("content/out").exists());
}

#[test]
fn a_folder_that_is_not_ours_is_left_alone() {
    let portal = Portal::new();
    portal.document("content/a.md", "甲", "正文").write("public/my-photos/a.jpg", "jpg");
    portal.build_fails(2);
    assert_eq!(tree(&portal.path("public")).keys().collect::<Vec<_>>(), ["my-photos/a.jpg"]);
}

#[test]
fn a_repeated_address_hides_no_other_finding() {
    let portal = broken(|portal| _ = portal.document("content/again/a.md", "乙", "[坏](nowhere.md)"));
    assert_eq!(portal.codes().iter().filter(|code| *code == "link-broken").count(), 1);
}

#[test]
fn what_editors_leave_behind_is_not_published() {
    let portal = Portal::new();
    portal.document("content/b/index.md", "甲", "正文");
    for name in ["index.md~", "index.md.bak", "#index.md#", "~$form.docx", "form.docx.tmp", "4913", "Thumbs.db"] {
        portal.write(&format!("content/b/{name}"), "旧稿");
    }
    portal.build();
    for (path, content) in portal.tree() {
        assert!(!String::from_utf8_lossy(&content).contains("旧稿"), "{path}");
    }
}

#[test]
fn a_document_inside_anothers_folder_is_named() {
    let portal = broken(|portal| {
        portal.document("content/b/notice.md", "乙", "正文").document("content/b/index.md", "丙", "正文");
    });
    assert_eq!(only(&portal, "document-swallowed")["path"], "content/b/notice.md");
}

#[test]
fn a_lost_content_folder_withdraws_nothing() {
    let portal = Portal::new();
    portal.document("content/a.md", "甲", "正文");
    portal.build();
    let before = portal.tree();
    fs::remove_dir_all(portal.path("content")).unwrap();
    portal.build_fails(2);
    assert_eq!(portal.tree(), before);
}

#[test]
fn a_former_address_in_the_way_of_a_page_is_named() {
    for alias in ["feed.xml", "index.html", "2019/", "static/x/", "2019"] {
        let portal = broken(|portal| {
            let extra = format!("aliases = [\"{alias}\"]");
            _ = portal.write("content/b.md", document("乙", "2019-01-01", "normative", &extra, ""));
        });
        assert_eq!(only(&portal, "alias")["line"], 5, "{alias}");
    }
}

#[test]
fn unclosed_front_matter_is_called_that() {
    let portal = broken(|portal| _ = portal.write("content/b.md", "+++\ntitle = \"甲\"\n"));
    only(&portal, "front-matter-unclosed");
}

#[test]
fn an_attachment_with_the_pages_own_name() {
    let portal = broken(|portal| {
        portal.document("content/b/index.md", "乙", "正文");
        _ = portal.write("content/b/index.json", "{}");
    });
    only(&portal, "attachment-name");
}

#[test]
#[cfg(unix)]
fn a_published_folder_that_is_a_link_stays_one() {
    let portal = Portal::new();
    portal.document("content/a.md", "甲", "正文");
    fs::create_dir(portal.path("elsewhere")).unwrap();
    std::os::unix::fs::symlink(portal.path("elsewhere"), portal.path("public")).unwrap();
    portal.build();
    assert!(portal.path("public").is_symlink() && portal.path("elsewhere/index.html").exists());
}

#[test]
fn no_portal_here() {
    let portal = Portal::new();
    fs::remove_file(portal.path("site.toml")).unwrap();
    assert!(portal.build_fails(2).contains("site.toml"));
}

#[test]
fn withheld_and_draft_documents_leave_by_no_door() {
    let portal = Portal::new();
    portal.document("content/a.md", "甲", "正文");
    for (name, extra) in [
        ("b", "disclosure = \"withheld\""),
        ("c", "disclosure = \"on-request\""),
        ("d", "draft = true"),
        ("e", "published = 2030-01-01"),
    ] {
        portal.write(&format!("content/{name}.md"), document("机要事项", "2019-01-01", "normative", extra, "机要内容"));
    }
    portal.build();
    for (path, content) in portal.tree() {
        let text = String::from_utf8_lossy(&content).into_owned();
        assert!(!text.contains("机要"), "{path}");
    }
    let found = portal.run(&["search", "--json", "机要内容"]);
    assert!(!String::from_utf8_lossy(&found.stdout).contains("机要事项"));
}
