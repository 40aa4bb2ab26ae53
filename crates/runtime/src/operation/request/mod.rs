//! The HTTP request of an operation, as far as the operation itself determines it: method and body.

mod headers;
mod uri;

use super::InvalidInput;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, Method};
use serde::Serialize;

/// What an operation says of its HTTP request. The client adds the endpoint, the user agent and the signature.
///
/// Path and query are written in the order of the calls. Values are percent-encoded here, once: all but the
/// unreserved characters of RFC 3986 (`A–Z a–z 0–9 - . _ ~`), which is what signatures are computed over.
#[derive(Clone, Debug)]
pub struct Request {
    pub(crate) method: Method,
    /// Path and query, as they go over the wire.
    pub(crate) target: String,
    /// Where in `target` the path ends, once there is a query.
    query_at: Option<usize>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Request {
    /// A request with an empty path, no headers and no body.
    #[must_use]
    pub fn new(method: Method) -> Self {
        Self {
            method,
            target: String::new(),
            query_at: None,
            headers: HeaderMap::new(),
            body: Bytes::new(),
        }
    }

    /// Makes the JSON of this value the body, and `application/json` the content type unless a header says
    /// otherwise.
    ///
    /// # Errors
    ///
    /// The value cannot be written as JSON.
    pub fn json<T: Serialize + ?Sized>(&mut self, body: &T) -> Result<(), InvalidInput> {
        let json = serde_json::to_vec(body)
            .map_err(|error| InvalidInput::new("body", format!("cannot be written: {error}")))?;
        self.payload("application/json", json);
        Ok(())
    }

    /// Makes these bytes the body, and this the content type unless a header says otherwise.
    pub fn payload(&mut self, content_type: &'static str, body: impl Into<Bytes>) {
        self.body = body.into();
        if let Ok(value) = HeaderValue::from_str(content_type) {
            self.headers.entry(CONTENT_TYPE).or_insert(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_content_type_that_a_header_set_is_kept() {
        let mut request = Request::new(Method::PUT);
        request.header("Content-Type", Some("text/plain")).unwrap();
        request.json(&[1, 2]).unwrap();
        assert_eq!(request.headers[CONTENT_TYPE], "text/plain");
        assert_eq!(request.body, "[1,2]");
    }

    #[test]
    fn a_json_body_has_a_content_type() {
        let mut request = Request::new(Method::PUT);
        request.json(&()).unwrap();
        assert_eq!(request.headers[CONTENT_TYPE], "application/json");
    }
}
