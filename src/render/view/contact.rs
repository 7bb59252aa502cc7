//! How to reach the body: what the settings give, and what they do not.

use serde::Serialize;

use super::scene::Scene;

/// A line of the contact box; a missing value is shown as missing.
#[derive(Serialize)]
pub(crate) struct ContactLine<'a> {
    term: &'static str,
    value: Option<&'a str>,
    href: Option<String>,
}

/// The lines that 条例第十二条 asks of a 指南: office, address, hours, telephone, fax, online contact.
pub(crate) fn contact<'a>(scene: &Scene<'a>) -> Vec<ContactLine<'a>> {
    let body = &scene.site.config.body;
    let line = |term: &str, value: &'a Option<String>| ContactLine {
        term: scene.words.get(term),
        value: value.as_deref(),
        href: None,
    };
    let mut lines = vec![
        line("office", &body.office),
        line("address", &body.address),
        line("postcode", &body.postcode),
        line("hours", &body.hours),
        line("phone", &body.phone),
        line("fax", &body.fax),
        line("email", &body.email),
    ];
    for line in &mut lines {
        let Some(value) = line.value else { continue };
        if line.term == scene.words.get("phone") {
            line.href = telephone(value);
        } else if line.term == scene.words.get("email") && value.contains('@') {
            line.href = Some(format!("mailto:{value}"));
        }
    }
    lines
}

/// The lines that a citizen needs first: telephone, hours, address.
pub(crate) fn reach<'a>(scene: &Scene<'a>) -> Vec<ContactLine<'a>> {
    let first = ["phone", "hours", "address"].map(|key| scene.words.get(key));
    contact(scene).into_iter().filter(|line| first.contains(&line.term)).collect()
}

/// A `tel:` link for a text that is one telephone number.
pub(crate) fn telephone(text: &str) -> Option<String> {
    let plain = text.chars().all(|character| character.is_ascii_digit() || "+-() ".contains(character));
    let digits: String = text.chars().filter(|character| character.is_ascii_digit() || *character == '+').collect();
    (plain && digits.len() >= 3).then(|| format!("tel:{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_single_number_can_be_dialled() {
        assert_eq!(telephone("0883-1234567").as_deref(), Some("tel:08831234567"));
        assert_eq!(telephone("0883-1234567、7654321"), None);
    }
}
