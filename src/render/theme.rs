//! A theme as pure data: templates and assets by name. The default theme is part of the program;
//! a site replaces single files of it without copying the rest.

use std::collections::BTreeMap;

use crate::diag::Finding;

/// Templates and assets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Theme {
    /// Templates by name, e.g. `document.html`.
    pub templates: BTreeMap<String, String>,
    /// Assets by name, e.g. `style.css`.
    pub assets: BTreeMap<String, Vec<u8>>,
}

/// An asset as it is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Output path with the content's hash in it, so that it may be cached for ever.
    pub file: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

macro_rules! embedded {
    ($folder:literal: $($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../themes/default/", $folder, "/", $name)))),*]
    };
}

impl Theme {
    /// The default theme.
    #[must_use]
    pub fn built_in() -> Self {
        let templates = embedded!("templates":
            "annual-data.html",
            "base.html",
            "category.html",
            "chrome-footer.html",
            "chrome-head.html",
            "chrome-header.html",
            "components.html",
            "disclosure.html",
            "document.html",
            "help.html",
            "home.html",
            "library.html",
            "list.html",
            "not-found.html",
            "redirect.html",
            "report.html",
            "results.html",
            "search.html",
            "site-map.html",
            "year.html",
            "years.html",
        );
        let assets = embedded!("static": "icon.svg", "site.js", "style.css");
        Self {
            templates: templates.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect(),
            assets: assets.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect(),
        }
    }

    /// Replaces or adds files, named `templates/…` or `static/…`; other names are not the theme's.
    ///
    /// # Errors
    /// A template is not UTF-8.
    pub fn overlay(&mut self, files: BTreeMap<String, Vec<u8>>) -> Result<(), Finding> {
        for (path, bytes) in files {
            if let Some(name) = path.strip_prefix("templates/") {
                let text = String::from_utf8(bytes).map_err(|error| {
                    Finding::file("not-utf8", &path).with("offset", error.utf8_error().valid_up_to())
                })?;
                self.templates.insert(name.to_owned(), text);
            } else if let Some(name) = path.strip_prefix("static/") {
                self.assets.insert(name.to_owned(), bytes);
            }
        }
        Ok(())
    }

    /// The assets as they are published, by name.
    pub(super) fn published(&self) -> BTreeMap<String, Asset> {
        let publish = |(name, bytes): (&String, &Vec<u8>)| {
            let hash = blake3::hash(bytes).to_hex();
            let hash = hash.get(..10).unwrap_or_default();
            let file = match name.rsplit_once('.') {
                Some((stem, extension)) => format!("static/{stem}.{hash}.{extension}"),
                None => format!("static/{name}.{hash}"),
            };
            (name.clone(), Asset { file, bytes: bytes.clone() })
        };
        self.assets.iter().map(publish).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &str) -> Vec<String> {
        let path = format!("{}/themes/default/{folder}", env!("CARGO_MANIFEST_DIR"));
        let entries = std::fs::read_dir(path).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn every_file_of_the_folder_is_embedded() {
        let theme = Theme::built_in();
        assert_eq!(theme.templates.keys().cloned().collect::<Vec<_>>(), names("templates"));
        assert_eq!(theme.assets.keys().cloned().collect::<Vec<_>>(), names("static"));
    }

    #[test]
    fn overlay_replaces_one_file_and_keeps_the_rest() {
        let mut theme = Theme::built_in();
        let count = theme.templates.len();
        let files = BTreeMap::from([
            ("templates/help.html".to_owned(), b"mine".to_vec()),
            ("static/logo.svg".to_owned(), b"<svg/>".to_vec()),
            ("theme.toml".to_owned(), b"".to_vec()),
        ]);
        theme.overlay(files).unwrap();
        assert_eq!(theme.templates["help.html"], "mine");
        assert_eq!(theme.templates.len(), count);
        assert!(theme.published()["logo.svg"].file.starts_with("static/logo."));
        let bad = BTreeMap::from([("templates/help.html".to_owned(), vec![0xff])]);
        assert_eq!(theme.overlay(bad).unwrap_err().code, "not-utf8");
    }
}
