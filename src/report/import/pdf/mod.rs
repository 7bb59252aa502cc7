//! PDF with a text layer: characters with their places, ruled lines, and from both the table cells.
//!
//! The reading library is kept at arm's length: a panic in it, a bomb or an endless file is an error here.
//! A scan without a text layer is an error too; nothing is recognised from pictures.

mod cells;
mod content;
mod font;
mod geometry;
mod layout;

use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Document, LoadOptions};

use super::piece::Piece;

/// Most pages that are read.
const MAX_PAGES: usize = 300;
/// Largest unpacked stream, in bytes.
pub(super) const MAX_STREAM: usize = 32 * 1024 * 1024;

/// The pieces of a PDF, page by page.
pub fn pieces(bytes: &[u8]) -> Result<Vec<Piece>, String> {
    let read = catch_unwind(AssertUnwindSafe(|| read(bytes)));
    let pieces = read.unwrap_or_else(|_| Err("PDF 文件已损坏 / the PDF is damaged".to_owned()))?;
    if pieces.is_empty() {
        return Err("PDF 里没有文字层（可能是扫描件） / the PDF has no text layer (perhaps a scan)".to_owned());
    }
    Ok(pieces)
}

fn read(bytes: &[u8]) -> Result<Vec<Piece>, String> {
    let options = LoadOptions { max_decompressed_size: Some(MAX_STREAM), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| error.to_string())?;
    let mut layout = layout::Layout::default();
    for page in document.page_iter().take(MAX_PAGES) {
        let marks = content::page(&document, page)?;
        layout.page(&marks);
    }
    Ok(layout.finish())
}
