//! Tokens that stand for a place in a listing, in the form that the AWS CLI gives them.
//!
//! The form is that of botocore's paginator: base64 of a JSON object, in which `Marker` is the marker of a page
//! (null for the first one) and `boto_truncate_amount` how many of its items were printed before.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use std::fmt::{self, Write};

/// A place in a listing: a page, and how many items of it lie before that place.
#[derive(Clone, Debug, PartialEq)]
pub struct StartingToken {
    pub marker: Option<String>,
    pub skip: usize,
}

/// What the base64 holds. Anything else in it makes it a marker of the service, which is opaque.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Contents {
    // Present in every token, if only as null.
    #[serde(rename = "Marker", deserialize_with = "Option::deserialize")]
    marker: Option<String>,
    #[serde(rename = "boto_truncate_amount", default)]
    skip: usize,
}

/// The longest marker, in bytes: with each of them percent-encoded, it fits a request's URL.
const MAX_MARKER: usize = 16 * 1024;

impl StartingToken {
    /// Reads a token; what is none is taken for a marker of the service.
    ///
    /// # Errors
    ///
    /// It has a marker that no request carries: then the message says so.
    pub fn read(text: String) -> Result<Self, &'static str> {
        let contents = STANDARD
            .decode(&text)
            .ok()
            .and_then(|json| serde_json::from_slice(&json).ok());
        let token = match contents {
            Some(Contents { marker, skip }) => Self { marker, skip },
            None => Self {
                marker: Some(text),
                skip: 0,
            },
        };
        match token.marker.as_deref() {
            Some("") => Err("the marker in it is empty"),
            Some(marker) if marker.len() > MAX_MARKER => {
                Err("it is longer than any that the service gives")
            }
            _ => Ok(token),
        }
    }
}

/// Writes a token, to the byte as botocore does.
impl fmt::Display for StartingToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut json = String::from("{\"Marker\": ");
        match &self.marker {
            Some(marker) => write_ascii(&mut json, marker)?,
            None => json.push_str("null"),
        }
        if self.marker.is_none() || self.skip > 0 {
            write!(json, ", \"boto_truncate_amount\": {}", self.skip)?;
        }
        json.push('}');
        f.write_str(&STANDARD.encode(json))
    }
}

/// A JSON string in which all but printable ASCII is escaped, as Python's `json` has it.
fn write_ascii(json: &mut String, text: &str) -> fmt::Result {
    let quoted = serde_json::to_string(text).map_err(|_| fmt::Error)?;
    for character in quoted.chars() {
        if character < '\u{7f}' {
            json.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            write!(json, "\\u{unit:04x}")?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(marker: Option<&str>, skip: usize) -> StartingToken {
        StartingToken {
            marker: marker.map(str::to_owned),
            skip,
        }
    }

    /// Each pair is what botocore's `TokenEncoder` makes of the JSON in the middle.
    #[test]
    fn tokens_are_those_of_botocore() {
        for (place, json, text) in [
            (
                token(Some("m1"), 0),
                r#"{"Marker": "m1"}"#,
                "eyJNYXJrZXIiOiAibTEifQ==",
            ),
            (
                token(None, 1),
                r#"{"Marker": null, "boto_truncate_amount": 1}"#,
                "eyJNYXJrZXIiOiBudWxsLCAiYm90b190cnVuY2F0ZV9hbW91bnQiOiAxfQ==",
            ),
            (
                token(Some("é\"\u{1}\u{7f}😀"), 2),
                r#"{"Marker": "\u00e9\"\u0001\u007f\ud83d\ude00", "boto_truncate_amount": 2}"#,
                "eyJNYXJrZXIiOiAiXHUwMGU5XCJcdTAwMDFcdTAwN2ZcdWQ4M2RcdWRlMDAiLCAiYm90b190cnVuY2F0ZV9hbW91bnQiOiAyfQ==",
            ),
        ] {
            assert_eq!(STANDARD.decode(text).unwrap(), json.as_bytes());
            assert_eq!(place.to_string(), text);
            assert_eq!(StartingToken::read(text.to_owned()), Ok(place));
        }
    }

    #[test]
    fn whatever_else_is_a_marker_of_the_service() {
        let foreign = STANDARD.encode(r#"{"Marker": "x", "page": 2}"#);
        let number = STANDARD.encode("7");
        let no_marker = STANDARD.encode(r#"{"boto_truncate_amount": 2}"#);
        for marker in ["m1", "bTE=", "a b/+?", &foreign, &number, &no_marker] {
            assert_eq!(
                StartingToken::read(marker.to_owned()),
                Ok(token(Some(marker), 0))
            );
        }
    }
}
