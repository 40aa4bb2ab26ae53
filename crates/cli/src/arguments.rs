//! The arguments of the command line.

use crate::help;
use crate::starting_token::StartingToken;
use clap::builder::{NonEmptyStringValueParser, TypedValueParser};
use clap::{Parser, ValueEnum, ValueHint};

/// Lists the event-invoke configurations of an AWS Lambda function.
///
/// They say how often and for how long asynchronous invocations are tried again, and where their outcomes are reported.
#[derive(Parser)]
#[command(version, max_term_width = 100, after_help = help::after_help())]
pub struct Arguments {
    /// The function: its name, its ARN, or the end of its ARN (`123456789012:function:my-function`)
    #[arg(value_parser = function, value_hint = ValueHint::Other)]
    pub function: String,

    /// How to print the configurations
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub output: Format,

    /// How many configurations to ask for in one request, 1 to 50; the service chooses if this is left out
    #[arg(long, value_name = "COUNT", value_hint = ValueHint::Other, value_parser = clap::value_parser!(i32).range(1..=50))]
    pub page_size: Option<i32>,

    /// How many configurations to print at most; what is left can be had with --starting-token
    #[arg(long, value_name = "COUNT", value_hint = ValueHint::Other, value_parser = clap::value_parser!(u32).range(1..))]
    pub max_items: Option<u32>,

    /// Where to go on: the token of an earlier listing, by this program or the AWS CLI, or a marker of the
    /// service
    #[arg(
        long,
        value_name = "TOKEN",
        value_parser = NonEmptyStringValueParser::new().try_map(StartingToken::read),
        value_hint = ValueHint::Other
    )]
    pub starting_token: Option<StartingToken>,

    /// The AWS region
    #[arg(long, value_hint = ValueHint::Other)]
    pub region: Option<String>,

    /// The profile of ~/.aws/config and ~/.aws/credentials; its credentials go before those of the
    /// environment
    #[arg(long, value_name = "NAME", value_hint = ValueHint::Other)]
    pub profile: Option<String>,

    /// The URL to send requests to, in place of AWS's own
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    pub endpoint_url: Option<String>,

    /// Report on stderr what happens on the way: requests, attempts, retries
    #[arg(long, short)]
    pub verbose: bool,
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

/// Checks a function's name or ARN for what none of them has. Which of the rest there are is for the service to say: its
/// pattern gains partitions and names in time.
fn function(text: &str) -> Result<String, &'static str> {
    /// The bound of the service's model.
    const MAX: usize = 256;
    let is_part = |it: char| it.is_ascii_alphanumeric() || "-_.:$".contains(it);
    if text.is_empty() {
        return Err("a name or an ARN is needed");
    }
    if !text.chars().all(is_part) {
        return Err("a name or an ARN is of letters, digits and `-_.:$`");
    }
    if !text.contains(|it: char| it.is_ascii_alphanumeric()) {
        return Err("a name has a letter or a digit");
    }
    if text.len() > MAX {
        return Err("a name or an ARN has 256 characters at most");
    }
    Ok(text.to_owned())
}
