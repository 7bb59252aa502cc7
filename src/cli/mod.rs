//! The command line: arguments in, words and an exit status out. No work is done here.

mod args;
mod build;
mod check;
mod context;
mod generate;
mod localize;
mod new;
mod port;
mod printer;
mod report;
mod search;
mod serve;
mod usage;
mod watch;

use std::ffi::OsString;

use clap::{CommandFactory, FromArgMatches};

use crate::diag::{Failure, Outcome};
use args::{Arguments, Command};
use context::Session;

pub use localize::command;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Done, nothing to mend.
    Ok,
    /// Done, but an error was found in the content.
    Findings,
    /// It could not be done.
    Failure,
}

impl Status {
    /// The exit status of the process: 0, 1 or 2.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Ok => 0,
            Self::Findings => 1,
            Self::Failure => 2,
        }
    }
}

/// Runs gongkai with these arguments (the first is the program's name).
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Status {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let lang = localize::language(&arguments);
    let matches = match command(Arguments::command(), lang).try_get_matches_from(&arguments) {
        Ok(matches) => matches,
        Err(error) => return usage::explain(&error, lang),
    };
    let parsed = match Arguments::from_arg_matches(&matches) {
        Ok(parsed) => parsed,
        Err(error) => return usage::explain(&error, lang),
    };
    let session = Session::new(&parsed, lang);
    match dispatch(&session, parsed.command) {
        Ok(status) => status,
        Err(Failure(finding)) => {
            session.printer.failure(&finding);
            Status::Failure
        }
    }
}

fn dispatch(session: &Session, command: Command) -> Outcome<Status> {
    match command {
        Command::Build(args) => build::build(session, &args),
        Command::Check(args) => check::check(session, &args),
        Command::Explain(args) => check::explain(session, args.code.as_ref()),
        Command::Watch(args) => watch::watch(session, &args),
        Command::Serve(args) => serve::serve(session, &args),
        Command::Search(args) => search::search(session, &args),
        Command::Report(command) => report::report(session, &command),
        Command::New(args) => new::new(session, &args),
        Command::Completions(args) => Ok(generate::completions(session, args.shell)),
        Command::Man(args) => generate::man(session, &args.folder),
    }
}
