//! `gongkai serve`: the production server.

use std::net::SocketAddr;
use std::path::PathBuf;

use super::Status;
use super::args::{LogFormat, ServeArgs};
use super::build;
use super::context::Session;
use super::port::opener;
use crate::diag::{Findings, Outcome};
use crate::engine::{self, BuildOptions, Manifest};
use crate::serve::{Limits, QueryLog, ServeOptions, run};
use crate::sys::{clock, environment};

/// Size at which the query log is moved aside, in bytes.
const MAX_QUERY_LOG: u64 = 64 * 1024 * 1024;

/// Serves the last published release; builds one first when there is none.
pub(super) fn serve(session: &Session, args: &ServeArgs) -> Outcome<Status> {
    log(args.log_format, session.verbose);
    let options = session.options(&args.site);
    if Manifest::read(&options.output)?.is_none() {
        let status = build::publish(session, &options)?;
        if status != Status::Ok {
            return Ok(status);
        }
    }
    let base_path = base_path(&options)?;
    let shown = base_path.clone();
    let server = ServeOptions {
        output: options.output.clone(),
        state: options.state.clone(),
        address: SocketAddr::new(args.host, args.port),
        base_path,
        limits: Limits::default(),
        query_log: args.query_log.clone().map(query_log),
        preview: None,
    };
    run(server, opener(session, &options)?, |address| announce(session, address, &shown))?;
    Ok(Status::Ok)
}

/// Says where the portal can be opened.
pub(super) fn announce(session: &Session, address: SocketAddr, base_path: &str) {
    session.printer.note("cli.serving", &[("url", &format!("http://{address}{base_path}"))]);
}

/// The path part of the portal's address.
pub(super) fn base_path(options: &BuildOptions) -> Outcome<String> {
    Ok(engine::read_config(options, &mut Findings::new())?.base_path().to_owned())
}

fn query_log(path: PathBuf) -> QueryLog {
    QueryLog { path, max_bytes: MAX_QUERY_LOG, hour: clock::hour }
}

/// Structured log on standard error, as text or JSON.
pub(super) fn log(format: LogFormat, verbose: u8) {
    let level = match verbose {
        0 => tracing::Level::WARN,
        1 => tracing::Level::INFO,
        _ => tracing::Level::DEBUG,
    };
    let log = tracing_subscriber::fmt()
        .with_max_level(level)
        .with_ansi(environment::stderr_is_terminal())
        .with_writer(std::io::stderr);
    // A second start in one process (tests) keeps the first log.
    let _ = match format {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log.json().try_init(),
    };
}
