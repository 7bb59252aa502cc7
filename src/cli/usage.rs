//! What to say when the arguments make no sense.

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::Status;
use super::printer::{eprint, print};
use crate::diag::{Lang, text};

/// Prints help and version where they were asked for, and explains a wrong argument otherwise.
pub(super) fn explain(error: &Error, lang: Lang) -> Status {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        print(&error.render().to_string());
        return Status::Ok;
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        eprint(&error.render().to_string());
        return Status::Failure;
    }
    let context = |kind: ContextKind| error.get(kind).map(words).unwrap_or_default();
    let argument = [ContextKind::InvalidArg, ContextKind::InvalidSubcommand].map(context).concat();
    let value = context(ContextKind::InvalidValue);
    let key = match error.kind() {
        ErrorKind::UnknownArgument => "cli.usage-unknown",
        ErrorKind::InvalidSubcommand => "cli.usage-command",
        ErrorKind::MissingRequiredArgument | ErrorKind::MissingSubcommand => "cli.usage-missing",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "cli.usage-value",
        _ => "cli.usage-other",
    };
    let mut message = text(lang, key, &[("argument", &argument), ("value", &value)]);
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let near = near.map(context).concat();
    if !near.is_empty() {
        message += &text(lang, "cli.usage-suggestion", &[("near", &near)]);
    }
    let choices = context(ContextKind::ValidValue);
    if !choices.is_empty() {
        message += &text(lang, "cli.usage-choices", &[("choices", &choices)]);
    }
    eprint(&format!("{message}\n{}\n", text(lang, "cli.usage-help", &[])));
    Status::Failure
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        _ => String::new(),
    }
}
