//! The answer to an operation's request: status and body, and how the body is decoded.

mod error;
mod headers;
mod json;

pub(crate) use error::{message, text};

use super::DecodeError;
use crate::body::Body;
use crate::byte_stream::ByteStream;
use bytes::Bytes;
use http::HeaderMap;
use http::StatusCode;
use http::header::CONTENT_LENGTH;
use serde::de::DeserializeOwned;

/// The answer of a service, for the operation to read.
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

    /// Decodes the body as JSON. An empty one, such as that of a 204, reads as `{}`: what the operation was to do is
    /// done, and the service has nothing to say of it.
    ///
    /// # Errors
    ///
    /// The body is no JSON (a truncated one, an HTML page) or not of this form, the error then says which member is at
    /// fault, and shows no value; or it is empty, where the response had said that it would not be.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        let body = self.buffered();
        if body.is_empty()
            && let Some(length) = self.declared_length()
        {
            let text = format!("it is empty, and was to be of {length} bytes");
            return Err(DecodeError::new("the body", text));
        }
        json::read(body)
    }

    /// As [`json`](Self::json), for a payload that the service may leave out: an empty body is `None`
    /// (Smithy's `httpPayload` trait).
    ///
    /// # Errors
    ///
    /// As for [`json`](Self::json), an empty body aside.
    pub fn json_payload<T: DeserializeOwned>(&self) -> Result<Option<T>, DecodeError> {
        if self.buffered().is_empty() && self.declared_length().is_none() {
            return Ok(None);
        }
        self.json().map(Some)
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
    fn declared_length(&self) -> Option<u64> {
        let length = self.headers.get(CONTENT_LENGTH)?.to_str().ok()?;
        length.parse().ok().filter(|length| *length > 0)
    }

    pub(crate) fn buffered(&self) -> &[u8] {
        self.body.as_bytes().map_or(&[], |bytes| bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    struct Page {
        #[serde(rename = "Items")]
        items: Vec<Item>,
    }

    #[derive(Debug, Deserialize)]
    struct Item {
        #[serde(rename = "Age")]
        age: i32,
    }

    fn response(body: &'static str) -> Response {
        Response {
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            body: Body::from(body),
        }
    }

    fn fault(body: &'static str) -> String {
        response(body).json::<Page>().unwrap_err().to_string()
    }

    #[test]
    fn a_good_body_is_decoded() {
        let page: Page = response(r#"{"Items": [{"Age": 3}]}"#).json().unwrap();
        assert_eq!(page.items[0].age, 3);
    }

    #[test]
    fn an_empty_body_is_a_success_with_nothing_to_say() {
        #[derive(Debug, Deserialize)]
        struct Told {
            id: Option<String>,
        }
        assert_eq!(response("").json::<Told>().unwrap().id, None);
        assert!(response("").json_payload::<Page>().unwrap().is_none());
        assert_eq!(response("").text_payload().unwrap(), None);
        assert_eq!(response("").bytes_payload(), None);
        // White space is no JSON.
        assert!(fault(" ").contains("EOF while parsing a value"));
    }

    #[test]
    fn a_body_that_did_not_come_is_no_empty_one() {
        let mut response = response("");
        response.headers.insert(CONTENT_LENGTH, 7.into());
        let due = "the body: it is empty, and was to be of 7 bytes";
        assert_eq!(response.json::<Page>().unwrap_err().to_string(), due);
        let payload = response.json_payload::<Page>();
        assert_eq!(payload.unwrap_err().to_string(), due);
        response.headers.insert(CONTENT_LENGTH, 0.into());
        assert!(response.json_payload::<Page>().unwrap().is_none());
    }

    #[test]
    fn a_fault_names_the_member() {
        assert_eq!(
            fault(r#"{"Items": [{"Age": 3}, {"Age": "x"}]}"#),
            "member `Items[1].Age`: invalid type: string, expected i32 at line 1 column 34"
        );
    }

    #[test]
    fn a_truncated_body_is_a_fault() {
        assert!(fault(r#"{"Items": [{"Age": 3}"#).contains("EOF while parsing"));
        assert!(fault("<html>").starts_with("the body: no JSON: expected value"));
        assert!(fault(r#"{"Items": []} trailing"#).contains("trailing characters"));
    }

    #[test]
    fn text_has_to_be_utf_8() {
        let mut response = response("é");
        assert_eq!(response.text().unwrap(), "é");
        response.body = Body::from(Bytes::from_static(b"\xff"));
        assert!(response.text().is_err());
    }
}
