//! A portal in a temporary folder, driven through the program as a person would.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// The smallest settings that build, with two categories.
pub const SETTINGS: &str = r#"
title = "某某乡人民政府政府信息公开"
base_url = "https://www.example.gov.cn/xiang/"
language = "zh-CN"

[body]
name = "某某乡人民政府"
level = "township"

[review]
required = false

[[category]]
id = "normative"
name = "规范性文件"

[[category]]
id = "budget"
name = "财政预算决算"
empty_because = "尚未到公布时间。"
"#;

/// A portal's folder.
pub struct Portal {
    folder: TempDir,
}

impl Portal {
    /// An empty portal with the smallest settings.
    pub fn new() -> Self {
        let portal = Self { folder: TempDir::new().unwrap() };
        portal.write("site.toml", SETTINGS);
        fs::create_dir_all(portal.path("content")).unwrap();
        portal
    }

    /// The portal's folder.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A path in it.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.root().join(relative)
    }

    /// Writes a file with the folders above it.
    pub fn write(&self, relative: &str, text: impl AsRef<[u8]>) -> &Self {
        let path = self.path(relative);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// Writes a document with the usual front matter and this body.
    pub fn document(&self, relative: &str, title: &str, body: &str) -> &Self {
        self.write(relative, document(title, "2019-03-11", "normative", "", body))
    }

    /// Runs the program on this portal on 2026-01-15.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.run_on("2026-01-15", arguments)
    }

    /// Runs the program on this portal on another day.
    pub fn run_on(&self, today: &str, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_gongkai"))
            .args(["--root"])
            .arg(self.root())
            .args(["--today", today, "--lang", "zh"])
            .args(arguments)
            .output()
            .unwrap()
    }

    /// Builds and expects success.
    pub fn build(&self) -> String {
        let output = self.run(&["build"]);
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{words}");
        words
    }

    /// Builds and expects findings; what was said.
    pub fn build_fails(&self, status: i32) -> String {
        let output = self.run(&["build"]);
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(status), "{words}");
        words
    }

    /// The findings of `check` as JSON.
    pub fn findings(&self) -> Vec<Value> {
        let output = self.run(&["check", "--format", "json"]);
        let json: Value = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
        json["findings"].as_array().unwrap().clone()
    }

    /// The codes of `check`'s findings.
    pub fn codes(&self) -> Vec<String> {
        self.findings().iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
    }

    /// A published file as text.
    pub fn published(&self, relative: &str) -> String {
        fs::read_to_string(self.path("public").join(relative)).unwrap_or_else(|error| panic!("{relative}: {error}"))
    }

    /// Everything that is published, by path.
    pub fn tree(&self) -> BTreeMap<String, Vec<u8>> {
        tree(&self.path("public"))
    }
}

/// A document with front matter.
pub fn document(title: &str, date: &str, category: &str, extra: &str, body: &str) -> String {
    format!("+++\ntitle = \"{title}\"\ndate = {date}\ncategory = \"{category}\"\n{extra}\n+++\n\n{body}\n")
}

/// All files below a folder, by path.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn visit(folder: &Path, prefix: &str, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                visit(&entry.path(), &format!("{name}/"), found);
            } else {
                found.insert(name, fs::read(entry.path()).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    visit(folder, "", &mut found);
    found
}

/// Holds a published folder against its manifest: every file there, whole, and nothing else.
pub fn assert_whole(folder: &Path) {
    use sha2::{Digest, Sha256};
    let files = tree(folder);
    let manifest: Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let listed = manifest["files"].as_array().unwrap();
    for file in listed {
        let path = file["path"].as_str().unwrap();
        let content = files.get(path).unwrap_or_else(|| panic!("{path} is missing"));
        let hash = gongkai::engine::hex(&Sha256::digest(content));
        assert_eq!(file["sha256"], hash, "{path}");
        assert_eq!(file["bytes"], content.len(), "{path}");
    }
    let named = |path: &str| listed.iter().any(|file| file["path"] == path) || path == "manifest.json";
    for path in files.keys() {
        let plain = path.strip_suffix(".gz").or(path.strip_suffix(".br")).unwrap_or(path);
        assert!(named(path) || named(plain), "{path} is not in the manifest");
    }
}
