//! How the command line is read, and what is said of one that cannot be used.

use crate::arguments::Arguments;
use clap::builder::StyledStr;
use clap::error::{ContextValue, ErrorKind};
use clap::{ArgMatches, Command, CommandFactory, FromArgMatches};
use smithereens::config::ConfigError;
use smithereens_types::printable;
use std::io;
use std::process::ExitCode;

/// What the program was started with, or, where that is all there is to do, the code to exit with once help or what is
/// wrong has been printed.
pub fn matches() -> Result<ArgMatches, ExitCode> {
    let matches = command().try_get_matches();
    matches.map_err(|error| print(&printable_error(error)))
}

/// The arguments, or, where they cannot be used, the code to exit with once that has been said.
pub fn arguments(matches: &ArgMatches) -> Result<Arguments, ExitCode> {
    let arguments = Arguments::from_arg_matches(matches);
    arguments.map_err(|error| print(&printable_error(error.format(&mut command()))))
}

/// The command line.
pub fn command() -> Command {
    let command = Arguments::command();
    #[cfg(feature = "packaging")]
    let command = crate::packaging::with_flags(command);
    command
}

/// Prints what the parser has to say. Gives the code to exit with.
pub fn print(error: &clap::Error) -> ExitCode {
    match error.print() {
        // As with a listing, whoever closed the pipe has read enough.
        Err(failed) if !error.use_stderr() && failed.kind() != io::ErrorKind::BrokenPipe => {
            ExitCode::FAILURE
        }
        _ => ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2)),
    }
}

/// The error about the flag whose value the client cannot use, if it is one: flags have the names of the client's settings.
pub fn invalid_value(error: &ConfigError) -> Option<clap::Error> {
    let setting = error.setting()?;
    let mut command = command();
    command.build();
    let flag = command.get_arguments().find(|it| it.get_id() == setting)?;
    let (flag, value, reason) = (flag.to_string(), error.value()?, error.reason()?);
    let styles = command.get_styles();
    let (literal, invalid) = (styles.get_literal(), styles.get_invalid());
    // The words of the parser where a value is none of the flag's type.
    let text = format!(
        "invalid value '{invalid}{}{invalid:#}' for '{literal}{flag}{literal:#}': {}",
        excerpt(value),
        printable(reason)
    );
    Some(command.error(ErrorKind::ValueValidation, text))
}

/// The error with what it repeats of the command line escaped, which may have come from anywhere.
fn printable_error(mut error: clap::Error) -> clap::Error {
    let shown: Vec<_> = error
        .context()
        .filter_map(|(kind, value)| {
            let value = match value {
                ContextValue::String(text) => ContextValue::String(excerpt(text)),
                ContextValue::Strings(texts) => {
                    ContextValue::Strings(texts.iter().map(|text| excerpt(text)).collect())
                }
                // Tips; their colours go with whatever else there was in them to obey.
                ContextValue::StyledStr(text) => ContextValue::StyledStr(plain(text)),
                ContextValue::StyledStrs(texts) => {
                    ContextValue::StyledStrs(texts.iter().map(plain).collect())
                }
                _ => return None,
            };
            Some((kind, value))
        })
        .collect();
    for (kind, value) in shown {
        error.insert(kind, value);
    }
    error
}

fn plain(text: &StyledStr) -> StyledStr {
    excerpt(&text.to_string()).into()
}

/// As much of an argument as helps to find it.
fn excerpt(text: &str) -> String {
    const MAX: usize = 200;
    match text.char_indices().nth(MAX) {
        Some((end, _)) => printable(text.get(..end).unwrap_or(text)).into_owned() + "…",
        None => printable(text).into_owned(),
    }
}
