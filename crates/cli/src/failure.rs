//! What went wrong, for the person in front of the terminal: one line, and a hint where one helps.

use crate::listing::MAX_PAGE;
use crate::starting_token::StartingToken;
use crate::stderr::{ERROR, HINT, print_line, print_place, print_styled};
use crate::usage;
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

/// Ends the program: prints why it failed, if it did, and gives the code to exit with.
pub fn conclude(outcome: Result<(), Failure>, in_detail: bool) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever closed the pipe has read enough.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(failure) => failure.print(in_detail),
    }
}

impl Failure {
    /// Prints it on stderr, in detail with every error that lies below. Gives the code to exit with.
    fn print(&self, in_detail: bool) -> ExitCode {
        if let Self::Settings(error) = self
            && let Some(error) = usage::invalid_value(error)
        {
            return usage::print(&error);
        }
        print_styled(&ERROR, &self.to_string());
        if let (true, Self::Call { error, .. }) = (in_detail, self) {
            for cause in causes(error) {
                print_line(&format!("caused by: {cause}"));
            }
        }
        if let Some(text) = self.hint() {
            print_styled(&HINT, text);
        }
        if let Self::Call {
            resume: Some(token),
            ..
        } = self
        {
            print_place("hint: go on after what was printed", &token.to_string());
        }
        ExitCode::FAILURE
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
        // The error says what is missing and where it was looked for; what it cannot know is how this program takes it.
        match error.missing_setting() {
            Some("region") => return Some("--region gives it for this run"),
            Some("credentials_provider") => return Some("--profile names one for this run"),
            _ => {}
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
            // The client's own words name a setting of it, which this program has no flag for.
            Self::Call { error, .. } if error.kind() == ErrorKind::ResponseTooLarge => {
                let operation = error.operation();
                write!(
                    f,
                    "{operation}: a page has more than {MAX_PAGE} bytes, the most that is read"
                )?;
                match error.request_id() {
                    Some(id) => write!(f, " [request {id}]"),
                    None => Ok(()),
                }
            }
            Self::Call { error, .. } => error.fmt(f),
            Self::Output(error) => write!(f, "the output could not be written: {error}"),
        }
    }
}

/// The errors below this one.
fn causes<'a>(
    error: &'a (dyn std::error::Error + 'static),
) -> impl Iterator<Item = &'a (dyn std::error::Error + 'static)> {
    std::iter::successors(error.source(), |error| error.source())
}
