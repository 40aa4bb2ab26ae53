//! What the program is told on the command line.

use crate::starting_token::StartingToken;
use clap::builder::{NonEmptyStringValueParser, TypedValueParser};
use clap::{Parser, ValueEnum};

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

    /// Tell on stderr what happens on the way: requests, attempts, retries
    #[arg(long, short)]
    pub verbose: bool,
}

/// How configurations are printed.
#[derive(Clone, Copy, Default, ValueEnum)]
pub enum Format {
    /// A table for people
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
  2  the command line was not understood

Settings that are left out:
  --region        AWS_REGION, AWS_DEFAULT_REGION, the profile
  --profile       AWS_PROFILE, `default`
  --endpoint-url  AWS_ENDPOINT_URL_LAMBDA, AWS_ENDPOINT_URL, the profile, the region's endpoint
  credentials     ",
    credentials!(),
);
