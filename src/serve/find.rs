//! Which file of which release answers a path.

use std::fs::File;
use std::sync::Arc;

use super::address::Wanted;
use super::folder::Opened;
use super::manifest::Listed;
use super::media::is_hashed;
use super::release::Release;
use super::releases::Served;

/// What a path leads to.
#[derive(Debug)]
pub enum Found {
    /// A file.
    File(Published),
    /// A folder that was asked for without its slash.
    Folder,
    /// Nothing.
    Missing,
    /// The release is no longer in its folder: another has taken its place.
    Gone,
}

/// An opened file of a release.
#[derive(Debug)]
pub struct Published {
    /// The release it belongs to.
    pub release: Arc<Release>,
    /// Its name in the release.
    pub name: String,
    /// Opened, at its beginning.
    pub file: File,
    /// Length in bytes.
    pub length: u64,
    /// What the manifest states about it; `None` when the bytes on disk are not those, and in the
    /// live preview, where nothing is kept by the browser.
    pub listed: Option<Listed>,
}

/// Looks a path up in what is served. Of the release before, only style and script whose name
/// carries their hash are given out: a page of it may still be open somewhere.
///
/// `strict` gives out a file only while the folder still holds its release. Otherwise whatever
/// stands under its name is given, without an entity tag.
#[must_use]
pub fn find(served: &Served, wanted: &Wanted, strict: bool) -> Found {
    let name = wanted.file();
    let Some(current) = &served.current else { return Found::Missing };
    let found = look(current, wanted, &name, strict);
    match (&found, &served.previous) {
        (Found::Missing, Some(previous)) if is_hashed(&name) => match look(previous, wanted, &name, false) {
            Found::File(published) => Found::File(published),
            _ => found,
        },
        _ => found,
    }
}

fn look(release: &Arc<Release>, wanted: &Wanted, name: &str, strict: bool) -> Found {
    if release.may_have(name) {
        return match release.get(name) {
            Ok(Opened::File(file, length)) if !strict || release.is_whole() => {
                let listed = release.listed(name).filter(|listed| strict && listed.bytes == length);
                Found::File(Published { release: Arc::clone(release), name: name.to_owned(), file, length, listed })
            }
            Ok(Opened::Folder) if !wanted.folder && (!strict || release.is_whole()) => Found::Folder,
            _ => Found::Gone,
        };
    }
    let folder = !wanted.folder && release.may_have(&format!("{name}/index.html"));
    if folder { Found::Folder } else { Found::Missing }
}
