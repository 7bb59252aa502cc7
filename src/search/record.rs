//! What the index keeps of each document besides its terms: the record (in memory while searching)
//! and the text by sections (on disk, read for the few documents that are looked at closely).

use super::articles::{self, Article};
use super::numbers::{self, DocumentNumber};
use super::types::SearchDocument;
use super::varint::{put, take};
use crate::text::fold;

/// Text before the first article that may carry the document's own numbers (题注, 公布令).
const HISTORY_CHARACTERS: usize = 3000;
const MOST_NUMBERS: usize = 40;
const BETWEEN_HEADINGS: char = '\u{1F}';

/// The record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// Source file.
    pub path: String,
    /// Address.
    pub url: String,
    /// Title.
    pub title: String,
    /// Title and the headings that all its articles stand under (the book of a code), for matching.
    pub full_title: String,
    /// 发文字号 as printed; empty when there is none.
    pub number: String,
    /// 发文机关; empty when unknown.
    pub issuer: String,
    /// `YYYY-MM-DD`.
    pub date: String,
    /// Category id.
    pub category: String,
    /// 体裁; empty when unknown.
    pub kind: String,
    /// Status as told at indexing.
    pub status: String,
    /// First day of force; empty when unknown.
    pub effective: String,
    /// Last day of force; empty when unknown.
    pub expires: String,
    /// Year it is filed under.
    pub year: i16,
    /// Folded characters in title and text.
    pub length: u32,
    /// Its own numbers: first the 发文字号, then those of its history.
    pub numbers: Vec<DocumentNumber>,
    /// Lowest and highest article number; zeros when it has none.
    pub articles: (u32, u32),
    /// Bytes of its section table.
    pub table_size: u32,
    /// Bytes of its text.
    pub text_size: u32,
    /// Bytes of its section names.
    pub names_size: u32,
}

impl Record {
    /// The record of a document; length and text are filled in later.
    pub fn of(document: &SearchDocument) -> Self {
        Self {
            path: document.path.clone(),
            url: document.url.clone(),
            title: document.title.clone(),
            full_title: full_title(document),
            number: document.number.clone().unwrap_or_default(),
            issuer: document.issuer.clone().unwrap_or_default(),
            date: document.date.clone(),
            category: document.category.clone(),
            kind: document.kind.clone().unwrap_or_default(),
            status: document.status.clone(),
            effective: document.effective.clone().unwrap_or_default(),
            expires: document.expires.clone().unwrap_or_default(),
            year: document.year,
            numbers: own_numbers(document),
            articles: article_range(document),
            ..Self::default()
        }
    }

    /// Whether two documents of one title are versions of one text: their articles are numbered over the same range.
    /// The books of a code, or notices that are only called alike, are not.
    pub fn is_version_of(&self, other: &Self) -> bool {
        let (first, last) = (self.articles.0.max(other.articles.0), self.articles.1.min(other.articles.1));
        let size = |range: (u32, u32)| range.1 - range.0 + 1;
        self.articles.0 > 0
            && other.articles.0 > 0
            && last >= first
            && size((first, last)) * 2 >= size(self.articles).min(size(other.articles))
    }

    /// Whether the first of its numbers is its 发文字号 rather than one of its history.
    pub fn has_printed_number(&self) -> bool {
        !self.number.is_empty()
    }

    /// Bytes of its table, text and names together.
    pub fn stored_size(&self) -> usize {
        self.table_size as usize + self.text_size as usize + self.names_size as usize
    }

    /// Appends the record to what is to be kept.
    pub fn write(&self, out: &mut Vec<u8>) {
        for text in self.texts() {
            put_text(out, text);
        }
        put(out, self.year.cast_unsigned().into());
        put(out, self.length.into());
        put(out, self.articles.0.into());
        put(out, self.articles.1.into());
        put(out, self.table_size.into());
        put(out, self.text_size.into());
        put(out, self.names_size.into());
        put(out, self.numbers.len() as u64);
        for number in &self.numbers {
            put_text(out, &number.issuer);
            put(out, number.year.unwrap_or(0).into());
            put(out, number.serial.into());
        }
    }

    fn texts(&self) -> [&String; 12] {
        [
            &self.path,
            &self.url,
            &self.title,
            &self.full_title,
            &self.number,
            &self.issuer,
            &self.date,
            &self.category,
            &self.kind,
            &self.status,
            &self.effective,
            &self.expires,
        ]
    }

    /// Reads the next record; `None` when the bytes are damaged.
    pub fn read(bytes: &mut &[u8]) -> Option<Self> {
        let mut record = Self::default();
        let Self {
            path, url, title, full_title, number, issuer, date, category, kind, status, effective, expires, ..
        } = &mut record;
        for text in [path, url, title, full_title, number, issuer, date, category, kind, status, effective, expires] {
            *text = take_text(bytes)?;
        }
        record.year = u16::try_from(take(bytes)?).ok()?.cast_signed();
        record.length = u32::try_from(take(bytes)?).ok()?;
        record.articles = (u32::try_from(take(bytes)?).ok()?, u32::try_from(take(bytes)?).ok()?);
        record.table_size = u32::try_from(take(bytes)?).ok()?;
        record.text_size = u32::try_from(take(bytes)?).ok()?;
        record.names_size = u32::try_from(take(bytes)?).ok()?;
        for _ in 0..take(bytes)?.min(MOST_NUMBERS as u64 * 2) {
            let issuer = take_text(bytes)?;
            let year = u32::try_from(take(bytes)?).ok().filter(|year| *year != 0);
            let serial = u32::try_from(take(bytes)?).ok()?;
            record.numbers.push(DocumentNumber { issuer, year, serial });
        }
        Some(record)
    }
}

/// The title, and the headings shared by all articles unless they repeat it.
fn full_title(document: &SearchDocument) -> String {
    let mut shared: Option<Vec<&String>> = None;
    for section in document.sections.iter().filter(|section| articles::of_label(&section.label).is_some()) {
        let above = section.heading.iter();
        shared = Some(match shared {
            None => above.collect(),
            Some(before) => before.into_iter().zip(above).take_while(|(a, b)| a == b).map(|(a, _)| a).collect(),
        });
    }
    let mut title = document.title.clone();
    let folded = fold::fold_text(&title);
    for heading in shared.into_iter().flatten() {
        let other = fold::fold_text(heading);
        if !folded.contains(&other) && !other.contains(&folded) {
            title.push(' ');
            title.push_str(heading);
        }
    }
    title
}

fn article_range(document: &SearchDocument) -> (u32, u32) {
    let numbers = || {
        document.sections.iter().filter_map(|section| articles::of_label(&section.label)).map(|article| article.number)
    };
    (numbers().min().unwrap_or(0), numbers().max().unwrap_or(0))
}

/// The printed number, then those in the text before the first article.
fn own_numbers(document: &SearchDocument) -> Vec<DocumentNumber> {
    let mut found: Vec<DocumentNumber> = Vec::new();
    if let Some((number, _)) = document.number.as_deref().and_then(numbers::find_typed) {
        found.push(number);
    }
    let history = document.sections.iter().take_while(|section| articles::of_label(&section.label).is_none());
    let mut left = HISTORY_CHARACTERS;
    for section in history {
        let text: String = section.text.chars().take(left).collect();
        left -= text.chars().count();
        for (number, _) in numbers::find(&text) {
            if !found.contains(&number) && found.len() < MOST_NUMBERS {
                found.push(number);
            }
        }
    }
    found
}

/// What a stored section is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SectionRole {
    /// Text of the document.
    #[default]
    Text,
    /// The headings above the sections that follow, up to the next of its kind.
    Heading,
    /// An attachment.
    Attachment,
}

/// A section as stored: numbers only, text by its range of UTF-16 units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StoredSection {
    /// Its article; number 0 when it is none.
    pub article: Article,
    /// What it is.
    pub role: SectionRole,
    /// First unit of its text.
    pub start: usize,
    /// First unit after its text.
    pub end: usize,
}

/// What a section is called.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SectionName {
    /// Fragment of the page URL.
    pub anchor: String,
    /// Label as printed, or name of the attachment.
    pub label: String,
    /// Headings above it.
    pub heading: Vec<String>,
}

/// The three parts of a document's stored text.
#[derive(Debug, Default)]
pub struct PackedText {
    /// Sections in numbers.
    pub table: Vec<u8>,
    /// UTF-16, little-endian.
    pub text: Vec<u8>,
    /// Names of the sections.
    pub names: Vec<u8>,
}

/// Packs the sections of a document, each new heading as a section of its own before them, then the attachments.
pub fn pack_text(document: &SearchDocument) -> PackedText {
    let mut packed = PackedText::default();
    let mut above: &[String] = &[];
    for section in &document.sections {
        if section.heading != above {
            above = &section.heading;
            packed.add([&section.anchor, "", ""], SectionRole::Heading, &above.join(" "));
        }
        let heading = section.heading.join(BETWEEN_HEADINGS.encode_utf8(&mut [0; 4]));
        packed.add([&section.anchor, &section.label, &heading], SectionRole::Text, &section.text);
    }
    for (name, body) in &document.attachments {
        packed.add(["", name, ""], SectionRole::Attachment, body);
    }
    packed
}

impl PackedText {
    /// Adds a section: anchor, label and headings; role; text.
    fn add(&mut self, names: [&str; 3], role: SectionRole, body: &str) {
        let start = self.text.len();
        for unit in body.encode_utf16() {
            self.text.extend_from_slice(&unit.to_le_bytes());
        }
        let article = articles::of_label(names[1]).filter(|_| role == SectionRole::Text).unwrap_or_default();
        put(&mut self.table, article.number.into());
        put(&mut self.table, (u64::from(article.inserted) << 2) | role as u64);
        put(&mut self.table, ((self.text.len() - start) / 2) as u64);
        for name in names {
            put_text(&mut self.names, name);
        }
    }
}

/// Reads a section table.
pub fn read_table(mut bytes: &[u8]) -> Option<Vec<StoredSection>> {
    let mut sections = Vec::new();
    let mut start = 0usize;
    while !bytes.is_empty() {
        let number = u32::try_from(take(&mut bytes)?).ok()?;
        let flags = take(&mut bytes)?;
        let end = start.checked_add(usize::try_from(take(&mut bytes)?).ok()?)?;
        let article = Article { number, inserted: u32::try_from(flags >> 2).ok()? };
        let role = match flags & 3 {
            0 => SectionRole::Text,
            1 => SectionRole::Heading,
            _ => SectionRole::Attachment,
        };
        sections.push(StoredSection { article, role, start, end });
        start = end;
    }
    Some(sections)
}

/// Reads the names that belong to a section table, as many as there are.
pub fn read_names(mut bytes: &[u8]) -> Vec<SectionName> {
    let mut names = Vec::new();
    while let (Some(anchor), Some(label), Some(heading)) =
        (take_text(&mut bytes), take_text(&mut bytes), take_text(&mut bytes))
    {
        let heading = heading.split(BETWEEN_HEADINGS).filter(|part| !part.is_empty()).map(str::to_owned).collect();
        names.push(SectionName { anchor, label, heading });
    }
    names
}

fn put_text(out: &mut Vec<u8>, text: &str) {
    put(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

fn take_text(bytes: &mut &[u8]) -> Option<String> {
    let size = usize::try_from(take(bytes)?).ok()?;
    let (text, rest) = bytes.split_at_checked(size)?;
    *bytes = rest;
    String::from_utf8(text.to_vec()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::types::Section;

    #[test]
    fn a_record_and_its_text_are_read_as_written() {
        let document = SearchDocument {
            path: "a.md".into(),
            title: "条例".into(),
            number: Some("勐政发〔2019〕3号".into()),
            sections: vec![
                Section { text: "国务院令第711号公布".into(), ..Section::default() },
                Section {
                    anchor: "t1".into(),
                    label: "第一条".into(),
                    heading: vec!["第一章".into(), "甲".into()],
                    text: "为了𠮷".into(),
                },
            ],
            attachments: vec![("表.xlsx".into(), "数".into())],
            ..SearchDocument::default()
        };
        let record = Record::of(&document);
        assert_eq!(record.numbers.iter().map(DocumentNumber::key).collect::<Vec<_>>(), ["2019-3", "令711"]);
        let mut bytes = Vec::new();
        record.write(&mut bytes);
        assert_eq!(Record::read(&mut bytes.as_slice()), Some(record));
        for cut in 0..bytes.len() {
            assert_eq!(Record::read(&mut &bytes[..cut]), None);
        }
        let packed = pack_text(&document);
        let sections = read_table(&packed.table).unwrap();
        let roles: Vec<SectionRole> = sections.iter().map(|section| section.role).collect();
        assert_eq!(roles, [SectionRole::Text, SectionRole::Heading, SectionRole::Text, SectionRole::Attachment]);
        assert_eq!(read_names(&packed.names)[2].heading, ["第一章", "甲"]);
        assert_eq!(sections[2].article, Article { number: 1, inserted: 0 });
        assert_eq!((sections[2].end - sections[2].start, sections[3].end * 2), (4, packed.text.len()));
    }
}
