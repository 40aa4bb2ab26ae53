//! The bodies of cases, and whether one is what is expected.

use crate::same::{same_bytes, same_form, same_json};
use crate::xml::same_xml;
use crate::{RequestCase, cbor};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

const CBOR: &str = "application/cbor";

/// An event stream.
const EVENTS: &str = "application/vnd.amazon.eventstream";

/// The bytes of a body that a case has as text: those of CBOR are in base64, and those of an event stream message by message.
pub(super) fn bytes(text: &str, media_type: Option<&str>) -> Result<Vec<u8>, String> {
    match media_type {
        Some(CBOR) => from_base64(text),
        Some(EVENTS) => {
            let messages = text.split_whitespace().map(from_base64);
            messages
                .collect::<Result<Vec<_>, _>>()
                .map(|all| all.concat())
        }
        _ => Ok(text.as_bytes().to_vec()),
    }
}

pub(super) fn from_base64(text: &str) -> Result<Vec<u8>, String> {
    let decoded = STANDARD.decode(text);
    decoded.map_err(|error| format!("the case's body is no base64: {error}"))
}

/// Compares a request's body with that of a case, if it says one: by what it means, where its media type says how.
pub(super) fn check(case: &RequestCase, body: &[u8]) -> Result<(), String> {
    let Some(text) = case.body else {
        return Ok(());
    };
    let expected = bytes(text, case.body_media_type)?;
    match case.body_media_type {
        _ if expected.is_empty() => same_bytes(body, &expected),
        Some(CBOR) => cbor::same(body, &expected),
        Some("application/x-www-form-urlencoded") => same_form(body, &expected),
        Some(media_type) if media_type.ends_with("/json") || media_type.ends_with("+json") => {
            same_json(body, text)
        }
        Some(media_type) if media_type.ends_with("/xml") => same_xml(body, text),
        _ => same_bytes(body, &expected),
    }
}
