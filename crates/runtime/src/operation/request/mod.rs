//! The HTTP request of an operation, as far as the operation itself determines it: method and body.

mod finalize;
mod headers;
mod host;
mod id;
#[cfg(feature = "event-stream")]
mod messages;
mod uri;

pub use id::strip_id_prefix;
#[cfg(feature = "event-stream")]
pub(crate) use messages::Messages;

use super::InvalidInput;
use crate::byte_stream::ByteStream;
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Method};

/// What an operation says of its HTTP request. The client adds the endpoint, the user agent and the signature.
///
/// Path and query are written in the order of the calls. Values are percent-encoded here, once: all but the
/// unreserved characters of RFC 3986 (`A–Z a–z 0–9 - . _ ~`), which is what signatures are computed over.
#[derive(Debug)]
pub struct Request {
    pub(crate) method: Method,
    /// What goes before the endpoint's host.
    pub(crate) host_prefix: String,
    /// Path and query, as they go over the wire.
    pub(crate) target: String,
    /// Where in `target` the path ends, once there is a query.
    query_at: Option<usize>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: ByteStream,
    /// What the body is in place of that, where it is an event stream.
    #[cfg(feature = "event-stream")]
    pub(crate) messages: Option<Messages>,
    #[cfg(any(feature = "checksum", feature = "request-compression"))]
    body_steps: finalize::BodySteps,
}

/// The length within which the path and query of most requests are.
const TARGET_CAPACITY: usize = 128;

impl Request {
    /// A request with an empty path, no headers and no body.
    #[must_use]
    pub fn new(method: Method) -> Self {
        Self {
            method,
            host_prefix: String::new(),
            target: String::with_capacity(TARGET_CAPACITY),
            query_at: None,
            headers: HeaderMap::new(),
            body: ByteStream::default(),
            #[cfg(feature = "event-stream")]
            messages: None,
            #[cfg(any(feature = "checksum", feature = "request-compression"))]
            body_steps: finalize::BodySteps::default(),
        }
    }

    /// Makes these bytes the body, and this the content type unless a header says otherwise.
    pub fn payload(&mut self, content_type: &'static str, body: impl Into<Bytes>) {
        self.body = body.into().into();
        self.default_content_type(content_type);
    }

    /// Makes this stream the body (Smithy's `streaming` trait on a blob), and this the content type unless a
    /// header says otherwise. A stream that is known to be empty has no content type by itself.
    pub fn stream(&mut self, content_type: &'static str, body: ByteStream) {
        if body.content_length() != Some(0) {
            self.default_content_type(content_type);
        }
        self.body = body;
    }

    /// Refuses a body whose length is not known (Smithy's `requiresLength` trait), unless a header says it.
    ///
    /// # Errors
    ///
    /// The body is a stream of unknown length.
    pub fn require_length(&mut self) -> Result<(), InvalidInput> {
        if self.body.content_length().is_some() || self.headers.contains_key(CONTENT_LENGTH) {
            return Ok(());
        }
        Err(InvalidInput::new(
            "body",
            "is a stream of unknown length, and the operation needs to know it: give it with `with_length`",
        ))
    }

    fn default_content_type(&mut self, content_type: &'static str) {
        if let Ok(value) = HeaderValue::from_str(content_type) {
            self.headers.entry(CONTENT_TYPE).or_insert(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Body;
    use http_body::Frame;
    use std::convert::Infallible;
    use std::pin::Pin;
    use std::task::{Context, Poll};

    /// A body that does not say its length.
    struct Chunk(Option<&'static str>);

    impl http_body::Body for Chunk {
        type Data = Bytes;
        type Error = Infallible;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            _cx: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
            Poll::Ready(self.0.take().map(|text| Ok(Frame::data(text.into()))))
        }
    }

    #[test]
    fn an_empty_stream_has_no_content_type() {
        let mut request = Request::new(Method::PUT);
        request.stream("text/plain", ByteStream::default());
        assert!(request.headers.is_empty());
        request.stream("text/plain", ByteStream::from("x"));
        assert_eq!(request.headers[CONTENT_TYPE], "text/plain");
    }

    #[test]
    fn a_length_that_is_required_has_to_be_known() {
        let unknown = || ByteStream::from_body(Body::stream(Chunk(Some("ab"))));
        let mut request = Request::new(Method::PUT);
        request.stream("text/plain", unknown());
        let error = request.require_length().unwrap_err();
        assert_eq!(
            error.to_string(),
            "`body` is a stream of unknown length, and the operation needs to know it: give it with `with_length`"
        );
        request.stream("text/plain", unknown().with_length(2));
        request.require_length().unwrap();
        request.payload("text/plain", "ab");
        request.require_length().unwrap();
        request.stream("text/plain", unknown());
        request.header("Content-Length", Some("2")).unwrap();
        request.require_length().unwrap();
    }
}
