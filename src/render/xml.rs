//! Text for XML: escaped, and without the characters that XML 1.0 forbids.

use std::fmt::Write;

/// Appends `text` so that it is safe between tags and in quoted attributes.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(character),
            '\u{fffe}' | '\u{ffff}' => {}
            control if control < ' ' => {}
            other => out.push(other),
        }
    }
}

/// Appends `<name>text</name>` and a line break.
pub(super) fn push_element(out: &mut String, name: &str, text: &str) {
    let _ = write!(out, "<{name}>");
    push_escaped(out, text);
    let _ = writeln!(out, "</{name}>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_escaped_and_forbidden_characters_are_dropped() {
        let mut out = String::new();
        push_element(&mut out, "title", "a<b>&\"\u{1}\u{ffff}𠀀");
        assert_eq!(out, "<title>a&lt;b&gt;&amp;&quot;𠀀</title>\n");
    }
}
