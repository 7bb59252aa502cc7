//! DOCX: paragraphs and tables of the document, with vertical merges resolved.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::piece::Piece;

/// Largest part that is unpacked, in bytes: a small file can claim to hold a very large one.
const MAX_PART: u64 = 64 * 1024 * 1024;
/// Deepest nesting of tables.
const MAX_DEPTH: usize = 20;

/// The pieces of a document: its text, then headers, footers and notes as asides.
pub fn pieces(bytes: &[u8]) -> Result<Vec<Piece>, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let names: Vec<String> = archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
    let mut part = |name: &str| -> Result<String, String> {
        let file = archive.by_name(name).map_err(|error| error.to_string())?;
        let mut text = String::new();
        file.take(MAX_PART).read_to_string(&mut text).map_err(|error| error.to_string())?;
        Ok(text)
    };
    let mut pieces = document(&part("word/document.xml")?)?;
    let mut asides: Vec<&String> = names.iter().filter(|name| is_aside(name)).collect();
    asides.sort();
    for name in asides {
        for piece in document(&part(name)?)? {
            if let Piece::Text { text, .. } = piece {
                pieces.push(Piece::Aside(text));
            }
        }
    }
    Ok(pieces)
}

fn is_aside(name: &str) -> bool {
    let kinds = ["word/header", "word/footer", "word/footnotes", "word/endnotes"];
    name.ends_with(".xml") && kinds.iter().any(|kind| name.starts_with(kind))
}

fn document(xml: &str) -> Result<Vec<Piece>, String> {
    let mut reader = Reader::from_str(xml);
    let mut walker = Walker::default();
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(tag) => walker.start(&tag, false),
            Event::Empty(tag) => walker.start(&tag, true),
            Event::End(tag) => walker.end(tag.local_name().as_ref()),
            Event::Text(text) => walker.text(&text),
            Event::GeneralRef(reference) => walker.reference(&reference),
            Event::Eof => return Ok(walker.pieces),
            _ => {}
        }
    }
}

#[derive(Default)]
struct Walker {
    pieces: Vec<Piece>,
    line: String,
    tables: Vec<Table>,
    grid: usize,
    /// Inside `w:t`.
    in_text: bool,
    /// Inside something that is not shown: deleted text, a fallback that repeats a drawing's words.
    hidden: usize,
}

#[derive(Default)]
struct Table {
    grid: usize,
    row: Vec<String>,
    cell: Vec<String>,
    continued: bool,
}

impl Walker {
    fn start(&mut self, tag: &BytesStart<'_>, empty: bool) {
        match tag.local_name().as_ref() {
            "t" => self.in_text = !empty,
            "del" | "Fallback" | "delText" if !empty => self.hidden += 1,
            "tab" if self.tables.is_empty() => self.line.push('\t'),
            "tab" | "br" | "cr" => self.line.push(' '),
            "tbl" if self.tables.len() < MAX_DEPTH => {
                self.flush();
                self.grid += 1;
                self.tables.push(Table { grid: self.grid, ..Table::default() });
            }
            "vMerge" => {
                let restart = tag.attributes().flatten().any(|attribute| attribute.key.local_name().as_ref() == "val" && &*attribute.value == "restart");
                if let Some(table) = self.tables.last_mut() {
                    table.continued = !restart;
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "del" | "Fallback" | "delText" => self.hidden = self.hidden.saturating_sub(1),
            "p" => self.flush(),
            "tc" => {
                self.flush();
                if let Some(table) = self.tables.last_mut() {
                    let text = std::mem::take(&mut table.cell).join(" ");
                    // a continuation shows nothing; words in it are still words
                    if !std::mem::take(&mut table.continued) || !text.is_empty() {
                        table.row.push(text);
                    }
                }
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    let cells = std::mem::take(&mut table.row);
                    let grid = table.grid;
                    self.pieces.push(Piece::Row { cells, grid, exact: true, page: 0 });
                }
            }
            "tbl" => {
                self.tables.pop();
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text && self.hidden == 0 {
            self.line.push_str(text);
        }
    }

    fn reference(&mut self, reference: &quick_xml::events::BytesRef<'_>) {
        let character = reference.resolve_char_ref().ok().flatten();
        let named = match &**reference {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => None,
        };
        if let Some(c) = character.or(named) {
            self.text(&c.to_string());
        }
    }

    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.trim();
        if line.is_empty() {
            return;
        }
        match self.tables.last_mut() {
            Some(table) => table.cell.push(line.to_owned()),
            None => self.pieces.push(Piece::paragraph(line)),
        }
    }
}
