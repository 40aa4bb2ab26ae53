//! A request that was sent.

use bytes::Bytes;
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
}
