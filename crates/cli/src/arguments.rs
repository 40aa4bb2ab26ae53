//! The arguments of the command line.

use crate::starting_token::StartingToken;
use clap::builder::{NonEmptyStringValueParser, StyledStr, TypedValueParser};
use clap::error::ContextValue;
use clap::{Parser, ValueEnum};
use smithereens_types::printable;
use std::io::ErrorKind;
use std::process::ExitCode;

/// Lists the event-invoke configurations of an AWS Lambda function: how often and how long asynchronous
/// invocations are tried again, and where they are reported.
#[derive(Parser)]
#[command(version, max_term_width = 100, after_help = AFTER_HELP)]
pub struct Arguments {
    /// The function: its name, its ARN, or the end of its ARN (`123456789012:function:my-function`)
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    pub function: String,

    /// How to print the configurations
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub output: Format,

    /// How many configurations to ask for in one request, 1 to 50; the service chooses if this is left out
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(i32).range(1..=50))]
    pub page_size: Option<i32>,

    /// How many configurations to print at most; what is left can be had with --starting-token
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u32).range(1..))]
    pub max_items: Option<u32>,

    /// Where to go on: the token of an earlier listing, by this program or the AWS CLI, or a marker of the
    /// service
    #[arg(long, value_name = "TOKEN", value_parser = NonEmptyStringValueParser::new().map(StartingToken::from))]
    pub starting_token: Option<StartingToken>,

    /// The AWS region
    #[arg(long)]
    pub region: Option<String>,

    /// The profile of ~/.aws/config and ~/.aws/credentials; its credentials go before those of the
    /// environment
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,

    /// The URL to send requests to, in place of AWS's own
    #[arg(long, value_name = "URL")]
    pub endpoint_url: Option<String>,

    /// Report on stderr what happens on the way: requests, attempts, retries
    #[arg(long, short)]
    pub verbose: bool,
}

impl Arguments {
    /// The arguments that the program was started with, or, where that is all there is to do, the code to exit with
    /// once help or what is wrong with them has been printed.
    pub fn of_process() -> Result<Self, ExitCode> {
        Self::try_parse().map_err(|error| {
            let error = printable_error(error);
            let printed = error.print();
            match printed {
                // As with a listing, whoever closed the pipe has read enough.
                Err(failed) if !error.use_stderr() && failed.kind() != ErrorKind::BrokenPipe => {
                    ExitCode::FAILURE
                }
                _ => ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2)),
            }
        })
    }
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

/// How configurations are printed.
#[derive(Clone, Copy, Default, ValueEnum)]
pub enum Format {
    /// A table for people, or a field a line where the terminal is too narrow for one
    #[default]
    Table,
    /// One document, as `aws lambda list-function-event-invoke-configs` prints it
    Json,
    /// One JSON object a line, printed as pages come in
    Jsonl,
}

#[cfg(feature = "aws-config")]
macro_rules! credentials {
    () => {
        "\
AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, the profile
                  (keys, SSO, role, process), AWS_WEB_IDENTITY_TOKEN_FILE, the container,
                  the EC2 instance"
    };
}

#[cfg(not(feature = "aws-config"))]
macro_rules! credentials {
    () => {
        "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, the profile's keys"
    };
}

const AFTER_HELP: &str = concat!(
    "\
Exit codes:
  0  everything was listed, or whoever reads the output has closed it
  1  the configurations could not be listed, or not all of them
  2  the command line was not understood, or a value in it cannot be used

Settings that are left out:
  --region        AWS_REGION, AWS_DEFAULT_REGION, the profile
  --profile       AWS_PROFILE, `default`
  --endpoint-url  AWS_ENDPOINT_URL_LAMBDA, AWS_ENDPOINT_URL, the profile, the region's endpoint
  credentials     ",
    credentials!(),
    "

Times are ISO 8601 in UTC, or seconds since 1970 where the profile has `cli_timestamp_format = wire`.
What is longer than 1,000 rows of a table, or 1 MiB of JSON, is printed as it comes in.",
);
