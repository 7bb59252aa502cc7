//! `gongkai build`.

use super::Status;
use super::args::{BuildArgs, Format};
use super::context::Session;
use crate::diag::Outcome;
use crate::engine::{self, BuildOptions, Built};

/// Builds and publishes the portal.
pub(super) fn build(session: &Session, args: &BuildArgs) -> Outcome<Status> {
    let options = BuildOptions { search: !args.no_search, ..session.options(&args.site) };
    let built = engine::build(&options, &|holder| session.printer.note("cli.waiting", &[("holder", holder)]))?;
    session.printer.findings(&built.findings, args.format);
    if args.format == Format::Human {
        report(session, &options, &built, args.timings);
    }
    Ok(if built.published { Status::Ok } else { Status::Findings })
}

/// Builds a portal that somebody else asked for, and says what was found.
pub(super) fn publish(session: &Session, options: &BuildOptions) -> Outcome<Status> {
    let built = engine::build(options, &|holder| session.printer.note("cli.waiting", &[("holder", holder)]))?;
    session.printer.findings(&built.findings, Format::Human);
    report(session, options, &built, false);
    Ok(if built.published { Status::Ok } else { Status::Findings })
}

fn report(session: &Session, options: &BuildOptions, built: &Built, timings: bool) {
    if session.verbose > 0 {
        let changes = &built.changes;
        let lists = [("+", &changes.added), ("~", &changes.changed), ("-", &changes.removed)];
        for (mark, path) in lists.iter().flat_map(|(mark, list)| list.iter().map(move |path| (mark, path))) {
            session.printer.note("cli.change", &[("mark", mark), ("path", path)]);
        }
    }
    if timings {
        for (stage, time) in &built.timings {
            let milliseconds = format!("{:.1}", time.as_secs_f64() * 1000.0);
            session.printer.note("cli.timing", &[("stage", stage), ("milliseconds", &milliseconds)]);
        }
    }
    let total: f64 = built.timings.iter().map(|(_, time)| time.as_secs_f64()).sum();
    let key = if built.published { "cli.built" } else { "cli.not-published" };
    session.printer.note(
        key,
        &[
            ("documents", &built.documents.to_string()),
            ("rendered", &built.rendered.len().to_string()),
            ("added", &built.changes.added.len().to_string()),
            ("changed", &built.changes.changed.len().to_string()),
            ("removed", &built.changes.removed.len().to_string()),
            ("seconds", &format!("{total:.2}")),
            ("output", &options.output.display().to_string()),
        ],
    );
}
