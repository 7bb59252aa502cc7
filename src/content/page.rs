//! One Markdown file as it lies in the content folder.

use super::front::FrontMatter;

/// A document's source: a Markdown file, alone or as `index.md` of a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Path relative to `content/`, with `/`.
    pub source: String,
    /// BLAKE3 hash of the file's bytes; the body is read again later and must still have it.
    pub hash: [u8; 32],
    /// Checked front matter.
    pub front: FrontMatter,
    /// Files beside `index.md`, if this is a bundle.
    pub files: Vec<BundleFile>,
    /// The figures of an annual report, if there are any: path relative to `content/`.
    pub figures: Option<String>,
}

/// A file of a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundleFile {
    /// Path relative to the bundle, with `/`.
    pub name: String,
    /// Size in bytes.
    pub bytes: u64,
}

impl Page {
    /// The name that makes the address when the front matter gives none: the file's or the bundle's.
    #[must_use]
    pub fn name(&self) -> &str {
        let path = self.source.strip_suffix("/index.md").unwrap_or(&self.source);
        let name = path.rsplit('/').next().unwrap_or(path);
        name.strip_suffix(".md").unwrap_or(name)
    }

    /// The folder of a bundle relative to `content/`, with a trailing `/`; empty for a lone file.
    #[must_use]
    pub fn bundle(&self) -> &str {
        if self.source.ends_with("/index.md") { &self.source[..self.source.len() - "index.md".len()] } else { "" }
    }
}
