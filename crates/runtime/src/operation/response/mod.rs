//! The answer to an operation's request: status and body, and how the body is decoded.

mod headers;

use super::DecodeError;
use crate::body::Body;
use crate::byte_stream::ByteStream;
use bytes::Bytes;
use http::HeaderMap;
use http::StatusCode;
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

    /// Decodes the body as JSON.
    ///
    /// # Errors
    ///
    /// The body is empty, is no JSON (a truncated one, an HTML page) or not of this form; the error then
    /// says which member is at fault, and shows no value.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        read(self.buffered())
    }

    /// As [`json`](Self::json), for a payload that the service may leave out: an empty body is `None`
    /// (Smithy's `httpPayload` trait).
    ///
    /// # Errors
    ///
    /// As for [`json`](Self::json), an empty body aside.
    pub fn json_payload<T: DeserializeOwned>(&self) -> Result<Option<T>, DecodeError> {
        if self.buffered().is_empty() {
            return Ok(None);
        }
        self.json().map(Some)
    }

    /// Decodes the body of an error. An error may come without one: an empty body reads as `{}`.
    ///
    /// # Errors
    ///
    /// As for [`json`](Self::json), an empty body aside.
    pub fn error<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        match self.buffered() {
            [] => read(b"{}"),
            _ => self.json(),
        }
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

    pub(crate) fn buffered(&self) -> &[u8] {
        self.body.as_bytes().map_or(&[], |bytes| bytes)
    }
}

/// JSON is UTF-8. To find that out for the whole body is faster than for each text in it.
fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    let body = std::str::from_utf8(body)
        .map_err(|error| DecodeError::new("the body", format!("no JSON: {error}")))?;
    serde_json::from_str(body).map_err(|error| json_fault::<T>(body, &error))
}

/// Decodes once more, this time keeping track of the member it is at: only a faulty body pays for that.
fn json_fault<T: DeserializeOwned>(body: &str, error: &serde_json::Error) -> DecodeError {
    if body.is_empty() {
        return DecodeError::new("the body", "it is empty where JSON is due");
    }
    if !error.is_data() {
        // Such an error is of a fixed set, none of which shows the text.
        return DecodeError::new("the body", format!("no JSON: {error}"));
    }
    let mut deserializer = serde_json::Deserializer::from_str(body);
    match serde_path_to_error::deserialize::<_, T>(&mut deserializer) {
        Err(located) if located.path().iter().next().is_some() => {
            DecodeError::json(&format!("member `{}`", located.path()), located.inner())
        }
        _ => DecodeError::json("the body", error),
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
    fn an_empty_body_is_no_empty_success() {
        assert_eq!(fault(""), "the body: it is empty where JSON is due");
        assert!(response("").json_payload::<Page>().unwrap().is_none());
        assert_eq!(response("").text_payload().unwrap(), None);
        assert_eq!(response("").bytes_payload(), None);
    }

    #[test]
    fn an_error_may_come_without_a_body() {
        #[derive(Debug, Deserialize)]
        struct Problem {
            message: Option<String>,
        }
        assert_eq!(response("").error::<Problem>().unwrap().message, None);
        let error = response("").error::<Page>().unwrap_err();
        assert!(error.to_string().contains("missing field `Items`"));
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
