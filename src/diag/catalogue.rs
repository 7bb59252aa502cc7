//! The message catalogue: every sentence gongkai says, Chinese and English side by side.
//!
//! The files under `catalogue/` are the only place for words: findings (with severity, rule and
//! remedy), texts of the portal and of the command line. Keys are stable.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::finding::Severity;

/// Language of what gongkai says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// 简体中文, the default.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Reads a language tag as in `--lang` or `LANG`: anything that starts with `en` is English.
    #[must_use]
    pub fn from_tag(tag: &str) -> Self {
        if tag.to_ascii_lowercase().starts_with("en") { Self::En } else { Self::Zh }
    }
}

/// One entry of the catalogue.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Severity, for findings.
    #[serde(default = "note", deserialize_with = "severity")]
    pub severity: Severity,
    zh: String,
    en: String,
    #[serde(default)]
    rule: String,
    #[serde(default)]
    help_zh: String,
    #[serde(default)]
    help_en: String,
    #[serde(default)]
    explain_zh: String,
    #[serde(default)]
    explain_en: String,
}

impl Entry {
    /// The sentence, with `{placeholders}`.
    #[must_use]
    pub fn message(&self, lang: Lang) -> &str {
        pick(lang, &self.zh, &self.en)
    }

    /// What to write instead; may be empty.
    #[must_use]
    pub fn help(&self, lang: Lang) -> &str {
        pick(lang, &self.help_zh, &self.help_en)
    }

    /// Why the rule exists, with an example, for `gongkai explain`; may be empty.
    #[must_use]
    pub fn explanation(&self, lang: Lang) -> &str {
        pick(lang, &self.explain_zh, &self.explain_en)
    }

    /// Title and 文号 of the rule; may be empty.
    #[must_use]
    pub fn rule(&self) -> &str {
        &self.rule
    }
}

/// Findings, by code; texts, by key. One file per part of the program that speaks.
static FINDINGS: LazyLock<BTreeMap<String, Entry>> = LazyLock::new(|| {
    parse(&[
        include_str!("catalogue/content.toml"),
        include_str!("catalogue/report.toml"),
        include_str!("catalogue/engine.toml"),
    ])
});

static TEXTS: LazyLock<BTreeMap<String, Entry>> = LazyLock::new(|| {
    parse(&[
        include_str!("catalogue/cli.toml"),
        include_str!("catalogue/portal.toml"),
        include_str!("catalogue/report-texts.toml"),
    ])
});

/// Said when a key is not in the catalogue; a test proves that it never is.
static MISSING: LazyLock<Entry> = LazyLock::new(|| Entry {
    severity: Severity::Error,
    zh: "（缺少这条消息的文字）".to_owned(),
    en: "(this message has no text)".to_owned(),
    rule: String::new(),
    help_zh: String::new(),
    help_en: String::new(),
    explain_zh: String::new(),
    explain_en: String::new(),
});

/// The entry of a finding's code.
#[must_use]
pub fn entry(code: &str) -> &'static Entry {
    FINDINGS.get(code).unwrap_or(&MISSING)
}

/// Every finding code with its entry, sorted.
pub fn codes() -> impl Iterator<Item = (&'static str, &'static Entry)> {
    FINDINGS.iter().map(|(code, entry)| (code.as_str(), entry))
}

/// A text of the portal or the command line, with its placeholders filled.
#[must_use]
pub fn text(lang: Lang, key: &str, values: &[(&'static str, &str)]) -> String {
    let values = values.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    fill(TEXTS.get(key).unwrap_or(&MISSING).message(lang), &values)
}

/// Whether the catalogue has a text of this key.
#[must_use]
pub fn has_text(key: &str) -> bool {
    TEXTS.contains_key(key)
}

/// All texts whose key starts with `prefix.`, without the prefix, in one language.
#[must_use]
pub fn words(lang: Lang, prefix: &str) -> BTreeMap<&'static str, &'static str> {
    TEXTS
        .iter()
        .filter_map(|(key, entry)| Some((key.strip_prefix(prefix)?.strip_prefix('.')?, entry.message(lang))))
        .collect()
}

/// Replaces `{name}` by its value; an unknown name stays as it is.
pub(super) fn fill(message: &str, values: &BTreeMap<&'static str, String>) -> String {
    let mut out = String::with_capacity(message.len() + 32);
    let mut rest = message;
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}') else { break };
        out.push_str(&rest[..open]);
        let name = &rest[open + 1..open + close];
        match values.get(name) {
            Some(value) => out.push_str(value),
            None => out.push_str(&rest[open..=open + close]),
        }
        rest = &rest[open + close + 1..];
    }
    out.push_str(rest);
    out
}

/// Reads the catalogue files, which are part of the program: a test proves that they parse.
fn parse(files: &[&str]) -> BTreeMap<String, Entry> {
    let mut all = BTreeMap::new();
    for file in files {
        all.extend(toml::from_str::<BTreeMap<String, Entry>>(file).unwrap_or_default());
    }
    all
}

fn pick<'a>(lang: Lang, zh: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

fn note() -> Severity {
    Severity::Note
}

fn severity<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Severity, D::Error> {
    match String::deserialize(deserializer)?.as_str() {
        "error" => Ok(Severity::Error),
        "warning" => Ok(Severity::Warning),
        "note" => Ok(Severity::Note),
        other => Err(serde::de::Error::custom(format!("severity {other}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: [&str; 6] = [
        include_str!("catalogue/content.toml"),
        include_str!("catalogue/report.toml"),
        include_str!("catalogue/engine.toml"),
        include_str!("catalogue/cli.toml"),
        include_str!("catalogue/portal.toml"),
        include_str!("catalogue/report-texts.toml"),
    ];

    #[test]
    fn every_file_parses_and_no_key_stands_twice() {
        let mut seen = std::collections::BTreeSet::new();
        for file in FILES {
            let entries: BTreeMap<String, Entry> = toml::from_str(file).unwrap();
            for key in entries.keys() {
                assert!(seen.insert(key.clone()), "{key} stands in two catalogue files");
            }
        }
    }

    #[test]
    fn both_languages_use_the_same_placeholders() {
        let names = |text: &str| -> std::collections::BTreeSet<String> {
            text.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name.to_owned())).collect()
        };
        for (key, entry) in FINDINGS.iter().chain(TEXTS.iter()) {
            assert_eq!(names(&entry.zh), names(&entry.en), "{key}");
        }
    }

    #[test]
    fn fill_leaves_unknown_names_and_lone_braces() {
        let values = BTreeMap::from([("a", "1".to_owned())]);
        assert_eq!(fill("{a} {b} {", &values), "1 {b} {");
    }
}
