//! The parameters of a search address, and links to the same search with one of them changed.

use std::fmt::Write;

/// Whether a parameter has this value among its values.
pub(super) fn has(parameters: &[(String, String)], name: &str, value: &str) -> bool {
    parameters.iter().any(|(known, given)| known == name && given == value)
}

/// The same search with one parameter changed: `only` replaces its values, else the value is added, or
/// taken away where it holds. Empty parameters are dropped; any change leads to the first page.
pub(super) fn href(parameters: &[(String, String)], name: &str, value: &str, only: bool) -> String {
    let held = has(parameters, name, value);
    let kept = parameters.iter().filter(|(known, given)| {
        let replaced = known == name && (only || given == value);
        !given.is_empty() && !replaced && known != "page"
    });
    let pair = |name: &str, value: &str| format!("{}={}", encode(name), encode(value));
    let mut pairs: Vec<String> = kept.map(|(name, value)| pair(name, value)).collect();
    if only || !held {
        pairs.push(pair(name, value));
    }
    format!("?{}", pairs.join("&"))
}

fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameters(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_choice_is_added_or_taken_away_and_leads_to_the_first_page() {
        let given = parameters(&[("q", "低保 金"), ("year", "2019"), ("page", "3"), ("kind", "")]);
        assert_eq!(href(&given, "year", "2019", false), "?q=%E4%BD%8E%E4%BF%9D%20%E9%87%91");
        assert!(href(&given, "year", "2020", false).ends_with("&year=2019&year=2020"));
        assert!(href(&given, "page", "4", true).ends_with("&year=2019&page=4"));
    }
}
