//! A session of the live preview: build, serve, and again for every batch of changes.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::sync::oneshot;

use super::batch::{Batch, Signal};
use super::options::{Report, WatchOptions};
use super::watcher::{Next, Watcher};
use crate::diag::{Findings, Outcome};
use crate::engine::Built;
use crate::serve::{OpenSearch, Preview, Server, run_until};
use crate::sys::clock::Stopwatch;

/// Runs until the process is told to stop (SIGINT, SIGTERM). `build` builds the preview's folder; it
/// gets what changed since it last ran, nothing the first time. A build with errors changes
/// nothing of what is served: the findings are shown over the last good state.
///
/// # Errors
/// The address is taken, or the system refuses threads.
pub fn run(
    options: WatchOptions,
    open_search: OpenSearch,
    build: impl FnMut(&Batch) -> Outcome<Built>,
    report: impl FnMut(Report<'_>),
) -> Outcome<()> {
    // Watching begins before the first build, so that nothing saved during it is missed.
    let watcher = Watcher::start(options.sources.clone(), options.poll);
    run_with(watcher, options, open_search, build, report)
}

/// Runs on a watcher that somebody else may stop.
///
/// # Errors
/// As [`run`].
pub fn run_with(
    mut watcher: Watcher,
    options: WatchOptions,
    open_search: OpenSearch,
    mut build: impl FnMut(&Batch) -> Outcome<Built>,
    mut report: impl FnMut(Report<'_>),
) -> Outcome<()> {
    let preview = Arc::new(Preview::new(options.lang));
    let mut serve = options.serve;
    serve.preview = Some(Arc::clone(&preview));
    let server = Server::new(serve, open_search)?;
    let mut round = |batch: &Batch, report: &mut dyn FnMut(Report<'_>)| {
        let watch = Stopwatch::start();
        match build(batch) {
            Ok(built) => {
                if built.published {
                    server.refresh();
                }
                preview.show(server.release(), &built.findings);
                report(Report::Built { batch, built: &built, took: watch.elapsed() });
            }
            Err(failure) => {
                let mut findings = Findings::new();
                findings.push((*failure.0).clone());
                preview.show(server.release(), &findings);
                report(Report::Failed(&failure));
            }
        }
    };
    round(&Batch::default(), &mut report);
    std::thread::scope(|scope| {
        let (running, stop) = oneshot::channel();
        let (said, listening) = std::sync::mpsc::channel::<SocketAddr>();
        let stopper = watcher.stopper();
        let server = &server;
        let served = scope.spawn(move || {
            let result = run_until(server, move |address| _ = said.send(address), stop);
            let _ = stopper.send(Signal::Stop);
            result
        });
        if let Ok(address) = listening.recv() {
            report(Report::Listening(address));
        }
        loop {
            if let Some(finding) = watcher.blindness() {
                report(Report::Polling(&finding));
            }
            match watcher.wait() {
                Some(Next::Batch(batch)) => round(&batch, &mut report),
                Some(Next::Stop) => break,
                None => {}
            }
        }
        drop(running);
        served.join().unwrap_or(Ok(()))
    })
}
