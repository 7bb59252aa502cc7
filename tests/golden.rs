//! Golden sites: `tests/golden/<name>/in` is built and must give `tests/golden/<name>/out`, byte for
//! byte, no file more and none less. After a wanted change: `GONGKAI_BLESS=1 cargo test --test golden`,
//! and read the difference before committing it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "tests"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

fn tree(folder: &Path, prefix: &str, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            tree(&entry.path(), &format!("{name}/"), found);
        } else {
            found.insert(name, fs::read(entry.path()).unwrap());
        }
    }
}

fn copy(files: &BTreeMap<String, Vec<u8>>, to: &Path) {
    for (name, content) in files {
        let path = to.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
}

#[test]
fn golden_sites_come_out_as_they_were() {
    let cases: Vec<_> = fs::read_dir("tests/golden").unwrap().flatten().map(|entry| entry.path()).collect();
    assert!(!cases.is_empty());
    for case in cases {
        let folder = tempfile::TempDir::new().unwrap();
        let (mut input, mut wanted, mut made) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        tree(&case.join("in"), "", &mut input);
        copy(&input, folder.path());
        let output = Command::new(env!("CARGO_BIN_EXE_gongkai"))
            .arg("--root")
            .arg(folder.path())
            .args(["--today", "2026-01-15", "--lang", "zh", "build", "--no-search", "--quiet"])
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        tree(&folder.path().join("public"), "", &mut made);
        if std::env::var_os("GONGKAI_BLESS").is_some() {
            let _ = fs::remove_dir_all(case.join("out"));
            copy(&made, &case.join("out"));
        }
        tree(&case.join("out"), "", &mut wanted);
        let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&made), names(&wanted), "{}", case.display());
        for (name, content) in &wanted {
            assert_eq!(
                String::from_utf8_lossy(&made[name]),
                String::from_utf8_lossy(content),
                "{}: {name}",
                case.display()
            );
        }
    }
}
