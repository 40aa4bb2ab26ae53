//! How an error response whose body is CBOR is decoded.
//!
//! The code is in the body's `__type` alone. Smithy's specification forbids to look for it in a header, or in members named
//! `code`.

use crate::operation::{DecodeError, Response};
use crate::protocol::ErrorMetadata;
use crate::protocol::code::bare_code;
use smithereens_types::{Document, SetMessage, cbor};

impl Response {
    /// Decodes the body of an error, and puts what the body says of it under any of the names that services use where the
    /// error has it, as it does for [`Error::message`](crate::Error::message). An empty body reads as an empty map.
    ///
    /// # Errors
    ///
    /// As for [`cbor`](Self::cbor).
    pub fn cbor_error<T: cbor::Read + SetMessage>(&self) -> Result<T, DecodeError> {
        let mut error: T = self.cbor()?;
        if let Some(message) = said(self).message() {
            error.set_message(message);
        }
        Ok(error)
    }
}

/// The code and the message of an error response. Nothing in it has to be there or well-formed.
pub(super) fn read_error(response: &Response) -> ErrorMetadata {
    let mut said = said(response);
    let shape = said.shape.take();
    ErrorMetadata {
        code: shape.and_then(|shape| bare_code(shape.as_str()?)),
        message: said.message(),
        request_id: None,
    }
}

fn said(response: &Response) -> Said {
    response.cbor().unwrap_or_default()
}

/// What every error may say. Each member is whatever it is, so that one that is no text hides no other.
#[derive(Default)]
struct Said {
    shape: Option<Document>,
    /// In the order in which they count.
    messages: [Option<Document>; 3],
}

impl Said {
    /// The first message that says something.
    fn message(&self) -> Option<String> {
        let mut texts = self.messages.iter().flatten().filter_map(Document::as_str);
        texts.find(|text| !text.is_empty()).map(str::to_owned)
    }
}

impl cbor::Read for Said {
    fn read(reader: &mut cbor::Reader<'_>) -> Result<Self, cbor::Error> {
        cbor::read_structure(Self::default(), reader)
    }
}

impl cbor::Structure for Said {
    fn read(&mut self, name: &str, member: cbor::Member<'_, '_>) -> Result<(), cbor::Error> {
        let [first, second, third] = &mut self.messages;
        match name {
            "__type" => member.optional(&mut self.shape),
            "message" => member.optional(first),
            "Message" => member.optional(second),
            "errorMessage" => member.optional(third),
            _ => member.skip(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Body;
    use http::{HeaderMap, HeaderValue, StatusCode};
    use std::collections::BTreeMap;

    fn read(members: &[(&str, Document)]) -> (Option<String>, Option<String>) {
        let members: BTreeMap<_, _> = members
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect();
        let mut headers = HeaderMap::new();
        // What the specification has clients ignore.
        let ignored = HeaderValue::from_static("FromHeader");
        headers.insert("x-amzn-errortype", ignored);
        let response = Response {
            status: StatusCode::BAD_REQUEST,
            headers,
            body: Body::from(cbor::encode(&members)),
        };
        let ErrorMetadata { code, message, .. } = read_error(&response);
        (code, message)
    }

    #[test]
    fn the_code_is_in_the_type_alone() {
        for code in [
            "NotFound",
            "com.example#NotFound",
            "com.example#NotFound:http://example.com/",
        ] {
            let said = [("__type", code.into()), ("code", "Other".into())];
            assert_eq!(read(&said), (Some("NotFound".to_owned()), None), "{code}");
        }
        assert_eq!(read(&[("code", "Other".into())]), (None, None));
        assert_eq!(read(&[("__type", 7.into())]), (None, None));
    }

    #[test]
    fn the_message_is_found_under_each_name_and_the_first_that_says_something_counts() {
        let text = |text: &str| Document::from(text);
        for members in [
            &[("message", text("m"))][..],
            &[("Message", text("m"))],
            &[("errorMessage", text("m"))],
            &[("Message", text("n")), ("message", text("m"))],
            &[
                ("message", text("")),
                ("Message", 7.into()),
                ("errorMessage", text("m")),
            ],
        ] {
            assert_eq!(read(members), (None, Some("m".to_owned())), "{members:?}");
        }
        assert_eq!(read(&[("message", text(""))]), (None, None));
    }

    #[test]
    fn a_body_that_is_no_cbor_says_nothing() {
        let response = Response {
            status: StatusCode::BAD_GATEWAY,
            headers: HeaderMap::new(),
            body: Body::from("<html>"),
        };
        let ErrorMetadata { code, message, .. } = read_error(&response);
        assert_eq!((code, message), (None, None));
    }
}
