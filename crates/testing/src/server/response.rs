//! A response that is in order, to be written whole, in part, or slowly.

use super::Script;
use bytes::Bytes;
use http::StatusCode;
use std::fmt::Write;

/// A response. Its length is sent; the connection is kept unless a header says otherwise.
#[derive(Clone, Debug)]
pub struct Response {
    status: u16,
    headers: Vec<(String, String)>,
    body: Bytes,
}

impl Response {
    /// A response with this status and this body.
    #[must_use]
    pub fn new(status: u16, body: impl Into<Bytes>) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: body.into(),
        }
    }

    /// A success with a JSON body.
    #[must_use]
    pub fn json(body: &str) -> Self {
        Self::new(200, body.to_owned()).header("Content-Type", "application/json")
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// What goes over the wire.
    #[must_use]
    pub fn to_bytes(&self) -> Bytes {
        let reason = StatusCode::from_u16(self.status).ok();
        let reason = reason.and_then(|status| status.canonical_reason());
        let mut text = format!("HTTP/1.1 {} {}\r\n", self.status, reason.unwrap_or(""));
        for (name, value) in &self.headers {
            let _ = write!(text, "{name}: {value}\r\n");
        }
        let _ = write!(text, "Content-Length: {}\r\n\r\n", self.body.len());
        [text.as_bytes(), &self.body].concat().into()
    }
}

impl From<Response> for Bytes {
    fn from(response: Response) -> Self {
        response.to_bytes()
    }
}

/// Writes the response and goes on with the connection.
impl From<Response> for Script {
    fn from(response: Response) -> Self {
        Self::new().write(response).again()
    }
}
