//! The command line in the reader's language: clap's structure, the catalogue's words.

use std::ffi::OsString;

use clap::{Arg, Command};

use crate::diag::{Lang, text};
use crate::sys::environment;

/// The language of the run: `--lang`, then `GONGKAI_LANG`, then the system's; Chinese otherwise.
pub(super) fn language(arguments: &[OsString]) -> Lang {
    let given = arguments.iter().enumerate().find_map(|(at, argument)| {
        let argument = argument.to_str()?;
        match argument.strip_prefix("--lang") {
            Some("") => arguments.get(at + 1)?.to_str(),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        }
    });
    let variable = |name: &str| environment::variable(name);
    let tag = given.map(ToOwned::to_owned).or_else(|| variable("GONGKAI_LANG"));
    let system = || variable("LC_ALL").or_else(|| variable("LC_MESSAGES")).or_else(|| variable("LANG"));
    tag.or_else(system).map_or(Lang::Zh, |tag| Lang::from_tag(&tag))
}

/// A command with all its help in one language. Texts are found by the command's and argument's names:
/// `cli.build`, `cli.build.output-dir`, or `cli.any.output-dir` where several commands share one.
#[must_use]
pub fn command(command: Command, lang: Lang) -> Command {
    let template = text(lang, "cli.help-template", &[]);
    let commands_heading = text(lang, "cli.heading-commands", &[]);
    let version = Arg::new("version").short('V').long("version").action(clap::ArgAction::Version);
    dress(command.arg(version), "cli", lang)
        .help_template(template.clone())
        .subcommand_help_heading(commands_heading)
        .mut_subcommands(move |sub| sub.help_template(template.clone()))
}

fn dress(command: Command, key: &str, lang: Lang) -> Command {
    let own = key.to_owned();
    command
        .about(text(lang, &format!("{key}.about"), &[]))
        .disable_help_flag(true)
        .arg(Arg::new("help").short('h').long("help").action(clap::ArgAction::Help).help_heading(text(
            lang,
            "cli.heading-options",
            &[],
        )))
        .mut_args(|argument| help(argument, &own, lang))
        .mut_subcommands(|sub| {
            let key = format!("{own}.{}", sub.get_name());
            dress(sub, &key, lang)
        })
}

fn help(argument: Arg, key: &str, lang: Lang) -> Arg {
    let id = argument.get_id().as_str().replace('_', "-");
    let heading = if argument.is_positional() { "cli.heading-arguments" } else { "cli.heading-options" };
    let own = format!("{key}.{id}");
    let shared = format!("cli.any.{id}");
    let key = if crate::diag::has_text(&own) { own } else { shared };
    argument.hide_env_values(true).help(text(lang, &key, &[])).help_heading(text(lang, heading, &[]))
}
