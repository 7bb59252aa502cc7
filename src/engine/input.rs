//! Reading what a portal is made of: settings, theme, content.

use std::collections::BTreeMap;
use std::path::Path;

use super::options::BuildOptions;
use crate::config::{self, Config};
use crate::content::{self, Loaded};
use crate::diag::{Finding, Findings, Outcome, Source};
use crate::render::Theme;
use crate::sys::{files, walk};

/// Largest file of a theme, in bytes.
const MAX_THEME_FILE: u64 = 4 * 1024 * 1024;

/// What a portal is made of.
#[derive(Debug)]
pub struct Input {
    /// Settings, with the options' overrides.
    pub config: Config,
    /// The theme.
    pub theme: Theme,
    /// Documents.
    pub loaded: Loaded,
    /// What is wrong with settings and theme.
    pub findings: Findings,
}

/// Reads everything.
///
/// # Errors
/// There is no settings file to begin with, or the output lies inside the content.
pub fn read(options: &BuildOptions) -> Outcome<Input> {
    let content = options.root.join("content");
    refuse_overlap(&options.output, &content)?;
    if files::exists(&options.config) && !files::is_dir(&content) {
        return Err(Finding::file("no-content", &content.display().to_string()).into());
    }
    let mut findings = Findings::new();
    let config = read_config(options, &mut findings)?;
    let theme = read_theme(options, &config, &mut findings);
    Ok(Input { theme, loaded: content::load(&content), config, findings })
}

/// Reads the settings and applies the options' overrides.
///
/// # Errors
/// The file cannot be read.
pub fn read_config(options: &BuildOptions, findings: &mut Findings) -> Outcome<Config> {
    let name = options.config.strip_prefix(&options.root).unwrap_or(&options.config).display().to_string();
    let text = files::read_text(&options.config, &name, files::MAX_TEXT)
        .map_err(|finding| if files::exists(&options.config) { finding } else { Finding::file("no-site", &name) })?;
    let mut config = config::parse(Source { path: &name, text: text.trim_start_matches('\u{feff}') }, findings);
    if let Some(url) = &options.base_url {
        if !config::is_base_url(url) {
            return Err(Finding::file("base-url", "--base-url").with("value", url).into());
        }
        config.base_url = if url.ends_with('/') { url.clone() } else { format!("{url}/") };
    }
    if let Some(samples) = options.samples {
        config.output.samples = samples;
    }
    Ok(config)
}

/// An output inside the content would be read as content by the next build, and the other way round.
fn refuse_overlap(output: &Path, content: &Path) -> Outcome<()> {
    let inside = resolved(output).starts_with(resolved(content)) || resolved(content).starts_with(resolved(output));
    if inside {
        return Err(Finding::file("output-in-content", &output.display().to_string()).into());
    }
    Ok(())
}

/// The absolute form of a path of which only the upper part may exist yet.
fn resolved(path: &Path) -> std::path::PathBuf {
    let mut missing = Vec::new();
    let mut upper = path.to_owned();
    loop {
        if let Ok(found) = files::canonical(if upper.as_os_str().is_empty() { Path::new(".") } else { &upper }) {
            return missing.iter().rev().fold(found, |path, name| path.join(name));
        }
        let Some(name) = upper.file_name().map(ToOwned::to_owned) else { return path.to_owned() };
        missing.push(name);
        upper.pop();
    }
}

/// The theme of a site: the built-in one with the site's own files in their places.
#[must_use]
pub fn read_theme(options: &BuildOptions, config: &Config, findings: &mut Findings) -> Theme {
    let name = &config.theme;
    let own = own_files(&options.root.join("themes").join(name), name, findings);
    let mut theme = Theme::built_in();
    if let Err(mut finding) = theme.overlay(own) {
        finding.place.path = format!("themes/{name}/{}", finding.place.path);
        findings.push(finding);
    }
    theme
}

fn own_files(folder: &Path, name: &str, findings: &mut Findings) -> BTreeMap<String, Vec<u8>> {
    let (found, problems) = walk::files(folder, &format!("themes/{name}"));
    findings.extend(problems);
    let mut theme = BTreeMap::new();
    for file in found {
        match files::read_bytes(&file.path, &format!("themes/{name}/{}", file.relative), MAX_THEME_FILE) {
            Ok(bytes) => {
                theme.insert(file.relative, bytes);
            }
            Err(finding) => findings.push(finding),
        }
    }
    theme
}
