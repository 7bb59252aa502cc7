//! PDF with a text layer. (being laid)

use super::piece::Piece;

/// The pieces of a PDF.
pub fn pieces(_bytes: &[u8]) -> Result<Vec<Piece>, String> {
    Err("PDF".to_owned())
}
