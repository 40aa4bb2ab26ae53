//! How the error of a response is decoded, and what every error response may say.

use super::{Response, json};
use crate::operation::DecodeError;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// Where services put what they have to say, whatever the model calls the member.
const MESSAGES: [&str; 3] = ["message", "Message", "errorMessage"];

impl Response {
    /// Decodes the body of an error. An error may come without one: an empty body reads as `{}`.
    ///
    /// # Errors
    ///
    /// As for [`json`](Self::json).
    pub fn error<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        self.json()
    }

    /// The members of an error's body; none where it is no object.
    pub(crate) fn error_body(&self) -> Map<String, Value> {
        json::read(self.buffered()).unwrap_or_default()
    }
}

/// Takes the message out of the body of an error: the first that says something.
pub(crate) fn message(body: &mut Map<String, Value>) -> Option<String> {
    MESSAGES.into_iter().find_map(|name| text(body, name))
}

/// Takes a text that is not empty out of the body of an error.
pub(crate) fn text(body: &mut Map<String, Value>, name: &str) -> Option<String> {
    match body.get_mut(name)? {
        Value::String(text) if !text.is_empty() => Some(std::mem::take(text)),
        _ => None,
    }
}
