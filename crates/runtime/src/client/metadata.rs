//! What a success says of itself beside its output.

use crate::error::{request_id, shown_id};
use http::{HeaderMap, StatusCode};
use std::fmt;

/// What there is to know of a response beside the output that was read from it. See
/// [`Client::send_with_metadata`](crate::Client::send_with_metadata).
#[derive(Clone)]
#[non_exhaustive]
pub struct ResponseMetadata {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) attempts: u32,
}

impl ResponseMetadata {
    /// The HTTP status, such as 200.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// The headers of the response, as they came.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The id that the service gave the request, which its support asks for. One of more than 128 characters is none,
    /// and is cut off with `…`.
    #[must_use]
    pub fn request_id(&self) -> Option<String> {
        request_id(&self.headers).map(|id| shown_id(&id))
    }

    /// How many times the request was sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }
}

/// Names headers and shows none of their values: they may hold secrets.
impl fmt::Debug for ResponseMetadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<_> = self.headers.keys().collect();
        f.debug_struct("ResponseMetadata")
            .field("status", &self.status())
            .field("request_id", &self.request_id())
            .field("attempts", &self.attempts)
            .field("headers", &headers)
            .finish()
    }
}
