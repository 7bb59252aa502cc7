//! `gongkai report`: what it writes can be built at once, and is never published before somebody says so.

use std::fs;

use crate::driver::{Portal, SETTINGS};

fn portal() -> Portal {
    let portal = Portal::new();
    portal.write(
        "site.toml",
        format!("{SETTINGS}\n[[category]]\nid = \"annual-report\"\nname = \"年报\"\npart = \"reports\"\n"),
    );
    portal
}

#[test]
fn a_new_report_builds_as_a_draft() {
    let portal = portal();
    assert!(portal.run(&["report", "new", "2025"]).status.success());
    portal.build();
    assert!(!portal.path("public/2026").exists(), "a blank report was published");
    let again = portal.run(&["report", "new", "2025"]);
    assert_eq!(again.status.code(), Some(2), "what is there must not be overwritten");
}

#[test]
fn the_seed_is_read_in_and_its_page_shows_the_figures() {
    let portal = portal();
    let seed = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/report/seed/original.txt");
    let output = portal.run(&["report", "import", seed]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let file = portal.path("content/2019/annual-report.md");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.lines().filter(|line| !line.starts_with("draft")).collect::<Vec<_>>().join("\n")).unwrap();
    portal.build();
    let page = portal.published("2026/annual-report/annual-report/index.html");
    assert!(page.contains("规范性文件") && page.contains("1975"));
}

#[test]
fn a_draft_counts_the_register() {
    let portal = portal();
    portal.write("data/requests.csv", "id,received,applicant,outcome,closed\n1,2025-03-01,person,granted,2025-03-10\n");
    assert!(portal.run(&["report", "draft", "2025"]).status.success());
    let toml = fs::read_to_string(portal.path("content/2025/annual-report.toml")).unwrap();
    assert!(toml.contains("new = [1, 0, 0, 0, 0, 0, 1]") && toml.contains("granted = [1, 0, 0, 0, 0, 0, 1]"), "{toml}");
    portal.build();
    for (path, content) in portal.tree() {
        assert!(!String::from_utf8_lossy(&content).contains("2025-03-01"), "{path} publishes the register");
    }
}
