//! Incremental = clean: whatever is edited, in whatever order, building on gives what building anew gives.

use std::fs;

use proptest::prelude::*;

use crate::driver::{Portal, document};

/// One thing a person does between two builds.
#[derive(Debug, Clone)]
enum Edit {
    Write { name: u8, title: u8, extra: u8 },
    Remove { name: u8 },
    Rename { from: u8, to: u8 },
    Attach { name: u8, content: u8 },
    Link { name: u8, to: u8 },
    Settings { title: u8 },
    Theme { word: u8 },
    Section { word: u8 },
    Day { day: u8 },
}

fn edit() -> impl Strategy<Value = Edit> {
    let small = 0..5u8;
    prop_oneof![
        4 => (small.clone(), small.clone(), 0..7u8).prop_map(|(name, title, extra)| Edit::Write { name, title, extra }),
        2 => small.clone().prop_map(|name| Edit::Remove { name }),
        1 => (small.clone(), small.clone()).prop_map(|(from, to)| Edit::Rename { from, to }),
        1 => (small.clone(), small.clone()).prop_map(|(name, content)| Edit::Attach { name, content }),
        2 => (small.clone(), small.clone()).prop_map(|(name, to)| Edit::Link { name, to }),
        1 => small.clone().prop_map(|title| Edit::Settings { title }),
        1 => small.clone().prop_map(|word| Edit::Theme { word }),
        1 => small.clone().prop_map(|word| Edit::Section { word }),
        1 => (1..5u8).prop_map(|day| Edit::Day { day }),
    ]
}

const EXTRAS: [&str; 7] = [
    "",
    "draft = true",
    "expires = 2026-01-02",
    "published = 2026-01-03",
    "normative = true\neffective = 2026-01-03",
    "repeals = [\"d1.md\"]",
    "category = 3",
];

fn apply(portal: &Portal, edit: &Edit, day: &mut u8) {
    let path = |name: u8| if name == 4 { "content/bundle/index.md".to_owned() } else { format!("content/d{name}.md") };
    match edit {
        Edit::Write { name, title, extra } => {
            let body = format!("第一条 内容{title}。\n\n第二款。");
            let text = document(&format!("题{title}"), "2026-01-01", "normative", EXTRAS[usize::from(*extra)], &body);
            portal.write(&path(*name), text);
        }
        Edit::Remove { name } => drop(fs::remove_file(portal.path(&path(*name)))),
        Edit::Rename { from, to } => drop(fs::rename(portal.path(&path(*from)), portal.path(&path(*to)))),
        Edit::Attach { name, content } => {
            portal.write(&format!("content/bundle/附件{name}.txt"), format!("内容{content}"));
        }
        Edit::Link { name, to } => {
            let body = format!("第一条 见[那份文件](/{}#t1)。", path(*to).trim_start_matches("content/"));
            portal.write(&path(*name), document("有链接", "2026-01-01", "budget", "", &body));
        }
        Edit::Settings { title } => {
            let settings = crate::driver::SETTINGS.replace("某某乡人民政府政府信息公开", &format!("网站{title}"));
            portal.write("site.toml", settings);
        }
        Edit::Theme { word } if *word == 0 => drop(fs::remove_dir_all(portal.path("themes"))),
        Edit::Theme { word } => _ = portal.write("themes/default/templates/redirect.html", format!("模板{word}\n")),
        Edit::Section { word } => _ = portal.write("content/_sections/normative.md", format!("说明{word}。\n")),
        Edit::Day { day: later } => *day += later,
    }
}

/// Builds and returns what was said, without the lines that count and time.
fn run(portal: &Portal, day: u8) -> (Option<i32>, String) {
    let today = format!("2026-01-{:02}", day.min(28));
    let output = portal.run_on(&today, &["build", "--quiet"]);
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("GONGKAI_SEQUENCES").ok().and_then(|text| text.parse().ok()).unwrap_or(24),
        max_shrink_iters: 60,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn building_on_equals_building_anew(edits in prop::collection::vec(edit(), 1..7)) {
        let portal = Portal::new();
        portal.document("content/d0.md", "甲", "第一条 正文。");
        portal.build();
        let mut day = 1;
        for edit in &edits {
            apply(&portal, edit, &mut day);
            let grown = run(&portal, day);
            let fresh = Portal::new();
            for (path, content) in crate::driver::tree(portal.root()) {
                let ours = ["content/", "themes/", "site.toml"].iter().any(|start| path.starts_with(start));
                if ours {
                    fresh.write(&path, content);
                }
            }
            let clean = run(&fresh, day);
            prop_assert_eq!(&grown, &clean, "after {:?}", edit);
            if clean.0 == Some(0) {
                let (grown, clean) = (portal.tree(), fresh.tree());
                prop_assert_eq!(grown.keys().collect::<Vec<_>>(), clean.keys().collect::<Vec<_>>());
                for (path, content) in &clean {
                    prop_assert!(grown[path] == *content, "{} differs after {:?}", path, edits);
                }
            }
        }
    }
}
