//! The renderer seen from outside: a small made-up portal, every page of it.

#[path = "render/portal.rs"]
mod portal;

use std::collections::{BTreeMap, BTreeSet};

use gongkai::render::{Renderer, Theme, plan};
use portal::{Options, portal, publish};

#[test]
fn whole_portal_renders_and_every_file_is_planned_once() {
    let site = portal(Options::default());
    let files = publish(&site);
    assert!(files.values().all(|bytes| !bytes.is_empty()));
    for file in ["index.html", "404.html", "2019/normative/index.html", "2019/normative/finance/index.json"] {
        assert!(files.contains_key(file), "{file} is missing");
    }
    if let Some(folder) = std::env::var_os("GONGKAI_SHOW") {
        portal::write(&files, folder.as_ref());
    }
}
