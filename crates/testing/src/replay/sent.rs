//! A request that was sent.

use bytes::Bytes;
use smithereens::test_util::OperationName;
use std::time::Duration;

/// A request that was sent, and when, counted from the start.
#[derive(Debug)]
pub struct Sent {
    /// After how long.
    pub at: Duration,
    /// The request.
    pub request: http::Request<Bytes>,
}

impl Sent {
    /// The name of the operation that sent it, such as `Invoke`; nothing where no operation did.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation_name().map_or("", |name| name.operation)
    }

    pub(super) fn operation_name(&self) -> Option<OperationName> {
        self.request.extensions().get().copied()
    }

    /// A header's value, or nothing.
    ///
    /// # Panics
    ///
    /// The value is not ASCII.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        let value = self.request.headers().get(name);
        value.map_or("", |value| value.to_str().expect("a header in ASCII"))
    }

    /// The body as text.
    ///
    /// # Panics
    ///
    /// It is not UTF-8.
    #[must_use]
    pub fn body(&self) -> &str {
        std::str::from_utf8(self.request.body()).expect("a body in UTF-8")
    }

    /// The body as JSON.
    ///
    /// # Panics
    ///
    /// It is not JSON.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(self.request.body()).expect("a body in JSON")
    }
}
