//! A configuration as JSON, with its time in the format that was asked for.

use crate::timestamps::{Stamp, TimestampFormat};
use lambda_shapes::{DestinationConfig, FunctionEventInvokeConfig};
use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{Formatter, PrettyFormatter};
use smithereens_types::is_printable;
use std::fmt::Write;
use std::io;

/// The members in the order of the model, as the AWS CLI prints them.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Item<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    last_modified: Option<Stamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    function_arn: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    maximum_retry_attempts: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    maximum_event_age_in_seconds: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    destination_config: Option<&'a DestinationConfig>,
}

/// The configuration on one line.
pub fn compact(config: &FunctionEventInvokeConfig, times: TimestampFormat) -> io::Result<String> {
    text(config, times, serde_json::ser::CompactFormatter)
}

/// The configuration with a member a line, as the AWS CLI indents it.
pub fn pretty(config: &FunctionEventInvokeConfig, times: TimestampFormat) -> io::Result<String> {
    text(config, times, PrettyFormatter::with_indent(b"    "))
}

fn text(
    config: &FunctionEventInvokeConfig,
    times: TimestampFormat,
    formatter: impl Formatter,
) -> io::Result<String> {
    let item = Item {
        last_modified: config.last_modified.map(|time| times.json(time)),
        function_arn: config.function_arn.as_deref(),
        maximum_retry_attempts: config.maximum_retry_attempts,
        maximum_event_age_in_seconds: config.maximum_event_age_in_seconds,
        destination_config: config.destination_config.as_ref(),
    };
    let mut json = Vec::new();
    item.serialize(&mut Serializer::with_formatter(&mut json, formatter))?;
    let json = String::from_utf8(json).map_err(io::Error::other)?;
    Ok(escaped(json))
}

/// JSON in which what is not printable is escaped: to a program it is the same, and a terminal obeys none of it.
pub fn escaped(json: String) -> String {
    // Line breaks within strings are escaped already; the others are those of the layout.
    let is_plain = |character: char| character == '\n' || is_printable(character);
    if json.chars().all(is_plain) {
        return json;
    }
    let mut out = String::with_capacity(json.len());
    for character in json.chars() {
        if is_plain(character) {
            out.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            // Nothing that is written to a string fails.
            let _ = write!(out, "\\u{unit:04x}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn no_member_is_left_out() {
        let whole = json!({
            "LastModified": 1_577_824_406.719,
            "FunctionArn": "arn:aws:lambda:eu-west-1:123456789012:function:my-function:\u{202e}\u{e0041}",
            "MaximumRetryAttempts": 2,
            "MaximumEventAgeInSeconds": 60,
            "DestinationConfig": { "OnSuccess": {}, "OnFailure": { "Destination": "\u{9b}" } },
        });
        let config: FunctionEventInvokeConfig = serde_json::from_value(whole).unwrap();
        let own = serde_json::to_value(&config).unwrap();
        for text in [compact, pretty].map(|print| print(&config, TimestampFormat::Wire).unwrap()) {
            assert!(
                text.chars().all(|it| it == '\n' || is_printable(it)),
                "{text}"
            );
            assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), own);
        }
    }
}
