//! What a transport of tests exchanges with the client beside HTTP. With the feature `test-util`, which nothing but tests
//! needs.
//!
//! `smithereens-testing` is made of it; a transport of your own can be:
//!
//! - every request that a transport is given has an [`OperationName`] in its extensions;
//! - a response with a [`TypedResponse`] in its extensions stands for an output or an error that is there already, and is
//!   not decoded;
//! - a transport that fails with [`Unexpected`] fails the call, which is not tried again.
//!
//! A typed response goes through the client as any other does: its status and its code decide about retries, its headers are
//! in the metadata.

#[cfg(feature = "event-stream")]
mod events;
mod given;
mod request;
mod transport;

#[cfg(feature = "event-stream")]
pub use events::events;
pub(crate) use given::Given;
pub use given::{TypedResponse, lists_error};
pub use request::request_of;
pub use transport::ClientTransport;

use crate::secrets::Secrets;
use std::fmt;

/// A text without these secrets, each of which has `[redacted]` in its place, and without signatures; nothing if there are
/// none in it. They are found in whatever encoding they stand there: escaped, percent-encoded, in base64. One of less than 8
/// bytes is not looked for.
#[must_use]
pub fn redacted(text: &[u8], secrets: &[String]) -> Option<Vec<u8>> {
    Secrets::new(secrets.iter().map(String::as_str)).redacted(text)
}

/// Which operation a request is of: in the extensions of every request that a transport is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OperationName {
    /// The service's SDK id, such as `Lambda`.
    pub service: &'static str,
    /// The operation's name in its model, such as `Invoke`.
    pub operation: &'static str,
}

impl OperationName {
    pub(crate) fn new(service: &'static str, operation: &'static str) -> Self {
        Self { service, operation }
    }

    /// The name of an operation.
    #[must_use]
    pub fn of<O: crate::Operation>() -> Self {
        Self::new(O::SERVICE.sdk_id, O::NAME)
    }
}

impl fmt::Display for OperationName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.service, self.operation)
    }
}

/// A transport had no use for a request. The call fails with this, of the kind
/// [`Connection`](crate::ErrorKind::Connection), and the request is not sent again.
#[derive(Clone, Debug)]
pub struct Unexpected {
    text: String,
    details: String,
}

impl Unexpected {
    /// What the error says, in a line; and what it says at length, as its source.
    pub fn new(text: impl Into<String>, details: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            details: details.into(),
        }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Unexpected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.details)
    }
}

impl std::error::Error for Unexpected {}
