//! A few pages, byte for byte. `SNAPSHOTS=overwrite cargo test` renews them after a wanted change.

use snapbox::{Assert, Data};

use crate::portal::{Options, portal, publish, text};

const PAGES: [(&str, &str); 7] = [
    ("2019/normative/finance/index.html", "document.html"),
    ("2019/normative/finance/index.json", "document.json"),
    ("2025/normative/index.html", "list.html"),
    ("years/index.html", "years.html"),
    ("normative/feed.xml", "feed.xml"),
    ("catalogue.csv", "catalogue.csv"),
    ("robots.txt", "robots.txt"),
];

/// The hash in an asset's name changes with every touch of the theme; the pages' bytes are the matter here.
fn without_hashes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("static/") {
        let (before, name) = rest.split_at(at);
        let end = name.find('"').unwrap_or(name.len());
        let parts: Vec<&str> = name[..end].split('.').collect();
        out.push_str(before);
        out.push_str(&[parts[0], "HASH", parts[parts.len() - 1]].join("."));
        rest = &name[end..];
    }
    out + rest
}

#[test]
fn pages_are_byte_for_byte_as_they_were() {
    let files = publish(&portal(Options::default()));
    let assert = Assert::new().action_env("SNAPSHOTS");
    for (file, golden) in PAGES {
        let path = format!("{}/tests/render/golden/{golden}", env!("CARGO_MANIFEST_DIR"));
        let expected = Data::read_from(path.as_ref(), Some(snapbox::data::DataFormat::Text)).raw();
        assert.eq(Data::text(without_hashes(&text(&files, file))).raw(), expected);
    }
}
