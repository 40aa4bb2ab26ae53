//! Strings with a media type, which headers carry in base64.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::fmt;

/// The text in base64, as a header carries it.
#[must_use]
pub fn encode_base64(text: impl AsRef<str>) -> String {
    STANDARD.encode(text.as_ref())
}

/// The text of a header that carries it in base64.
///
/// # Errors
///
/// The header is not base64, or what it encodes is not UTF-8.
pub fn decode_base64(header: &str) -> Result<String, DecodeBase64Error> {
    let bytes = STANDARD
        .decode(header)
        .map_err(|_| DecodeBase64Error("base64"))?;
    String::from_utf8(bytes).map_err(|_| DecodeBase64Error("UTF-8 in base64"))
}

/// A header that does not carry a text in base64.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeBase64Error(&'static str);

impl fmt::Display for DecodeBase64Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the value is not {}", self.0)
    }
}

impl std::error::Error for DecodeBase64Error {}
