//! `gongkai completions` and `gongkai man`: made from the arguments themselves.

use std::path::Path;

use clap::CommandFactory;

use super::Status;
use super::args::Arguments;
use super::context::Session;
use super::localize::command;
use crate::diag::{Finding, Outcome};
use crate::sys::files;

/// Prints the completions of a shell.
pub(super) fn completions(session: &Session, shell: clap_complete::Shell) -> Status {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut command(Arguments::command(), session.lang), "gongkai", &mut out);
    session.printer.result(&String::from_utf8_lossy(&out));
    Status::Ok
}

/// Writes the manual pages into a folder.
pub(super) fn man(session: &Session, folder: &Path) -> Outcome<Status> {
    files::create_dirs(folder)?;
    let mut root = command(Arguments::command(), session.lang);
    root.build();
    let mut pages = vec![("gongkai".to_owned(), root.clone())];
    pages.extend(root.get_subcommands().map(|sub| (format!("gongkai-{}", sub.get_name()), sub.clone())));
    for (name, page) in pages {
        let mut out = Vec::new();
        let path = folder.join(format!("{name}.1"));
        clap_mangen::Man::new(page.name(name.clone()))
            .render(&mut out)
            .map_err(|error| Finding::file("io-write", &path.display().to_string()).with("reason", error))?;
        files::write(&path, &out)?;
    }
    Ok(Status::Ok)
}
