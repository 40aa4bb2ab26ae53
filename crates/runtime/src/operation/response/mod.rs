//! The response to an operation's request: status and body, and how the body is decoded.

mod headers;

use super::DecodeError;
use crate::body::Body;
use crate::byte_stream::ByteStream;
use bytes::Bytes;
use http::HeaderMap;
use http::StatusCode;
use http::header::CONTENT_LENGTH;

/// The response of a service, for the operation to read.
#[derive(Debug)]
pub struct Response {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
}

impl Response {
    /// The HTTP status code.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// The body as text.
    ///
    /// # Errors
    ///
    /// The body is not UTF-8.
    pub fn text(&self) -> Result<String, DecodeError> {
        match std::str::from_utf8(self.buffered()) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) => Err(DecodeError::new("the body", error)),
        }
    }

    /// As [`text`](Self::text), for a payload that the service may leave out: an empty body is `None`.
    ///
    /// # Errors
    ///
    /// As for [`text`](Self::text).
    pub fn text_payload(&self) -> Result<Option<String>, DecodeError> {
        let text = self.text()?;
        Ok(Some(text).filter(|text| !text.is_empty()))
    }

    /// The body as it is, shared rather than copied. Empty where the operation has its body streamed.
    #[must_use]
    pub fn bytes(&self) -> Bytes {
        self.body.as_bytes().cloned().unwrap_or_default()
    }

    /// As [`bytes`](Self::bytes), for a payload that the service may leave out: an empty body is `None`.
    #[must_use]
    pub fn bytes_payload(&self) -> Option<Bytes> {
        Some(self.bytes()).filter(|bytes| !bytes.is_empty())
    }

    /// The body itself: unread where the operation has it streamed
    /// ([`STREAMING_OUTPUT`](super::Operation::STREAMING_OUTPUT)).
    #[must_use]
    pub fn into_body(self) -> Body {
        self.body
    }

    /// As [`into_body`](Self::into_body), for an output that holds it. Errors while it is read name the operation.
    #[must_use]
    pub fn into_stream(self) -> ByteStream {
        self.body.into()
    }

    /// How long the response says that its body is, if it says that there is one. A transport of the caller's own need
    /// not have compared that with what came.
    pub(crate) fn declared_length(&self) -> Option<u64> {
        let length = self.headers.get(CONTENT_LENGTH)?.to_str().ok()?;
        length.parse().ok().filter(|length| *length > 0)
    }

    /// The body, be it empty.
    ///
    /// # Errors
    ///
    /// It is empty, where the response had said that it would not be.
    pub(crate) fn complete_body(&self) -> Result<&[u8], DecodeError> {
        let body = self.buffered();
        if body.is_empty()
            && let Some(length) = self.declared_length()
        {
            let text = format!("it is empty, and was to be of {length} bytes");
            return Err(DecodeError::new("the body", text));
        }
        Ok(body)
    }

    pub(crate) fn buffered(&self) -> &[u8] {
        self.body.as_bytes().map_or(&[], |bytes| bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn response(body: &'static str) -> Response {
        Response {
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            body: Body::from(body),
        }
    }

    #[test]
    fn a_payload_that_is_left_out_is_none() {
        assert_eq!(response("").text_payload().unwrap(), None);
        assert_eq!(response("").bytes_payload(), None);
    }

    #[test]
    fn text_has_to_be_utf_8() {
        let mut response = response("é");
        assert_eq!(response.text().unwrap(), "é");
        response.body = Body::from(Bytes::from_static(b"\xff"));
        assert!(response.text().is_err());
    }
}
