//! One TOML table, read key by key.

use std::ops::Range;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::suggest::nearest;
use crate::diag::{Finding, Findings, Source};

/// Reads one table. Every getter marks its key as known; [`Reader::finish`] reports the rest.
#[derive(Debug)]
pub struct Reader<'t, 'f> {
    source: Source<'t>,
    base: usize,
    table: &'t DeTable<'t>,
    place: Range<usize>,
    known: Vec<&'static str>,
    findings: &'f mut Findings,
}

impl<'t, 'f> Reader<'t, 'f> {
    /// A reader of `table`, whose spans count from byte `base` of the source; `place` is where a
    /// missing key is reported.
    pub(super) fn new(
        source: Source<'t>,
        base: usize,
        table: &'t DeTable<'t>,
        place: Range<usize>,
        findings: &'f mut Findings,
    ) -> Self {
        Self { source, base, table, place, known: Vec::new(), findings }
    }

    /// A text; blank is a finding.
    pub fn text(&mut self, key: &'static str, example: &str) -> Option<String> {
        let value = self.value(key)?;
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(key, value, "text", example);
            return None;
        };
        if text.trim().is_empty() {
            let finding = self.at(value, "value-empty").with("key", key);
            self.findings.push(finding);
            return None;
        }
        Some(text.trim().to_owned())
    }

    /// A text that must be there.
    pub fn required_text(&mut self, key: &'static str, example: &str) -> Option<String> {
        if self.value(key).is_none() {
            self.missing(key, example);
            return None;
        }
        self.text(key, example)
    }

    /// A list of texts; absent is an empty list.
    pub fn texts(&mut self, key: &'static str, example: &str) -> Vec<String> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, value, "list", example);
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in array {
            match item.get_ref().as_str() {
                Some(text) if !text.trim().is_empty() => texts.push(text.trim().to_owned()),
                Some(_) => {}
                None => self.wrong_type(key, item, "text", example),
            }
        }
        texts
    }

    /// `true` or `false`.
    pub fn flag(&mut self, key: &'static str) -> Option<bool> {
        let value = self.value(key)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong_type(key, value, "flag", "true");
        }
        flag
    }

    /// A whole number.
    pub fn integer(&mut self, key: &'static str, example: &str) -> Option<i64> {
        let value = self.value(key)?;
        let number = integer_of(value.get_ref());
        if number.is_none() {
            self.wrong_type(key, value, "integer", example);
        }
        number
    }

    /// A day, as a TOML date or a text of the form 2019-03-11.
    pub fn date(&mut self, key: &'static str) -> Option<Date> {
        let value = self.value(key)?;
        let written = match value.get_ref() {
            DeValue::Datetime(datetime) => match datetime.date {
                Some(date) => Some(date.to_string()),
                // A date that does not exist: the parser has said so already.
                None => return None,
            },
            DeValue::String(text) => Some(text.trim().to_owned()),
            _ => None,
        };
        let Some(written) = written else {
            self.wrong_type(key, value, "date", "2019-03-11");
            return None;
        };
        let date = written.parse::<Date>().ok();
        if date.is_none() {
            let finding = self.at(value, "date-invalid").with("key", key).with("value", written);
            self.findings.push(finding);
        }
        date
    }

    /// One of a fixed set of words.
    pub fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&'static str, T)]) -> Option<T> {
        let example = choices.first().map_or("", |(name, _)| name);
        let text = self.text(key, example)?;
        if let Some((_, chosen)) = choices.iter().find(|(name, _)| *name == text) {
            return Some(*chosen);
        }
        self.not_a_choice(key, &text, choices.iter().map(|(name, _)| *name));
        None
    }

    /// Reports that the value of `key` is none of `choices`.
    pub fn not_a_choice<'c>(&mut self, key: &'static str, value: &str, choices: impl Iterator<Item = &'c str> + Clone) {
        let suggestion = nearest(value, choices.clone()).map_or(String::new(), |name| format!("→ {name}"));
        let names = choices.collect::<Vec<_>>().join(", ");
        let finding = Finding::at("value-choice", self.source, self.span(key))
            .with("key", key)
            .with("value", value)
            .with("choices", names)
            .with("suggestion", suggestion);
        self.findings.push(finding);
    }

    /// A table; `read` sees it with a reader of its own.
    pub fn table<T>(&mut self, key: &'static str, read: impl FnOnce(&mut Reader<'_, '_>) -> T) -> Option<T> {
        let value = self.value(key)?;
        if value.get_ref().as_table().is_none() {
            self.wrong_type(key, value, "table", &format!("[{key}]"));
            return None;
        }
        self.nested(value, read)
    }

    /// A list of tables (`[[key]]`); absent is an empty list.
    pub fn tables<T>(&mut self, key: &'static str, mut read: impl FnMut(&mut Reader<'_, '_>) -> T) -> Vec<T> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, value, "table", &format!("[[{key}]]"));
            return Vec::new();
        };
        let mut all = Vec::new();
        for item in array {
            match self.nested(item, &mut read) {
                Some(one) => all.push(one),
                None => self.wrong_type(key, item, "table", &format!("[[{key}]]")),
            }
        }
        all
    }

    /// The raw value of a key, for callers with types of their own.
    pub fn value(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        let table = self.table;
        table.iter().find(|(name, _)| name.get_ref().as_ref() == key).map(|(_, value)| value)
    }

    /// All keys with their values, for tables whose keys are data; none of them is unknown then.
    pub fn entries(&mut self) -> Vec<(String, &'t Spanned<DeValue<'t>>)> {
        let table = self.table;
        self.known.clear();
        self.known.push("*");
        table.iter().map(|(name, value)| (name.get_ref().to_string(), value)).collect()
    }

    /// Where the value of `key` stands, in bytes of the source; the table's place when it is absent.
    #[must_use]
    pub fn span(&self, key: &str) -> Range<usize> {
        let found = self.table.iter().find(|(name, _)| name.get_ref().as_ref() == key);
        found.map_or(self.place.clone(), |(_, value)| self.shift(value.span()))
    }

    /// Where a value stands, in bytes of the source.
    #[must_use]
    pub fn span_of(&self, value: &Spanned<DeValue<'_>>) -> Range<usize> {
        self.shift(value.span())
    }

    /// The text that spans point into.
    #[must_use]
    pub fn source(&self) -> Source<'t> {
        self.source
    }

    /// Adds a finding about this table.
    pub fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Reports that `key` is absent.
    pub fn missing(&mut self, key: &'static str, example: &str) {
        let finding =
            Finding::at("key-missing", self.source, self.place.clone()).with("key", key).with("example", example);
        self.findings.push(finding);
    }

    /// Reports that a value has the wrong type; `expected` is a word of [`kind_name`].
    pub fn wrong_type(&mut self, key: &str, value: &Spanned<DeValue<'_>>, expected: &str, example: &str) {
        let finding = self
            .at(value, "value-type")
            .with("key", key)
            .with("expected", kind_name(expected))
            .with("found", kind_name(value.get_ref().type_str()))
            .with("example", example);
        self.findings.push(finding);
    }

    /// Reports the keys that nobody asked for, each with the nearest known name.
    pub(super) fn finish(&mut self) {
        if self.known.contains(&"*") {
            return;
        }
        for (name, _) in self.table {
            let key = name.get_ref().as_ref();
            if self.known.contains(&key) {
                continue;
            }
            let span = self.shift(name.span());
            let suggestion = match nearest(key, self.known.iter().copied()) {
                Some(near) => format!("→ {near}"),
                None => self.known.join(", "),
            };
            let finding = Finding::at("key-unknown", self.source, span).with("key", key).with("suggestion", suggestion);
            self.findings.push(finding);
        }
    }

    fn nested<T>(&mut self, value: &'t Spanned<DeValue<'t>>, read: impl FnOnce(&mut Reader<'_, '_>) -> T) -> Option<T> {
        let table = value.get_ref().as_table()?;
        let place = self.shift(value.span());
        let mut reader = Reader::new(self.source, self.base, table, place, self.findings);
        let result = read(&mut reader);
        reader.finish();
        Some(result)
    }

    fn at(&self, value: &Spanned<DeValue<'_>>, code: &'static str) -> Finding {
        Finding::at(code, self.source, self.shift(value.span()))
    }

    fn shift(&self, span: Range<usize>) -> Range<usize> {
        span.start + self.base..span.end + self.base
    }
}

/// What a type is called in findings, Chinese and English at once (type names are short words).
#[must_use]
pub fn kind_name(kind: &str) -> &'static str {
    match kind {
        "text" | "string" => "文字 text",
        "list" | "array" => "列表 list",
        "flag" | "boolean" => "true/false",
        "integer" => "整数 integer",
        "float" => "小数 decimal",
        "date" | "datetime" => "日期 date",
        _ => "表 table",
    }
}

/// The value of a TOML integer, if it fits.
fn integer_of(value: &DeValue<'_>) -> Option<i64> {
    let integer = value.as_integer()?;
    i64::from_str_radix(integer.as_str(), integer.radix()).ok()
}
