//! Attachments: what kind they are and how large.

use serde::Serialize;

use super::scene::Scene;
use crate::content::Page;
use crate::render::body::PublishedFile;
use crate::render::words::Words;

/// An attachment of a document.
#[derive(Serialize)]
pub(crate) struct File<'a> {
    name: &'a str,
    href: String,
    kind: String,
    size: String,
    sha256: &'a str,
}

/// Kind of a file as people call it: its extension in capitals.
pub(crate) fn kind(name: &str) -> String {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let plain = extension.len() <= 5 && extension.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if plain { extension.to_ascii_uppercase() } else { String::new() }
}

/// A size in KB or MB, rounded up, as download lists write it.
pub(crate) fn size(bytes: u64) -> String {
    const KB: u64 = 1024;
    const MB: u64 = 1024 * KB;
    if bytes < MB {
        return format!("{} KB", bytes.div_ceil(KB));
    }
    let tenths = (bytes * 10).div_ceil(MB);
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

/// The names that a document lists as attachments, in order: those of the front matter, or all.
pub(crate) fn listed(page: &Page) -> Vec<&str> {
    if page.front.attachments.is_empty() {
        page.files.iter().map(|file| file.name.as_str()).collect()
    } else {
        page.front.attachments.iter().map(String::as_str).collect()
    }
}

/// One attachment by type and size, several by number; nothing when there are none.
pub(crate) fn summary(words: &Words, page: &Page) -> Option<String> {
    let names = listed(page);
    match names.as_slice() {
        [] => None,
        [name] => {
            let file = page.files.iter().find(|file| file.name == *name)?;
            Some(format!("{} {}", kind(name), size(file.bytes)).trim().to_owned())
        }
        several => Some(words.fill("attachments_count", &[("count", &several.len().to_string())])),
    }
}

/// The attachments of a document as published.
pub(crate) fn files<'a>(scene: &Scene<'_>, page: &Page, url: &str, published: &'a [PublishedFile]) -> Vec<File<'a>> {
    let names = listed(page);
    let found = names.iter().filter_map(|name| published.iter().find(|file| file.name == *name));
    found
        .map(|file| File {
            name: &file.name,
            href: scene.links.to(&format!("{url}{}", file.name)),
            kind: kind(&file.name),
            size: size(file.bytes),
            sha256: &file.sha256,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_round_up() {
        assert_eq!(size(0), "0 KB");
        assert_eq!(size(1), "1 KB");
        assert_eq!(size(86 * 1024), "86 KB");
        assert_eq!(size(1024 * 1024), "1.0 MB");
        assert_eq!(size(1024 * 1024 * 3 / 2 + 1), "1.6 MB");
    }

    #[test]
    fn kinds_are_extensions() {
        assert_eq!(kind("附件1.pdf"), "PDF");
        assert_eq!(kind("无扩展名"), "");
        assert_eq!(kind("名.字很长的一段"), "");
    }
}
