//! `gongkai watch`: the live preview while editing.

use std::net::SocketAddr;

use super::Status;
use super::args::{Format, WatchArgs};
use super::context::Session;
use super::port::opener;
use super::serve::{announce, base_path, log};
use crate::diag::Outcome;
use crate::engine::{self, BuildOptions};
use crate::serve::{Limits, ServeOptions};
use crate::sys::files;
use crate::watch::{self, Report, Sources, WatchOptions};

/// Builds a preview with drafts, serves it, and follows every change. Nothing of it lands in the
/// published folder.
pub(super) fn watch(session: &Session, args: &WatchArgs) -> Outcome<Status> {
    log(args.log_format, session.verbose);
    let state = session.state().join("preview");
    files::create_dirs(&state)?;
    let published = session.options(&args.site).output;
    let options = BuildOptions { output: state.join("pages"), state, drafts: true, ..session.options(&args.site) };
    let base = base_path(&options)?;
    let shown = base.clone();
    let watching = WatchOptions {
        sources: Sources::new(session.root.clone(), session.config.clone(), vec![published, session.state()]),
        poll: args.poll,
        lang: session.lang,
        serve: ServeOptions {
            output: options.output.clone(),
            state: options.state.clone(),
            address: SocketAddr::new(args.host, args.port),
            base_path: base,
            limits: Limits::default(),
            query_log: None,
            preview: None,
        },
    };
    let open = opener(session, &options)?;
    watch::run(watching, open, |_| engine::build(&options, &|_| {}), |report| tell(session, &shown, &report))?;
    Ok(Status::Ok)
}

fn tell(session: &Session, base_path: &str, report: &Report<'_>) {
    match report {
        Report::Listening(address) => announce(session, *address, base_path),
        Report::Polling(finding) => session.printer.failure(finding),
        Report::Failed(failure) => session.printer.failure(&failure.0),
        Report::Built { built, took, .. } => {
            session.printer.findings(&built.findings, Format::Human);
            session.printer.note(
                "cli.rebuilt",
                &[("rendered", &built.rendered.len().to_string()), ("milliseconds", &took.as_millis().to_string())],
            );
        }
    }
}
