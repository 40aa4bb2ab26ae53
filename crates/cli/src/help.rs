//! What the help and the manual page say beside the flags.

use std::fmt::Write;

/// The codes to exit with.
pub const EXIT_CODES: [(&str, &str); 3] = [
    (
        "0",
        "everything was listed, or whoever reads the output has closed it",
    ),
    (
        "1",
        "the configurations could not be listed, or not all of them",
    ),
    (
        "2",
        "the command line was not understood, or a value in it cannot be used",
    ),
];

/// Where settings come from that the command line leaves out, in lines that fit below one another.
pub const SETTINGS: [(&str, &[&str]); 4] = [
    ("--region", &["AWS_REGION, AWS_DEFAULT_REGION, the profile"]),
    ("--profile", &["AWS_PROFILE, `default`"]),
    (
        "--endpoint-url",
        &["AWS_ENDPOINT_URL_LAMBDA, AWS_ENDPOINT_URL, the profile, the region's endpoint"],
    ),
    ("credentials", CREDENTIALS),
];

#[cfg(feature = "aws-config")]
const CREDENTIALS: &[&str] = &[
    "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, the profile",
    "(keys, SSO, role, process), AWS_WEB_IDENTITY_TOKEN_FILE, the container,",
    "the EC2 instance",
];

#[cfg(not(feature = "aws-config"))]
const CREDENTIALS: &[&str] =
    &["AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, the profile's keys"];

/// What the output is like.
pub const OUTPUT: [&str; 2] = [
    "Times are ISO 8601 in UTC, or seconds since 1970 where the profile has `cli_timestamp_format = wire`.",
    "What is longer than 1,000 rows of a table, or 1 MiB of JSON, is printed as it comes in.",
];

/// What decides about colours.
pub const COLORS: &str = "Errors and help have colours on a terminal. NO_COLOR turns them off, CLICOLOR_FORCE=1 on \
                          where there is no terminal.";

/// What follows the flags in the help.
pub fn after_help() -> String {
    const COLUMN: usize = 16;
    let mut text = String::from("Exit codes:\n");
    for (code, meaning) in EXIT_CODES {
        // Nothing that is written to a string fails.
        let _ = writeln!(text, "  {code}  {meaning}");
    }
    text.push_str("\nSettings that are left out:\n");
    for (setting, places) in SETTINGS {
        let next_line = format!("\n{:COLUMN$}  ", "");
        let _ = writeln!(text, "  {setting:14}  {}", places.join(&next_line));
    }
    let _ = write!(text, "\n{}\n{COLORS}", OUTPUT.join("\n"));
    text
}
