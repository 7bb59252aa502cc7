//! What of a portal's folder is watched, and which changes in it matter.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

/// Folders of a portal that pages are made from.
const FOLDERS: [&str; 3] = ["content", "data", "themes"];
/// Endings of files that editors, offices and browsers put down for a moment.
const PASSING: [&str; 11] =
    ["~", "#", ".swp", ".swo", ".swx", ".tmp", ".part", ".crdownload", "___jb_tmp___", "___jb_old___", ".kate-swp"];
/// Names of such files.
const PASSING_NAMES: [&str; 3] = ["4913", "Thumbs.db", "desktop.ini"];

/// What is watched: the settings file and the folders that pages are made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sources {
    root: PathBuf,
    config: PathBuf,
    ignored: Vec<PathBuf>,
}

impl Sources {
    /// The sources of the portal in `root` with this settings file. Changes below the `ignored`
    /// folders (published, state) never matter. All paths absolute.
    #[must_use]
    pub fn new(root: PathBuf, config: PathBuf, ignored: Vec<PathBuf>) -> Self {
        Self { root, config, ignored }
    }

    /// Folders that are watched with all that is in them, whether they exist or not.
    #[must_use]
    pub fn deep(&self) -> Vec<PathBuf> {
        FOLDERS.iter().map(|name| self.root.join(name)).collect()
    }

    /// Folders of which only the entries are watched: in them the settings file and the deep
    /// folders themselves come and go.
    #[must_use]
    pub fn shallow(&self) -> Vec<PathBuf> {
        let mut folders = vec![self.root.clone()];
        folders.extend(self.config.parent().filter(|parent| *parent != self.root).map(Path::to_owned));
        folders
    }

    /// The settings file.
    #[must_use]
    pub fn config(&self) -> &Path {
        &self.config
    }

    /// Whether a change of this path can change a page.
    #[must_use]
    pub fn matter(&self, path: &Path) -> bool {
        if path == self.config || path == self.root {
            return true;
        }
        if self.ignored.iter().any(|ignored| path.starts_with(ignored)) {
            return false;
        }
        let Ok(relative) = path.strip_prefix(&self.root) else { return false };
        let mut components = relative.components();
        let known = components.next().is_some_and(|first| FOLDERS.iter().any(|name| first.as_os_str() == *name));
        known && !components.any(|component| matches!(component, Component::Normal(name) if passing(name)))
    }
}

/// Whether a name is hidden or belongs to a file that is there for a moment only.
fn passing(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.')
        || name.starts_with("~$")
        || name.starts_with('#')
        || PASSING_NAMES.contains(&&*name)
        || PASSING.iter().any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_pages_are_made_from_matters() {
        let root = PathBuf::from("/home/.hidden/portal");
        let sources =
            Sources::new(root.clone(), root.join("site.toml"), vec![root.join("content/out"), root.join(".gongkai")]);
        for name in ["site.toml", "content", "content/a.md", "content/2019/附件.docx", "data/x.toml", "themes/x/a.css"]
        {
            assert!(sources.matter(&root.join(name)), "{name}");
        }
        for name in [
            "README.md",
            "public/a.html",
            ".gongkai/x",
            "content/out/a.md",
            "content/.a.swp",
            "content/a.md~",
            "content/~$表.docx",
            "content/.git/a.md",
            "content/#a.md#",
            "content/4913",
            "contents/a.md",
            "../a.md",
        ] {
            assert!(!sources.matter(&root.join(name)), "{name}");
        }
    }
}
