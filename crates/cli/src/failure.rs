//! What went wrong, for the person in front of the terminal: one line, and a hint where one helps.

use crate::starting_token::StartingToken;
use crate::stderr::{print_line, print_place, print_styled};
use console::style;
use lambda_errors::ListFunctionEventInvokeConfigsError;
use smithereens::config::ConfigError;
use smithereens::{Error, ErrorKind, TimeoutKind};
use std::process::ExitCode;
use std::{fmt, io};

/// Why the configurations were not listed, or not all of them.
pub enum Failure {
    /// The program could not start its runtime.
    Start(io::Error),
    /// The settings do not make a client.
    Settings(ConfigError),
    /// A setting of the profile that is this program's, for this reason.
    Profile(String),
    /// A page could not be had.
    Call {
        error: Error<ListFunctionEventInvokeConfigsError>,
        /// Where to go on, if configurations were printed already.
        resume: Option<StartingToken>,
    },
    /// The output could not be written.
    Output(io::Error),
}

impl Failure {
    /// Whether the reader of the output closed it.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    /// The code to exit with.
    pub fn exit_code(&self) -> ExitCode {
        let is_usage = with_flags(&self.to_string()).is_some();
        ExitCode::from(if is_usage { 2 } else { 1 })
    }

    /// Prints it on stderr, in detail with every error that lies below.
    pub fn print(&self, in_detail: bool) {
        let text = self.to_string();
        let text = with_flags(&text).unwrap_or(text);
        print_styled(&style("error").red().bold(), &text);
        if let (true, Self::Call { error, .. }) = (in_detail, self) {
            for cause in causes(error) {
                print_line(&format!("caused by: {cause}"));
            }
        }
        if let Some(text) = self.hint() {
            print_styled(&style("hint").cyan(), text);
        }
        if let Self::Call {
            resume: Some(token),
            ..
        } = self
        {
            print_place("hint: go on after what was printed", &token.to_string());
        }
    }

    fn hint(&self) -> Option<&'static str> {
        let Self::Call { error, .. } = self else {
            return None;
        };
        if let Some(ListFunctionEventInvokeConfigsError::ResourceNotFoundException(_)) =
            error.service()
        {
            return Some("check the function's name or ARN, and the region (--region, AWS_REGION)");
        }
        match error.kind() {
            ErrorKind::Connection | ErrorKind::Timeout(TimeoutKind::Connect) => {
                Some("check --endpoint-url (AWS_ENDPOINT_URL), --region and the network")
            }
            ErrorKind::Timeout(_) => Some(
                "check the network, --endpoint-url (AWS_ENDPOINT_URL) and --region, or try again",
            ),
            ErrorKind::ResponseTooLarge => {
                Some("no page of Lambda's is that long: check --endpoint-url (AWS_ENDPOINT_URL)")
            }
            // The error says what is missing and where it was looked for; what it cannot know is how this
            // program takes it.
            ErrorKind::Configuration if mentions(error, "no region found") => {
                Some("--region gives it for this run")
            }
            ErrorKind::Credentials if mentions(error, "name a profile") => {
                Some("--profile names one for this run")
            }
            _ => error.hint(),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start(error) => write!(f, "the program could not start: {error}"),
            Self::Settings(error) => {
                write!(f, "{error}")?;
                causes(error).try_for_each(|cause| write!(f, ": {cause}"))
            }
            Self::Profile(reason) => f.write_str(reason),
            Self::Call { error, .. } => error.fmt(f),
            Self::Output(error) => write!(f, "the output could not be written: {error}"),
        }
    }
}

/// How messages of the client begin to say that a setting of the program cannot be used, and what this program calls
/// that setting: it has them from its flags alone.
const FLAGS: [(&str, &str); 2] = [
    ("` of `endpoint_url` cannot", "` of --endpoint-url cannot"),
    ("`region` is `", "--region is `"),
];

/// The message with the name of a flag, if it is about the value of one.
fn with_flags(message: &str) -> Option<String> {
    let is_it = |(setting, _): &&(&str, &str)| message.contains(setting);
    let (setting, flag) = FLAGS.iter().find(is_it)?;
    Some(message.replacen(setting, flag, 1))
}

fn mentions(error: &impl fmt::Display, words: &str) -> bool {
    error.to_string().contains(words)
}

/// The errors below this one.
fn causes<'a>(
    error: &'a (dyn std::error::Error + 'static),
) -> impl Iterator<Item = &'a (dyn std::error::Error + 'static)> {
    std::iter::successors(error.source(), |error| error.source())
}
