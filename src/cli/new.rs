//! `gongkai new`: a small complete portal to start from.

use super::Status;
use super::args::NewArgs;
use super::context::Session;
use crate::diag::{Finding, Outcome};
use crate::sys::files;

/// The files of a new portal.
const STARTER: [(&str, &str); 6] = [
    ("site.toml", include_str!("starter/site.toml")),
    ("content/_sections/normative.md", include_str!("starter/normative.md")),
    ("content/guide.md", include_str!("starter/guide.md")),
    ("content/organisation.md", include_str!("starter/organisation.md")),
    ("content/sample-notice/index.md", include_str!("starter/sample-notice.md")),
    (".gitignore", include_str!("starter/gitignore")),
];

/// Makes the portal; a folder that already holds something is left alone.
pub(super) fn new(session: &Session, args: &NewArgs) -> Outcome<Status> {
    let folder = &args.folder;
    let shown = folder.display().to_string();
    if !files::names(folder).is_empty() {
        return Err(Finding::file("folder-not-empty", &shown).into());
    }
    let today = session.today.to_string();
    for (name, text) in STARTER {
        let path = folder.join(name);
        if let Some(above) = path.parent() {
            files::create_dirs(above)?;
        }
        files::write(&path, text.replace("@TODAY@", &today).as_bytes())?;
    }
    session.printer.note("cli.new-done", &[("folder", &shown)]);
    Ok(Status::Ok)
}
