//! Raw HTML in Markdown: what may stay, and cleaning what a document brings.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

/// Elements that raw HTML may use.
const ELEMENTS: [&str; 46] = [
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
];

/// Further table elements (kept apart only because arrays have a length).
const TABLE_ELEMENTS: [&str; 6] = ["td", "tfoot", "th", "thead", "tr", "u"];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .tags(ELEMENTS.iter().chain(&TABLE_ELEMENTS).copied().collect())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .generic_attributes(HashSet::from(["id", "class", "lang", "title", "dir"]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href", "aria-label", "rel"])),
            ("img", HashSet::from(["src", "alt", "width", "height"])),
            ("td", HashSet::from(["colspan", "rowspan", "headers", "align"])),
            ("th", HashSet::from(["colspan", "rowspan", "headers", "scope", "align"])),
            ("ol", HashSet::from(["start", "type"])),
            ("col", HashSet::from(["span"])),
            ("colgroup", HashSet::from(["span"])),
            ("div", HashSet::from(["role", "tabindex", "aria-label"])),
        ]))
        .link_rel(None)
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]));
    builder
});

/// Cleans a fragment: only listed elements and attributes, no script, style, handler or strange scheme.
#[must_use]
pub fn clean(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

/// The name of the first element of a piece of raw HTML that will not stay, if any.
#[must_use]
pub fn refused(html: &str) -> Option<String> {
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        rest = rest[open + 1..].trim_start_matches('/');
        let end = rest.find(|next: char| !next.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        let known = ELEMENTS.contains(&name.as_str()) || TABLE_ELEMENTS.contains(&name.as_str());
        if !name.is_empty() && !known {
            return Some(name);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_handlers_and_strange_schemes_go() {
        let html = clean("<p onclick=x style=y>好<script>alert(1)</script><a href=javascript:alert(1)>a</a></p>");
        assert_eq!(html, "<p>好<a>a</a></p>");
    }

    #[test]
    fn our_own_marks_stay() {
        let html = r##"<p id="t1">甲<a class="anchor" href="#t1" aria-label="第一条">§</a></p>"##;
        assert_eq!(clean(html), html);
    }

    #[test]
    fn names_what_is_refused() {
        assert_eq!(refused("<b>x</b><iframe src=x>").as_deref(), Some("iframe"));
        assert_eq!(refused("<br/> 3 < 4"), None);
    }
}
