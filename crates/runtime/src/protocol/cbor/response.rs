//! How a response whose body is CBOR is decoded.

use crate::operation::{DecodeError, Response};
use smithereens_types::cbor;

/// A map with nothing in it.
const EMPTY: &[u8] = b"\xa0";

impl Response {
    /// Decodes the body as CBOR. An empty one reads as an empty map: what the operation was to do is done, and the
    /// service has nothing to say of it.
    ///
    /// # Errors
    ///
    /// The body is no CBOR (a truncated one) or not of this form, the error then says which member is wrong, and shows no
    /// value; or it is empty, where the response had said that it would not be.
    pub fn cbor<T: cbor::Read>(&self) -> Result<T, DecodeError> {
        let body = match self.complete_body()? {
            [] => EMPTY,
            body => body,
        };
        cbor::decode(body).map_err(|error| DecodeError::new(error.place(), error.reason()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Body;
    use http::header::CONTENT_LENGTH;
    use http::{HeaderMap, StatusCode};
    use std::collections::BTreeMap;

    type Page = BTreeMap<String, Vec<BTreeMap<String, i32>>>;

    fn response(body: &'static [u8]) -> Response {
        Response {
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            body: Body::from(body),
        }
    }

    fn error(body: &'static [u8]) -> String {
        response(body).cbor::<Page>().unwrap_err().to_string()
    }

    #[test]
    fn a_good_body_is_decoded() {
        let page: Page = response(b"\xa1\x65Items\x81\xa1\x63Age\x03")
            .cbor()
            .unwrap();
        assert_eq!(page["Items"][0]["Age"], 3);
    }

    #[test]
    fn an_empty_body_is_a_success_with_nothing_to_say() {
        assert_eq!(response(b"").cbor::<Page>().unwrap(), Page::new());
        let mut truncated = response(b"");
        truncated.headers.insert(CONTENT_LENGTH, 7.into());
        assert_eq!(
            truncated.cbor::<Page>().unwrap_err().to_string(),
            "the body: it is empty, and was to be of 7 bytes"
        );
    }

    #[test]
    fn an_error_names_the_member_and_shows_no_value() {
        assert_eq!(
            error(b"\xa1\x65Items\x82\xa0\xa1\x63Age\x66s3cr3t"),
            "member `Items[1].Age`: expected an integer, found a text string at byte 14"
        );
        assert_eq!(
            error(b"\xa1\x65Items"),
            "member `Items`: it ends in the middle of a value at byte 7"
        );
        assert_eq!(
            error(b"<html>"),
            "the body: expected a map, found a byte that begins no value at byte 0"
        );
        assert_eq!(
            error(b"\xa0\xa0"),
            "the body: something follows the value at byte 1"
        );
    }
}
