//! The house's first law: a module uses only what stands above it in `src/lib.rs`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "tests"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The modules in the order of `src/lib.rs`, lowest first.
fn order() -> BTreeMap<String, usize> {
    let text = fs::read_to_string("src/lib.rs").unwrap();
    let names = text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    names.enumerate().map(|(rank, name)| (name.to_owned(), rank)).collect()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

/// The names that follow `crate::` in a source text.
fn used(text: &str) -> BTreeSet<String> {
    text.match_indices("crate::")
        .filter_map(|(at, found)| {
            let rest = &text[at + found.len()..];
            let end = rest.find(|next: char| !next.is_ascii_alphanumeric() && next != '_').unwrap_or(rest.len());
            (!rest[..end].is_empty()).then(|| rest[..end].to_owned())
        })
        .collect()
}

#[test]
fn dependencies_point_down() {
    let order = order();
    assert!(order.len() >= 15, "the list of modules could not be read");
    let mut wrong = Vec::new();
    let mut files = Vec::new();
    sources(Path::new("src"), &mut files);
    for file in files {
        let Some(module) = file.components().nth(1).and_then(|part| part.as_os_str().to_str()) else { continue };
        let Some(rank) = order.get(module) else { continue };
        for name in used(&fs::read_to_string(&file).unwrap()) {
            if order.get(&name).is_some_and(|other| other > rank) {
                wrong.push(format!("{} uses {name}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_module_says_what_it_is_for() {
    let mut files = Vec::new();
    sources(Path::new("src"), &mut files);
    let silent: Vec<_> = files
        .iter()
        .filter(|file| !file.ends_with("tests.rs") && !fs::read_to_string(file).unwrap().starts_with("//!"))
        .collect();
    assert!(silent.is_empty(), "{silent:?}");
}
