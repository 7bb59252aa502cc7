//! The plain text of a document, cut where search can lead to: headings and articles.

use super::anchors::Anchor;
use super::model::Section;

/// Collects the sections of a text from top to bottom.
#[derive(Debug, Default)]
pub(super) struct Sections {
    done: Vec<Section>,
    open: Section,
    /// Headings above the present place, with their levels.
    path: Vec<(u8, String)>,
}

impl Sections {
    /// Text goes to the open section.
    pub(super) fn text(&mut self, text: &str) {
        self.open.text.push_str(text);
    }

    /// A block ends: the next text begins on a new line.
    pub(super) fn line_end(&mut self) {
        if !self.open.text.is_empty() && !self.open.text.ends_with('\n') {
            self.open.text.push('\n');
        }
    }

    /// A heading begins a section.
    pub(super) fn heading(&mut self, level: u8, anchor: &Anchor, text: &str) {
        self.close();
        self.path.retain(|(above, _)| *above < level);
        self.open = Section {
            anchor: anchor.id.clone(),
            path: self.path.iter().map(|(_, text)| text.clone()).collect(),
            label: text.to_owned(),
            text: String::new(),
        };
        self.path.push((level, text.to_owned()));
    }

    /// An article begins a section below the present headings.
    pub(super) fn article(&mut self, anchor: &Anchor) {
        self.close();
        self.open = Section {
            anchor: anchor.id.clone(),
            path: self.path.iter().map(|(_, text)| text.clone()).collect(),
            label: anchor.label.clone(),
            text: String::new(),
        };
    }

    /// All sections that have words.
    pub(super) fn finish(mut self) -> Vec<Section> {
        self.close();
        self.done
    }

    fn close(&mut self) {
        let mut section = std::mem::take(&mut self.open);
        section.text.truncate(section.text.trim_end().len());
        if !section.text.is_empty() || !section.label.is_empty() {
            self.done.push(section);
        }
    }
}
