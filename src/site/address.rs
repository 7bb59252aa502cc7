//! Addresses: which file stands where, and relative links between them, so that a portal works under
//! any sub-path and from a disk.

use std::fmt::Write;

/// First path parts that belong to gongkai's own pages; no category may take them.
pub const RESERVED: [&str; 9] =
    ["annual-data", "disclosure", "help", "library", "search", "static", "years", "api", "site-map"];

/// The way from a page up to the site's root: `../` for every folder of its address, `./` for the root.
#[must_use]
pub fn root_prefix(url: &str) -> String {
    let depth = url.matches('/').count();
    if depth == 0 { "./".to_owned() } else { "../".repeat(depth) }
}

/// The link from the page at `from` to the address `to`, both relative to the site.
#[must_use]
pub fn relative(from: &str, to: &str) -> String {
    let folder = from.rfind('/').map_or("", |at| &from[..=at]);
    let shared = common_folder(folder, to);
    let up = folder[shared..].matches('/').count();
    let mut link = "../".repeat(up);
    link.push_str(&url_path(&to[shared..]));
    if link.is_empty() { "./".to_owned() } else { link }
}

/// Length of the longest folder that both begin with.
fn common_folder(left: &str, right: &str) -> usize {
    let same = left.bytes().zip(right.bytes()).take_while(|(a, b)| a == b).count();
    left.as_bytes()[..same].iter().rposition(|byte| *byte == b'/').map_or(0, |at| at + 1)
}

/// A path with everything percent-encoded that RFC 3986 does not allow in one.
#[must_use]
pub fn url_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// The output file of a former address, or `None` when it is not a plain path inside the site.
#[must_use]
pub fn alias_file(alias: &str) -> Option<String> {
    let path = alias.trim_start_matches('/');
    let plain = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':', '\0', '?', '#']);
    let trimmed = path.trim_end_matches('/');
    if trimmed.is_empty() || path.len() > 500 || !trimmed.split('/').all(plain) {
        return None;
    }
    let is_page = trimmed.ends_with(".html") || trimmed.ends_with(".htm");
    Some(if is_page && !path.ends_with('/') { trimmed.to_owned() } else { format!("{trimmed}/index.html") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_go_up_only_as_far_as_needed() {
        assert_eq!(relative("2019/normative/a/", "2019/normative/b/"), "../b/");
        assert_eq!(relative("2019/normative/a/", ""), "../../../");
        assert_eq!(relative("", "2019/"), "2019/");
        assert_eq!(relative("2019/", "2019/"), "./");
        assert_eq!(relative("2019/normative/ab/", "2019/normative/ac/"), "../ac/");
        assert_eq!(relative("a/", "b/题 1.pdf"), "../b/%E9%A2%98%201.pdf");
    }

    #[test]
    fn aliases_stay_inside() {
        assert_eq!(alias_file("/old/a.html").as_deref(), Some("old/a.html"));
        assert_eq!(alias_file("old/b/").as_deref(), Some("old/b/index.html"));
        for bad in ["../x", "a/../b", "", "/", "a//b", "a\\b", ".git/x"] {
            assert_eq!(alias_file(bad), None, "{bad}");
        }
    }
}
