//! What a font's codes say and how wide they are.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

use super::MAX_STREAM;

/// Most entries of a code table.
const MAX_CODES: usize = 70_000;

/// A font as far as text needs it.
#[derive(Debug, Default)]
pub struct Font {
    unicode: BTreeMap<u32, String>,
    widths: BTreeMap<u32, f64>,
    default_width: f64,
    coding: Coding,
    /// Glyph space to text space.
    scale: f64,
}

/// How codes are cut from a string and what they mean without a table.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Coding {
    /// One byte, Windows-1252.
    #[default]
    Byte,
    /// Two bytes, meaning known from the table only.
    Pair,
    /// Two bytes of UTF-16.
    Utf16,
    /// One or two bytes of GBK.
    Gbk,
}

impl Font {
    /// Reads a font's dictionary.
    #[must_use]
    pub fn read(document: &Document, dictionary: &Dictionary) -> Self {
        let name = |key: &[u8]| {
            dictionary.get_deref(key, document).ok().and_then(|object| object.as_name().ok()).unwrap_or_default()
        };
        let composite = name(b"Subtype") == b"Type0";
        let mut font = Self { default_width: if composite { 1000.0 } else { 500.0 }, scale: 0.001, ..Self::default() };
        if composite {
            font.coding = coding(&String::from_utf8_lossy(name(b"Encoding")));
            font.composite_widths(document, dictionary);
        } else {
            font.simple_widths(document, dictionary);
            font.differences(document, dictionary);
        }
        if let Ok(matrix) = dictionary.get_deref(b"FontMatrix", document).and_then(Object::as_array) {
            font.scale = matrix.first().and_then(number).unwrap_or(0.001).abs();
        }
        if let Ok(stream) = dictionary.get_deref(b"ToUnicode", document).and_then(Object::as_stream)
            && let Ok(map) = stream.get_plain_content_with_limit(MAX_STREAM)
        {
            font.table(&map);
        }
        font
    }

    /// Cuts a string into characters: text, width in text space for size 1, whether it is the space code.
    #[must_use]
    pub fn decode(&self, bytes: &[u8]) -> Vec<(String, f64, bool)> {
        let mut out = Vec::new();
        let mut at = 0;
        while let Some(first) = bytes.get(at).copied() {
            let length = match self.coding {
                Coding::Byte => 1,
                Coding::Pair | Coding::Utf16 => 2,
                Coding::Gbk => {
                    if first < 0x80 {
                        1
                    } else {
                        2
                    }
                }
            };
            let part = bytes.get(at..(at + length).min(bytes.len())).unwrap_or_default();
            let code = part.iter().fold(0_u32, |code, byte| code << 8 | u32::from(*byte));
            let text = self.unicode.get(&code).cloned().unwrap_or_else(|| self.meaning(part));
            let width = self.widths.get(&code).copied().unwrap_or(self.default_width) * self.scale;
            out.push((modern(&text), width, part == b" "));
            at += length;
        }
        out
    }

    fn meaning(&self, part: &[u8]) -> String {
        match self.coding {
            Coding::Byte => encoding_rs::WINDOWS_1252.decode_without_bom_handling(part).0.into_owned(),
            Coding::Gbk => encoding_rs::GBK.decode_without_bom_handling(part).0.into_owned(),
            Coding::Utf16 => encoding_rs::UTF_16BE.decode_without_bom_handling(part).0.into_owned(),
            // the code is only a number of a drawing: better a visible hole than an invented character
            Coding::Pair => "\u{fffd}".to_owned(),
        }
    }

    fn simple_widths(&mut self, document: &Document, dictionary: &Dictionary) {
        let first = dictionary.get_deref(b"FirstChar", document).ok().and_then(number).unwrap_or(0.0);
        let Ok(widths) = dictionary.get_deref(b"Widths", document).and_then(Object::as_array) else { return };
        for (at, width) in widths.iter().enumerate().take(256) {
            let width = document.dereference(width).ok().and_then(|(_, width)| number(width));
            if let (Some(width), Some(code)) = (width, code(first, at)) {
                self.widths.insert(code, width);
            }
        }
    }

    /// `/W [first [w w w] first last w …]` of the descendant font.
    fn composite_widths(&mut self, document: &Document, dictionary: &Dictionary) {
        let descendants = dictionary.get_deref(b"DescendantFonts", document).and_then(Object::as_array);
        let Some(descendant) = descendants.ok().and_then(|fonts| fonts.first()) else { return };
        let Ok(descendant) = document.dereference(descendant).and_then(|(_, font)| font.as_dict()) else { return };
        if let Some(width) = descendant.get_deref(b"DW", document).ok().and_then(number) {
            self.default_width = width;
        }
        let Ok(widths) = descendant.get_deref(b"W", document).and_then(Object::as_array) else { return };
        let resolved: Vec<&Object> =
            widths.iter().filter_map(|object| Some(document.dereference(object).ok()?.1)).collect();
        let mut at = 0;
        while let Some(first) = resolved.get(at).copied().and_then(number) {
            match resolved.get(at + 1) {
                Some(Object::Array(list)) => {
                    for (offset, width) in list.iter().enumerate() {
                        if let (Some(code), Some(width)) = (code(first, offset), number(width)) {
                            self.widths.insert(code, width);
                        }
                    }
                    at += 2;
                }
                Some(last) => {
                    let (last, width) = (number(last).unwrap_or(first), resolved.get(at + 2).copied().and_then(number));
                    let count = code(last - first, 0).map_or(0, |count| count as usize + 1).min(MAX_CODES);
                    for offset in 0..count {
                        if let (Some(code), Some(width)) = (code(first, offset), width) {
                            self.widths.insert(code, width);
                        }
                    }
                    at += 3;
                }
                None => return,
            }
        }
    }

    /// Names of single codes: digits and signs are what figures are made of.
    fn differences(&mut self, document: &Document, dictionary: &Dictionary) {
        let encoding = dictionary.get_deref(b"Encoding", document).and_then(Object::as_dict);
        let Ok(list) =
            encoding.and_then(|encoding| encoding.get_deref(b"Differences", document)).and_then(Object::as_array)
        else {
            return;
        };
        let mut at = 0.0;
        for object in list.iter().take(MAX_CODES) {
            if let Some(code) = number(object) {
                at = code;
            } else if let Ok(name) = object.as_name() {
                if let (Some(text), Some(code)) = (named(&String::from_utf8_lossy(name)), code(at, 0)) {
                    self.unicode.insert(code, text);
                }
                at += 1.0;
            }
        }
    }

    /// A ToUnicode table: `bfchar` and `bfrange` between their brackets.
    fn table(&mut self, map: &[u8]) {
        let text = String::from_utf8_lossy(map);
        if let Some(range) = section(&text, "begincodespacerange", "endcodespacerange").first()
            && self.coding == Coding::Byte
            && hex_strings(range).first().is_some_and(|first| first.len() == 2)
        {
            self.coding = Coding::Pair;
        }
        for part in section(&text, "beginbfchar", "endbfchar") {
            for pair in hex_strings(part).chunks_exact(2) {
                if let [from, to] = pair {
                    self.entry(value(from), utf16(to));
                }
            }
        }
        for part in section(&text, "beginbfrange", "endbfrange") {
            self.ranges(part);
        }
    }

    fn ranges(&mut self, part: &str) {
        let mut rest = part;
        while let Some((from, after)) = next_hex(rest) {
            let Some((to, after)) = next_hex(after) else { return };
            let (from, to) = (value(&from), value(&to).min(value(&from).saturating_add(0xFFFF)));
            let trimmed = after.trim_start();
            if let Some(list) = trimmed.strip_prefix('[') {
                let (inside, after) = list.split_once(']').unwrap_or((list, ""));
                for (at, text) in (from..=to).zip(hex_strings(inside)) {
                    self.entry(at, utf16(&text));
                }
                rest = after;
            } else {
                let Some((first, after)) = next_hex(trimmed) else { return };
                for at in from..=to {
                    self.entry(at, utf16(&plus(&first, at - from)));
                }
                rest = after;
            }
        }
    }

    fn entry(&mut self, code: u32, text: String) {
        if self.unicode.len() < MAX_CODES && !text.is_empty() {
            self.unicode.insert(code, text);
        }
    }
}

fn coding(name: &str) -> Coding {
    match name {
        name if name.starts_with("UniGB-") || name.contains("UCS2") || name.contains("UTF16") => Coding::Utf16,
        name if name.starts_with("GB") => Coding::Gbk,
        _ => Coding::Pair,
    }
}

/// Radicals that stand for characters of the same shape where no compatibility mapping says so.
const RADICALS: [(char, char); 30] = [
    ('⺠', '民'),
    ('⻘', '青'),
    ('⻚', '页'),
    ('⻔', '门'),
    ('⻓', '长'),
    ('⻋', '车'),
    ('⻅', '见'),
    ('⻉', '贝'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻢', '马'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻬', '齐'),
    ('⻰', '龙'),
    ('⻄', '西'),
    ('⻆', '角'),
    ('⻝', '食'),
    ('⺟', '母'),
    ('⻩', '黄'),
    ('⻨', '麦'),
    ('⻮', '齿'),
    ('⻳', '龟'),
    ('⻤', '鬼'),
    ('⻣', '骨'),
    ('⻙', '韦'),
    ('⻗', '雨'),
    ('⺝', '月'),
    ('⻁', '虎'),
    ('⻢', '马'),
];

/// Radicals that fonts share with characters are the characters.
pub(super) fn modern(text: &str) -> String {
    text.chars().map(character).collect()
}

fn character(c: char) -> char {
    use unicode_normalization::UnicodeNormalization;
    if !matches!(u32::from(c), 0x2E80..=0x2FDF | 0xF900..=0xFAFF) {
        return c;
    }
    let listed = RADICALS.iter().find(|(radical, _)| *radical == c).map(|(_, character)| *character);
    listed.or_else(|| std::iter::once(c).nfkc().next()).unwrap_or(c)
}

fn named(name: &str) -> Option<String> {
    let known = [
        ("zero", '0'),
        ("one", '1'),
        ("two", '2'),
        ("three", '3'),
        ("four", '4'),
        ("five", '5'),
        ("six", '6'),
        ("seven", '7'),
        ("eight", '8'),
        ("nine", '9'),
        ("period", '.'),
        ("comma", ','),
        ("hyphen", '-'),
        ("minus", '-'),
        ("percent", '%'),
        ("slash", '/'),
        ("parenleft", '('),
        ("parenright", ')'),
        ("space", ' '),
    ];
    if let Some((_, c)) = known.iter().find(|(known, _)| *known == name) {
        return Some(c.to_string());
    }
    let code = name.strip_prefix("uni").and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32);
    code.map(|c| c.to_string()).or_else(|| (name.chars().count() == 1).then(|| name.to_owned()))
}

/// A number of any kind.
pub(super) fn number(object: &Object) -> Option<f64> {
    object.as_float().ok().map(f64::from)
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn code(first: f64, offset: usize) -> Option<u32> {
    let first = (0.0..=1_114_111.0).contains(&first).then_some(first as u32)?;
    first.checked_add(u32::try_from(offset).ok()?)
}

fn section<'t>(text: &'t str, open: &str, close: &str) -> Vec<&'t str> {
    text.split(open).skip(1).map(|part| part.split(close).next().unwrap_or_default()).collect()
}

fn hex_strings(text: &str) -> Vec<Vec<u8>> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((bytes, after)) = next_hex(rest) {
        out.push(bytes);
        rest = after;
    }
    out
}

fn next_hex(text: &str) -> Option<(Vec<u8>, &str)> {
    let (_, rest) = text.split_once('<')?;
    let (inside, after) = rest.split_once('>')?;
    let digits: Vec<u8> = inside
        .bytes()
        .filter_map(|byte| char::from(byte).to_digit(16))
        .filter_map(|digit| u8::try_from(digit).ok())
        .collect();
    let bytes = digits.chunks(2).map(|pair| pair.iter().fold(0_u8, |value, digit| value << 4 | digit)).collect();
    Some((bytes, after))
}

fn value(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |value, byte| value << 8 | u32::from(*byte))
}

pub(super) fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> =
        bytes.chunks(2).map(|pair| pair.iter().fold(0_u16, |value, byte| value << 8 | u16::from(*byte))).collect();
    String::from_utf16_lossy(&units)
}

fn plus(bytes: &[u8], offset: u32) -> Vec<u8> {
    let width = bytes.len().min(4);
    let sum = value(bytes).wrapping_add(offset).to_be_bytes();
    sum.get(4 - width..).unwrap_or_default().to_vec()
}
