//! The only place that writes to the terminal.

use std::io::Write;

use super::args::{Color, Format};
use crate::diag::{self, Finding, Findings, Lang};
use crate::sys::environment;

/// Writes to standard output. A reader that has gone away (`| head`) is no error.
pub(super) fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Writes to standard error.
pub(super) fn eprint(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// Prints in one language, with or without colour.
#[derive(Debug, Clone, Copy)]
pub struct Printer {
    lang: Lang,
    color: Color,
    quiet: bool,
}

impl Printer {
    /// A printer for this run.
    pub fn new(lang: Lang, color: Color, quiet: bool) -> Self {
        Self { lang, color, quiet }
    }

    /// A result: what the command was asked for.
    pub fn result(&self, text: &str) {
        print(text);
    }

    /// A line about the progress of the work, on standard error; silent with `--quiet`.
    pub fn note(&self, key: &str, values: &[(&'static str, &str)]) {
        if !self.quiet {
            eprint(&(diag::text(self.lang, key, values) + "\n"));
        }
    }

    /// Findings: people read them on standard error, programs on standard output.
    pub fn findings(&self, findings: &Findings, format: Format) {
        match format {
            Format::Human => {
                eprint(&diag::human(findings, self.lang, self.use_color()));
                if !findings.is_empty() && !self.quiet {
                    eprint(&(diag::summary(findings, self.lang) + "\n"));
                }
            }
            Format::Json => print(&(diag::json(findings, self.lang).to_string() + "\n")),
            Format::Sarif => print(&(diag::sarif(findings, self.lang).to_string() + "\n")),
        }
    }

    /// Why the work could not be done.
    pub fn failure(&self, finding: &Finding) {
        let mut findings = Findings::new();
        findings.push(finding.clone());
        eprint(&diag::human(&findings, self.lang, self.use_color()));
    }

    fn use_color(self) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => environment::stderr_is_terminal() && environment::variable("NO_COLOR").is_none(),
        }
    }
}
