//! Reads Markdown with `+++` front matter into documents: sections at headings and at 第X条. Only for measuring.

use gongkai::search::{SearchDocument, Section};
use std::path::{Path, PathBuf};

/// All Markdown files below a folder, sorted.
pub fn files(root: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The documents of the files.
pub fn documents(root: &Path, files: &[PathBuf]) -> Vec<SearchDocument> {
    files.iter().filter_map(|path| document(root, path)).collect()
}

fn document(root: &Path, path: &Path) -> Option<SearchDocument> {
    let source = std::fs::read_to_string(path).ok()?;
    let (front, body) = source.strip_prefix("+++\n")?.split_once("\n+++\n")?;
    let front: toml::Table = front.parse().ok()?;
    let text = |key: &str| front.get(key).map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    let date = text("date").unwrap_or_default();
    let relative = path.strip_prefix(root).ok()?.to_string_lossy().into_owned();
    let keywords = front
        .get("keywords")
        .and_then(|k| k.as_array())
        .into_iter()
        .flatten()
        .filter_map(|k| k.as_str().map(str::to_owned));
    Some(SearchDocument {
        url: relative.clone(),
        path: relative,
        title: text("title").unwrap_or_default(),
        number: text("number"),
        year: date.get(..4).and_then(|year| year.parse().ok()).unwrap_or(0),
        date,
        category: text("category").unwrap_or_default(),
        status: "unstated".into(),
        keywords: keywords.collect(),
        sections: sections(body),
        ..SearchDocument::default()
    })
}

fn sections(body: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let mut headings: Vec<(usize, String)> = Vec::new();
    for line in body.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("<!--")) {
        let level = line.chars().take_while(|c| *c == '#').count();
        if level > 0 {
            let heading = line.trim_start_matches('#').trim().to_owned();
            headings.retain(|(other, _)| *other < level);
            headings.push((level, heading));
            sections.push(Section {
                heading: headings.iter().map(|(_, h)| h.clone()).collect(),
                anchor: format!("h{}", sections.len()),
                ..Section::default()
            });
            continue;
        }
        let (label, rest) = label(line);
        if !label.is_empty() {
            let heading = headings.iter().map(|(_, h)| h.clone()).collect();
            sections.push(Section { anchor: label.clone(), label, heading, text: rest.to_owned() });
        } else if let Some(section) = sections.last_mut() {
            if !section.text.is_empty() {
                section.text.push('\n');
            }
            section.text.push_str(line);
        }
    }
    sections
}

/// 第X条 or 第X条之Y at the beginning of a line, and the rest.
fn label(line: &str) -> (String, &str) {
    let Some(end) = line.starts_with('第').then(|| line.find('条')).flatten() else { return (String::new(), line) };
    let end = end + '条'.len_utf8();
    let inner = &line['第'.len_utf8()..end - '条'.len_utf8()];
    if inner.is_empty() || !inner.chars().all(|c| "零〇一二三四五六七八九十百千".contains(c) || c.is_numeric())
    {
        return (String::new(), line);
    }
    let rest = &line[end..];
    let inserted: String = rest
        .strip_prefix('之')
        .into_iter()
        .flat_map(str::chars)
        .take_while(|c| "一二三四五六七八九十".contains(*c))
        .collect();
    let size = if inserted.is_empty() { 0 } else { '之'.len_utf8() + inserted.len() };
    (line[..end + size].to_owned(), rest[size..].trim_start())
}
