//! A copied web page, whatever its nesting: paragraphs and tables in document order.

use scraper::{ElementRef, Html, Node};

use super::piece::Piece;

/// Deepest nesting that is followed.
const MAX_DEPTH: usize = 400;
/// Elements that end a line.
const BLOCKS: [&str; 26] = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "br",
    "hr",
    "center",
    "pre",
    "figure",
    "figcaption",
    "caption",
    "body",
];
/// Elements whose words are not the report's.
const ASIDES: [&str; 8] = ["nav", "header", "footer", "aside", "form", "select", "button", "title"];
/// Classes of what our own pages add to a report: links, checks, earlier years, hints.
const FURNITURE: [&str; 12] =
    ["anchor", "ours", "series", "tools", "facts", "cite", "qr", "source", "hint", "about", "neighbours", "toc"];
/// Elements that show nothing.
const SILENT: [&str; 6] = ["script", "style", "noscript", "template", "svg", "head"];

/// The pieces of a page.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece> {
    let document = Html::parse_document(text);
    let own = own_page(&document);
    let mut walker = Walker { pieces: Vec::new(), line: String::new(), grid: 0, aside: 0, own: own.is_some() };
    let roots = own.unwrap_or_else(|| vec![document.root_element()]);
    for root in roots {
        walker.element(root, 0);
        walker.flush();
    }
    walker.pieces
}

/// The title and the text of a page as this program builds it; `None` for any other page.
fn own_page(document: &Html) -> Option<Vec<ElementRef<'_>>> {
    let all = || document.root_element().descendants().filter_map(ElementRef::wrap);
    let article = all().find(|element| element.value().name() == "article")?;
    let inside = || article.descendants().filter_map(ElementRef::wrap);
    let title = inside().find(|element| element.value().name() == "h1")?;
    let text = inside().find(|element| has_class(*element, &["text"]))?;
    let within = |outer: ElementRef<'_>, inner: ElementRef<'_>| outer.descendants().any(|node| node.id() == inner.id());
    let official = text
        .descendants()
        .filter_map(ElementRef::wrap)
        .any(|element| element.value().name() == "figure" && has_class(element, &["official"]));
    (official && !within(text, title)).then(|| vec![title, text])
}

fn has_class(element: ElementRef<'_>, names: &[&str]) -> bool {
    element.value().classes().any(|class| names.contains(&class))
}

struct Walker {
    pieces: Vec<Piece>,
    line: String,
    grid: usize,
    aside: usize,
    /// Whether the page is one of our own, whose furniture is known.
    own: bool,
}

impl Walker {
    fn element(&mut self, element: ElementRef<'_>, depth: usize) {
        let name = element.value().name();
        if SILENT.contains(&name) || (self.own && (ASIDES.contains(&name) || has_class(element, &FURNITURE))) {
            return;
        }
        if depth > MAX_DEPTH {
            // too deep to follow, but its words are not lost
            self.line.extend(element.text());
            return;
        }
        let layout = name == "table" && is_layout(element);
        if name == "table" && !layout {
            self.flush();
            self.table(element);
            return;
        }
        let block = BLOCKS.contains(&name) || layout || matches!(name, "tr" | "td" | "th");
        let aside = ASIDES.contains(&name);
        if block || aside {
            self.flush();
        }
        self.aside += usize::from(aside);
        for child in element.children() {
            match child.value() {
                Node::Text(text) => self.line.push_str(text),
                Node::Element(_) => {
                    if let Some(child) = ElementRef::wrap(child) {
                        self.element(child, depth + 1);
                    }
                }
                _ => {}
            }
        }
        if block || aside {
            self.flush();
        }
        self.aside -= usize::from(aside);
    }

    fn flush(&mut self) {
        let line = spaced(&std::mem::take(&mut self.line));
        if line.is_empty() {
            return;
        }
        self.pieces.push(if self.aside > 0 { Piece::Aside(line) } else { Piece::paragraph(line) });
    }

    fn table(&mut self, table: ElementRef<'_>) {
        self.grid += 1;
        let mut rows = Vec::new();
        for part in table.children().filter_map(ElementRef::wrap) {
            match part.value().name() {
                "tr" => rows.push(part),
                // our captions repeat the section's title
                "caption" if self.own => {}
                "caption" => {
                    let text = cell_text(part);
                    self.pieces.push(Piece::paragraph(text));
                }
                _ => rows.extend(part.children().filter_map(ElementRef::wrap).filter(|row| row.value().name() == "tr")),
            }
        }
        for row in rows {
            let cells: Vec<String> = row
                .children()
                .filter_map(ElementRef::wrap)
                .filter(|cell| matches!(cell.value().name(), "td" | "th"))
                .map(cell_text)
                .collect();
            self.pieces.push(Piece::Row { cells, grid: self.grid, exact: true, page: 0 });
        }
    }
}

/// A table that only arranges the page: it holds another table, or a cell with running text.
fn is_layout(table: ElementRef<'_>) -> bool {
    let inner =
        table.descendants().skip(1).filter_map(ElementRef::wrap).any(|element| element.value().name() == "table");
    let cells = || {
        table.descendants().filter_map(ElementRef::wrap).filter(|element| matches!(element.value().name(), "td" | "th"))
    };
    inner
        || cells().any(|cell| cell.text().map(|text| text.chars().count()).sum::<usize>() > 400)
        || cells().count() <= 1
}

/// A cell's words; line breaks are spaces.
fn cell_text(cell: ElementRef<'_>) -> String {
    let mut text = String::new();
    for node in cell.descendants() {
        match node.value() {
            Node::Text(words) if !silent(node) => text.push_str(words),
            Node::Element(element) if BLOCKS.contains(&element.name()) => text.push(' '),
            _ => {}
        }
    }
    spaced(&text)
}

fn silent(node: ego_tree::NodeRef<'_, Node>) -> bool {
    node.parent().and_then(ElementRef::wrap).is_some_and(|parent| SILENT.contains(&parent.value().name()))
}

fn spaced(text: &str) -> String {
    text.replace(['\u{200b}', '\u{feff}'], "").split_whitespace().collect::<Vec<_>>().join(" ")
}
