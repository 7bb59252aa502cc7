//! What comes out of a Markdown text.

use std::ops::Range;

use crate::diag::Findings;

/// A rendered Markdown text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rendered {
    /// Sanitised HTML fragment; every heading and article has an `id` and a visible-on-focus § link.
    pub html: String,
    /// Headings in order, for the table of contents.
    pub headings: Vec<Heading>,
    /// The text cut at headings and articles, for search.
    pub sections: Vec<Section>,
    /// Links and images, in order.
    pub links: Vec<LinkUse>,
    /// Every `id` of the fragment, sorted.
    pub anchors: Vec<String>,
    /// The first words of the text, at most 100 characters, plain.
    pub summary: String,
    /// What is wrong with the text (spans count from the body's start).
    pub findings: Findings,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6 (a page has one h1, its title).
    pub level: u8,
    /// Its anchor.
    pub id: String,
    /// Plain text.
    pub text: String,
}

/// A piece of the text that search can lead to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// Anchor; empty for what stands before the first heading or article.
    pub anchor: String,
    /// Headings above it, outermost first.
    pub path: Vec<String>,
    /// What it is called: `第十二条`, or the heading's text; empty for the preamble.
    pub label: String,
    /// Plain text.
    pub text: String,
}

/// A link or image of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkUse {
    /// As written.
    pub href: String,
    /// Where it stands, in bytes of the body.
    pub span: Range<usize>,
    /// Whether it is an image.
    pub image: bool,
}

/// What a link leads to, as the site knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// The address to write into the page.
    pub href: String,
    /// Whether it leaves the site.
    pub external: bool,
}
