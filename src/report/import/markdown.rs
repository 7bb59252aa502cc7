//! The narrative as Markdown: sections, paragraphs whole again, tables that are not the form's.

use super::piece::Join;
use crate::report::narrative::sections::NUMBERS;
use crate::report::write::quoted;

/// Collects the narrative.
#[derive(Debug, Default)]
pub struct Markdown {
    blocks: Vec<Block>,
}

#[derive(Debug)]
enum Block {
    Heading(String),
    Paragraph(String),
    Table(usize, Vec<Vec<String>>),
}

impl Markdown {
    /// Begins a section.
    pub fn heading(&mut self, number: usize, title: &str) {
        self.blocks.push(Block::Heading(format!("{}、{title}", NUMBERS.get(number - 1).unwrap_or(&""))));
    }

    /// Adds a paragraph, or continues the last one where a line or a page broke it.
    pub fn paragraph(&mut self, text: &str, join: Join) {
        if let Some(Block::Paragraph(last)) = self.blocks.last_mut()
            && join != Join::Never
            && unfinished(last)
            && !begins(text)
        {
            if join == Join::Gap {
                last.push_str("<!-- 原件换页 -->");
            }
            last.push_str(text);
            return;
        }
        self.blocks.push(Block::Paragraph(text.to_owned()));
    }

    /// Adds a row of a table that is not the form's.
    pub fn row(&mut self, grid: usize, cells: &[String]) {
        let cells: Vec<String> = cells.iter().map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        match self.blocks.last_mut() {
            Some(Block::Table(last, rows)) if *last == grid => rows.push(cells),
            _ => self.blocks.push(Block::Table(grid, vec![cells])),
        }
    }

    /// The whole file.
    #[must_use]
    pub fn finish(self, title: &str) -> String {
        let mut out = format!("+++\ntitle = {}\ncategory = \"annual-report\"\n+++\n", quoted(title));
        for block in self.blocks {
            out.push('\n');
            match block {
                Block::Heading(text) => out.push_str(&format!("## {text}\n")),
                Block::Paragraph(text) => out.push_str(&format!("{}\n", escaped(&text))),
                Block::Table(_, rows) => out.push_str(&table(&rows)),
            }
        }
        out
    }
}

/// Whether a paragraph stops in the middle of a sentence.
fn unfinished(text: &str) -> bool {
    !text.ends_with(['。', '；', '：', '！', '？', '”', '!', '?', ';', ':', '）', ')'])
}

/// Whether a line begins something new: 一、 （一） 1. 第…条
fn begins(text: &str) -> bool {
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let rest = text.trim_start_matches(['（', '(']);
    let after = rest.trim_start_matches(number);
    after.len() < rest.len() && after.starts_with(['、', '）', ')', '.', '．'])
}

/// Keeps Markdown from reading a line as something else. Comments that mark a page break stay.
fn escaped(text: &str) -> String {
    let escape = |part: &str| {
        let mut out = String::new();
        for c in part.chars() {
            if matches!(c, '*' | '_' | '`' | '[' | ']' | '<' | '>' | '\\' | '#' | '|' | '~') {
                out.push('\\');
            }
            out.push(c);
        }
        out
    };
    let text = text.split("<!-- 原件换页 -->").map(escape).collect::<Vec<_>>().join("<!-- 原件换页 -->");
    // a list would begin here: keep the number a number
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let list = digits.len() < text.len() && digits.starts_with(['.', ')']);
    if list {
        let at = text.len() - digits.len();
        return format!("{}\\{}", text.get(..at).unwrap_or_default(), digits);
    }
    if text.starts_with(['-', '+']) { format!("\\{text}") } else { text }
}

fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let line = |row: &Vec<String>| {
        let cells = (0..columns).map(|at| row.get(at).map_or(String::new(), |cell| escaped(cell)));
        format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
    };
    let mut out = String::new();
    for (at, row) in rows.iter().enumerate() {
        out.push_str(&line(row));
        if at == 0 {
            out.push_str(&format!("|{}\n", " --- |".repeat(columns)));
        }
    }
    out
}
