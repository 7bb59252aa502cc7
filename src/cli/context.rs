//! What every command needs: where the portal is, what day it is, how to print.

use std::path::PathBuf;

use jiff::civil::Date;

use super::args::{Arguments, SiteArgs};
use super::printer::Printer;
use crate::diag::Lang;
use crate::engine::BuildOptions;
use crate::sys::clock;

/// A run of the program.
#[derive(Debug)]
pub struct Session {
    /// Folder with `site.toml`.
    pub root: PathBuf,
    /// The settings file.
    pub config: PathBuf,
    /// The day.
    pub today: Date,
    /// The day as given; without one, programs that run for long ask the clock again.
    pub fixed_today: Option<Date>,
    /// The reader's language.
    pub lang: Lang,
    /// How often `-v` was given.
    pub verbose: u8,
    /// Where words go.
    pub printer: Printer,
}

impl Session {
    /// A session as the arguments say.
    pub fn new(arguments: &Arguments, lang: Lang) -> Self {
        let root = arguments.root.clone();
        Self {
            config: arguments.config.clone().unwrap_or_else(|| root.join("site.toml")),
            root,
            fixed_today: arguments.today,
            today: arguments.today.unwrap_or_else(clock::today),
            lang,
            verbose: arguments.verbose,
            printer: Printer::new(lang, arguments.color, arguments.quiet),
        }
    }

    /// Folder of what is kept between runs and never published.
    pub fn state(&self) -> PathBuf {
        self.root.join(".gongkai")
    }

    /// The published folder.
    pub fn output(&self, given: Option<&PathBuf>) -> PathBuf {
        given.cloned().unwrap_or_else(|| self.root.join("public"))
    }

    /// What to build.
    pub fn options(&self, site: &SiteArgs) -> BuildOptions {
        BuildOptions {
            root: self.root.clone(),
            config: self.config.clone(),
            output: self.output(site.output_dir.as_ref()),
            state: self.state(),
            today: self.today,
            base_url: site.base_url.clone(),
            drafts: false,
            samples: site.no_samples.then_some(false),
            search: true,
        }
    }
}
