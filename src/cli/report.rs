//! `gongkai report`: a blank form, an old report read in, a draft counted from the registers.

use std::path::{Path, PathBuf};

use super::Status;
use super::args::{Format, ReportCommand, ReportTarget};
use super::context::Session;
use crate::diag::{Finding, Findings, Outcome};
use crate::engine::{self, BuildOptions};
use crate::report;
use crate::sys::files;

/// Largest report that is read in, in bytes.
const MAX_IMPORT: u64 = 64 * 1024 * 1024;

/// Runs one of the report commands.
pub(super) fn report(session: &Session, command: &ReportCommand) -> Outcome<Status> {
    match command {
        ReportCommand::New { year, target } => {
            let edition = report::edition_for(*year);
            let body = body(session, target)?;
            let markdown = report::narrative_skeleton(edition, *year, &body);
            write(session, target, *year, &report::blank(edition, *year, &body), &markdown)
        }
        ReportCommand::Draft { year, target } => {
            let edition = report::edition_for(*year);
            let mut findings = Findings::new();
            let prepared = engine::prepare(&options(session, target))?;
            let registers = engine::read_registers(&session.root, &prepared.site, &mut findings);
            let body = &prepared.site.config.body.name;
            session.printer.findings(&findings, Format::Human);
            let markdown = report::narrative_skeleton(edition, *year, body);
            write(session, target, *year, &report::draft(&registers, edition, *year, body), &markdown)
        }
        ReportCommand::Import { file, target } => import(session, file, target),
    }
}

fn import(session: &Session, file: &Path, target: &ReportTarget) -> Outcome<Status> {
    let shown = file.display().to_string();
    let bytes = files::read_bytes(file, &shown, MAX_IMPORT)?;
    let import = report::import(&bytes, &shown);
    session.printer.findings(&import.findings, Format::Human);
    for unplaced in &import.unplaced {
        session.printer.note("cli.unplaced", &[("text", &unplaced.text), ("near", &unplaced.near)]);
    }
    if import.findings.iter().any(|finding| finding.code == "report-import-unreadable") {
        return Ok(Status::Findings);
    }
    write(session, target, import.report.year, &import.toml, &import.markdown)?;
    Ok(if import.findings.has_errors() { Status::Findings } else { Status::Ok })
}

/// Writes `annual-report.md` and `annual-report.toml` of a year; what is there already is never overwritten.
fn write(session: &Session, target: &ReportTarget, year: i16, toml: &str, markdown: &str) -> Outcome<Status> {
    let folder = match &target.into {
        Some(folder) => folder.clone(),
        None => session.root.join("content").join(year.to_string()),
    };
    files::create_dirs(&folder)?;
    let pair: [(PathBuf, &str); 2] =
        [(folder.join("annual-report.toml"), toml), (folder.join("annual-report.md"), markdown)];
    if let Some((taken, _)) = pair.iter().find(|(path, _)| files::exists(path)) {
        return Err(Finding::file("file-exists", &taken.display().to_string()).into());
    }
    for (path, text) in &pair {
        files::write_new(path, text.as_bytes())?;
        session.printer.note("cli.written", &[("path", &path.display().to_string())]);
    }
    Ok(Status::Ok)
}

fn options(session: &Session, target: &ReportTarget) -> BuildOptions {
    BuildOptions { samples: Some(false), ..session.options(&target.site) }
}

fn body(session: &Session, target: &ReportTarget) -> Outcome<String> {
    Ok(engine::read_config(&options(session, target), &mut Findings::new())?.body.name)
}
