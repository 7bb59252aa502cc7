//! What every format is turned into: paragraphs and table rows, in reading order.

/// A paragraph or a table row of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A line or a paragraph.
    Text {
        /// Its words.
        text: String,
        /// How it stands to what came before it.
        join: Join,
    },
    /// A row of a table: the cells that begin in it.
    Row {
        /// Their texts.
        cells: Vec<String>,
        /// Which table it belongs to.
        grid: usize,
        /// Whether the cells come from a real table, so that an empty one is a cell and not a filler.
        exact: bool,
        /// Which part of the table, counted from 0 at every page break.
        page: usize,
    },
    /// Words that are not the report's: navigation, page numbers, headers, footers.
    Aside(String),
}

/// Whether a line may continue the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// A paragraph of its own.
    Never,
    /// The next line, which continues an unfinished sentence.
    Line,
    /// The next line after a gap, as a page break leaves one.
    Gap,
}

impl Piece {
    /// A paragraph of its own.
    #[must_use]
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Text { text: text.into(), join: Join::Never }
    }
}
