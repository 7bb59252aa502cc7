//! The one pass over a Markdown text.

use std::ops::Range;

use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use pulldown_cmark_escape::{escape_href, escape_html};

use super::anchors::{Anchor, Anchors};
use super::model::{Heading, LinkUse, Rendered, Resolved};
use super::sanitize;
use super::sections::Sections;
use crate::diag::{Finding, Source};

/// Longest summary, in characters (内容概述 of one local rule).
const MAX_SUMMARY: usize = 100;

/// What the pass needs to know from outside.
pub struct Context<'a> {
    /// The whole file, for findings.
    pub source: Source<'a>,
    /// The body's place in it.
    pub body: Range<usize>,
    /// Title of the document: a first heading that repeats it is left out.
    pub title: &'a str,
    /// Where a link or image leads.
    pub resolve: &'a dyn Fn(&str) -> Resolved,
    /// Accessible name of a table that can be scrolled.
    pub table_label: &'a str,
}

/// Renders a body.
#[must_use]
pub fn render(context: &Context<'_>) -> Rendered {
    let text = context.source.text.get(context.body.clone()).unwrap_or_default();
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut pass = Pass::new(context);
    for (event, span) in Parser::new_ext(text, options).into_offset_iter() {
        pass.take(event, span);
    }
    pass.finish()
}

struct Pass<'a, 'c> {
    context: &'c Context<'a>,
    events: Vec<Event<'a>>,
    anchors: Anchors,
    sections: Sections,
    out: Rendered,
    /// Nesting of lists, quotations, footnotes and table cells: only the outermost paragraphs get anchors.
    depth: usize,
    /// Where the open heading or paragraph began in `events`, with its plain text so far.
    block: Option<(usize, String)>,
    level: u8,
    raw: bool,
    links: Vec<bool>,
    /// Alignment of the open table's columns.
    alignments: Vec<Alignment>,
    /// Column of the open table's body; `None` in its head.
    column: Option<usize>,
}

impl<'a, 'c> Pass<'a, 'c> {
    fn new(context: &'c Context<'a>) -> Self {
        Self {
            context,
            events: Vec::new(),
            anchors: Anchors::default(),
            sections: Sections::default(),
            out: Rendered::default(),
            depth: 0,
            block: None,
            level: 1,
            raw: false,
            links: Vec::new(),
            alignments: Vec::new(),
            column: None,
        }
    }

    fn take(&mut self, event: Event<'a>, span: Range<usize>) {
        match event {
            Event::Start(Tag::Heading { .. }) => self.open(event),
            Event::Start(Tag::Paragraph) if self.depth == 0 => self.open(event),
            Event::End(TagEnd::Heading(level)) => self.close_heading(level),
            Event::End(TagEnd::Paragraph) if self.depth == 0 => self.close_paragraph(),
            Event::Start(Tag::Link { dest_url, .. }) => self.open_link(&dest_url, span),
            Event::End(TagEnd::Link) => self.close_link(),
            Event::Start(Tag::Image { .. }) => self.image(event, span),
            Event::Start(Tag::Table(alignments)) => self.open_table(alignments),
            Event::Start(Tag::TableHead) => self.html("<thead><tr>"),
            Event::End(TagEnd::TableHead) => {
                self.html("</tr></thead><tbody>\n");
                self.column = None;
                self.sections.line_end();
            }
            Event::Start(Tag::TableRow) => {
                self.column = Some(0);
                self.html("<tr>");
            }
            Event::End(TagEnd::TableRow) => {
                self.html("</tr>\n");
                self.sections.line_end();
            }
            Event::Start(Tag::TableCell) => self.open_cell(),
            Event::End(TagEnd::TableCell) => {
                self.html(if self.column.is_some() { "</td>" } else { "</th>" });
                self.column = self.column.map(|column| column + 1);
                self.sections.text(" ");
            }
            Event::End(TagEnd::Table) => {
                self.depth = self.depth.saturating_sub(1);
                self.html("</tbody></table></div>\n");
                self.sections.line_end();
            }
            Event::Start(Tag::List(_) | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_)) => {
                self.depth += 1;
                self.events.push(event);
            }
            Event::End(TagEnd::List(_) | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition) => {
                self.depth = self.depth.saturating_sub(1);
                self.events.push(event);
                self.sections.line_end();
            }
            Event::End(TagEnd::Item | TagEnd::CodeBlock | TagEnd::Paragraph) => {
                self.events.push(event);
                self.sections.line_end();
            }
            Event::Html(html) | Event::InlineHtml(html) => self.raw_html(html, span),
            Event::Text(ref text) | Event::Code(ref text) => {
                self.text(text);
                self.events.push(event);
            }
            Event::SoftBreak | Event::HardBreak => {
                self.text("\n");
                self.events.push(event);
            }
            other => self.events.push(other),
        }
    }

    /// Tables are written here because alignment must be a class: the page allows no inline style.
    fn open_table(&mut self, alignments: Vec<Alignment>) {
        self.depth += 1;
        self.alignments = alignments;
        self.column = None;
        let mut open = String::from("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
        let _ = escape_html(&mut open, self.context.table_label);
        open.push_str("\"><table>");
        self.events.push(Event::Html(open.into()));
    }

    fn open_cell(&mut self) {
        let Some(column) = self.column else {
            self.html("<th scope=\"col\">");
            return;
        };
        self.html(match self.alignments.get(column) {
            Some(Alignment::Right) => "<td class=\"number\">",
            Some(Alignment::Center) => "<td class=\"centre\">",
            _ => "<td>",
        });
    }

    fn html(&mut self, html: &'static str) {
        self.events.push(Event::Html(html.into()));
    }

    fn open(&mut self, event: Event<'a>) {
        self.block = Some((self.events.len(), String::new()));
        self.events.push(event);
    }

    /// Text of an open block waits until the block's end says which section it belongs to.
    fn text(&mut self, text: &str) {
        match &mut self.block {
            Some((_, plain)) => plain.push_str(text),
            None => self.sections.text(text),
        }
    }

    fn close_heading(&mut self, level: HeadingLevel) {
        let Some((start, text)) = self.block.take() else { return };
        let text = text.trim().replace('\n', " ");
        let is_title = self.out.headings.is_empty() && same_words(&text, self.context.title);
        if text.is_empty() || is_title {
            self.events.truncate(start);
            return;
        }
        let anchor = self.anchors.heading(&text);
        self.level = (level as u8 + u8::from(level == HeadingLevel::H1)).clamp(2, self.level + 1).min(6);
        self.replace(start, &format!("<h{} id=\"", self.level), &anchor);
        self.events.push(Event::Html(permalink(&anchor).into()));
        self.events.push(Event::Html(format!("</h{}>\n", self.level).into()));
        self.sections.heading(self.level, &anchor, &text);
        self.out.headings.push(Heading { level: self.level, id: anchor.id, text });
    }

    fn close_paragraph(&mut self) {
        let Some((start, text)) = self.block.take() else { return };
        let anchor = self.anchors.paragraph(&text);
        if let Some(anchor) = &anchor {
            let open = if anchor.article { "<p class=\"article\" id=\"" } else { "<p id=\"" };
            self.replace(start, open, anchor);
            self.events.push(Event::Html(permalink(anchor).into()));
            self.events.push(Event::Html("</p>\n".into()));
        } else {
            self.events.push(Event::End(TagEnd::Paragraph));
        }
        if let Some(anchor) = anchor.filter(|anchor| anchor.article) {
            self.sections.article(&anchor);
        }
        self.sections.text(&text);
        self.sections.line_end();
        self.summarize(&text);
    }

    /// Puts an opening tag with an id in the place of the block's own.
    fn replace(&mut self, start: usize, open: &str, anchor: &Anchor) {
        let mut tag = open.to_owned();
        let _ = escape_html(&mut tag, &anchor.id);
        tag.push_str("\">");
        if let Some(event) = self.events.get_mut(start) {
            *event = Event::Html(tag.into());
        }
        self.out.anchors.push(anchor.id.clone());
    }

    fn summarize(&mut self, text: &str) {
        let room = MAX_SUMMARY.saturating_sub(self.out.summary.chars().count());
        if room > 0 {
            self.out.summary.extend(text.chars().filter(|character| !character.is_control()).take(room));
        }
    }

    fn open_link(&mut self, href: &str, span: Range<usize>) {
        let usable = is_usable(href);
        self.links.push(usable);
        if !usable {
            self.report("link-scheme", span, href);
            return;
        }
        let resolved = (self.context.resolve)(href);
        let mut tag = String::from("<a href=\"");
        let _ = escape_href(&mut tag, &resolved.href);
        tag.push_str(if resolved.external { "\" class=\"external\" rel=\"external noopener\">" } else { "\">" });
        self.events.push(Event::InlineHtml(tag.into()));
        self.out.links.push(LinkUse { href: href.to_owned(), span: self.shift(span), image: false });
    }

    fn close_link(&mut self) {
        if self.links.pop() == Some(true) {
            self.events.push(Event::InlineHtml("</a>".into()));
        }
    }

    fn image(&mut self, event: Event<'a>, span: Range<usize>) {
        let Event::Start(Tag::Image { link_type, dest_url, title, id }) = event else { return };
        let source = self.context.source.text.get(self.shift(span.clone())).unwrap_or_default();
        if source.starts_with("![]") {
            self.report("image-alt", span.clone(), &dest_url);
        }
        let local = is_usable(&dest_url);
        if !local {
            self.report("link-scheme", span.clone(), &dest_url);
        }
        let resolved = (self.context.resolve)(&dest_url);
        if resolved.external {
            self.report("image-external", span.clone(), &dest_url);
        }
        self.out.links.push(LinkUse { href: dest_url.to_string(), span: self.shift(span), image: true });
        let address = if local { resolved.href } else { String::new() };
        self.events.push(Event::Start(Tag::Image { link_type, dest_url: CowStr::from(address), title, id }));
    }

    fn raw_html(&mut self, html: CowStr<'a>, span: Range<usize>) {
        if is_comment(&html) {
            return;
        }
        if let Some(name) = sanitize::refused(&html) {
            self.report("html-refused", span, &name);
        }
        self.raw = true;
        self.events.push(Event::InlineHtml(html));
    }

    fn report(&mut self, code: &'static str, span: Range<usize>, value: &str) {
        let finding = Finding::at(code, self.context.source, self.shift(span)).with("value", value);
        self.out.findings.push(finding);
    }

    fn shift(&self, span: Range<usize>) -> Range<usize> {
        span.start + self.context.body.start..span.end + self.context.body.start
    }

    fn finish(mut self) -> Rendered {
        let mut page = String::with_capacity(self.context.body.len() * 3 / 2);
        html::push_html(&mut page, self.events.into_iter());
        self.out.html = if self.raw { sanitize::clean(&page) } else { page };
        self.out.sections = self.sections.finish();
        self.out.anchors.sort();
        self.out
    }
}

fn permalink(anchor: &Anchor) -> String {
    let mut link = String::from("<a class=\"anchor\" href=\"#");
    let _ = escape_href(&mut link, &anchor.id);
    link.push_str("\" aria-label=\"");
    let _ = escape_html(&mut link, &anchor.label);
    link.push_str("\">§</a>");
    link
}

/// Whether a link may stay: relative, or of a scheme that people use to reach a page, a person or a telephone.
fn is_usable(href: &str) -> bool {
    let head = href.split(['/', '?', '#']).next().unwrap_or_default();
    match head.split_once(':') {
        Some((scheme, _)) => ["http", "https", "mailto", "tel"].contains(&scheme.to_ascii_lowercase().as_str()),
        None => true,
    }
}

fn is_comment(html: &str) -> bool {
    let html = html.trim();
    html.is_empty() || (html.starts_with("<!--") && html.find("-->").is_none_or(|end| end + 3 == html.len()))
}

fn same_words(left: &str, right: &str) -> bool {
    let words = |text: &'_ str| text.chars().filter(|character| !character.is_whitespace()).collect::<String>();
    words(left) == words(right)
}
