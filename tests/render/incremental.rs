//! Equal inputs, equal bytes: whatever changes in the site, a page whose inputs stay the same stays the same.

use std::collections::BTreeMap;

use gongkai::render::{DocumentBody, Renderer, Theme, plan};
use gongkai::site::Site;
use jiff::civil::date;

use crate::portal::{Options, portal, rendered};

/// Inputs and bytes of every output.
fn look(site: &Site) -> BTreeMap<String, (Vec<u8>, Vec<u8>)> {
    let renderer = Renderer::new(site, &Theme::built_in()).unwrap();
    let text = rendered();
    let body = DocumentBody { rendered: &text, files: &[], report: None };
    let jobs = plan(site).into_iter();
    jobs.map(|job| (job.file.clone(), (renderer.inputs(site, &job), renderer.render(site, &job, Some(&body)).unwrap())))
        .collect()
}

fn document(source: &str, front: &str) -> (String, String) {
    (source.to_owned(), front.to_owned())
}

/// Sites that differ from the first in one thing.
fn variants() -> Vec<(&'static str, Options)> {
    let base = "title = \"新文件\"\ndate = 2024-05-01\ncategory = \"normative\"\nnumber = \"青政发〔2024〕9号\"\n";
    let with = |extra: &str| Options {
        documents: vec![document("n/new.md", &format!("{base}{extra}"))],
        ..Options::default()
    };
    vec![
        ("nothing", Options::default()),
        ("a day later", Options { today: date(2025, 8, 2), ..Options::default() }),
        ("years later", Options { today: date(2031, 1, 1), ..Options::default() }),
        ("one more", with("")),
        ("normative", with("normative = true")),
        (
            "another title",
            Options {
                documents: vec![document("n/new.md", &base.replace("新文件", "改名的文件"))],
                ..Options::default()
            },
        ),
        ("dates", with("published = 2024-05-20\nupdated = 2024-06-01\neffective = 2024-06-01\nexpires = 2026-01-01")),
        ("kind", with("kind = \"decision\"\nsample = true")),
        ("words", with("description = \"概述\"\nkeywords = [\"甲\"]\nissuer = \"乙\"\nindex_number = \"丙\"")),
        ("repeals", with("effective = 2024-06-01\nrepeals = [\"青政发〔2023〕5号\"]")),
        ("explains", with("interprets = [\"青政发〔2023〕5号\"]")),
        ("amends", with("effective = 2024-06-01\namends = [\"青政发〔2023〕5号\", \"别处的文件\"]")),
        ("alias", with("aliases = [\"old/new.html\"]")),
        (
            "a report",
            Options {
                documents: vec![document(
                    "r/r.md",
                    "title = \"2020年度报告\"\ndate = 2021-01-20\ncategory = \"annual-report\"\nkind = \"annual-report\"",
                )],
                ..Options::default()
            },
        ),
    ]
}

#[test]
fn equal_inputs_mean_equal_bytes_whatever_changed() {
    let looks: Vec<_> = variants().into_iter().map(|(name, options)| (name, look(&portal(options)))).collect();
    let mut kept = 0;
    for (at, (name, one)) in looks.iter().enumerate() {
        for (other_name, other) in &looks[at + 1..] {
            for (file, (inputs, bytes)) in one {
                let Some((other_inputs, other_bytes)) = other.get(file) else { continue };
                if inputs == other_inputs {
                    assert!(
                        bytes == other_bytes,
                        "{file} differs between “{name}” and “{other_name}”, its inputs do not"
                    );
                    kept += 1;
                }
            }
        }
    }
    assert!(kept > 3000, "only {kept} outputs were kept: the inputs say too much");
}

#[test]
fn one_more_document_leaves_most_pages_alone() {
    let (before, after) = (look(&portal(Options::default())), look(&portal(variants().swap_remove(3).1)));
    let changed = before.iter().filter(|(file, (inputs, _))| after.get(*file).is_none_or(|(other, _)| other != inputs));
    let changed: Vec<&String> = changed.map(|(file, _)| file).collect();
    assert!(!changed.iter().any(|file| file.starts_with("2019/normative/finance/")), "{changed:?}");
    assert!(changed.len() < before.len() / 2, "{changed:?}");
}
