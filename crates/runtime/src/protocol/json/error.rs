//! How an error response whose body is JSON is decoded, and what every such response may say.
//!
//! The order is that of Smithy's AWS protocols: the code stands in the header `x-amzn-errortype`, else in the
//! body's `code`, which some services write `Code`, as botocore knows, else in its `__type`.

use super::text::read;
use crate::operation::{DecodeError, Response};
use crate::protocol::ErrorMetadata;
use crate::protocol::code::bare_code;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use smithereens_types::SetMessage;

/// Where the body may have the code.
const CODES: [&str; 3] = ["code", "Code", "__type"];

/// Where services put what they have to say, whatever the model calls the member. The last one is OAuth's, as in the
/// errors of IAM Identity Center (SSO OIDC).
const MESSAGES: [&str; 4] = ["message", "Message", "errorMessage", "error_description"];

impl Response {
    /// Decodes the body of an error. An error may come without one: an empty body reads as `{}`.
    ///
    /// # Errors
    ///
    /// As for [`json`](Self::json).
    pub fn error<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        self.json()
    }

    /// As [`error`](Self::error), for an error that has a place for what the service says of it. What the body says under
    /// any of the names that services use goes there, as it does to [`Error::message`](crate::Error::message).
    ///
    /// # Errors
    ///
    /// As for [`error`](Self::error).
    pub fn modelled_error<T: DeserializeOwned + SetMessage>(&self) -> Result<T, DecodeError> {
        let mut error: T = self.error()?;
        if let Some(message) = message(&mut body(self)) {
            error.set_message(message);
        }
        Ok(error)
    }
}

/// The code and the message of an error response of Smithy's rpcv2Json, whose code is the `__type` of the body alone: `code`
/// may be a member like any other.
pub(super) fn read_typed_error(response: &Response) -> ErrorMetadata {
    let mut body = body(response);
    ErrorMetadata {
        code: text(&mut body, "__type").and_then(|code| bare_code(&code)),
        message: message(&mut body),
        request_id: None,
    }
}

/// The code and the message of an error response. Nothing in it has to be there or well-formed.
pub(super) fn read_error(response: &Response) -> ErrorMetadata {
    let mut body = body(response);
    let header = response
        .headers
        .get("x-amzn-errortype")
        .and_then(|value| value.to_str().ok());
    let mut of_body = |name| bare_code(&text(&mut body, name)?);
    let code = header
        .and_then(bare_code)
        .or_else(|| CODES.into_iter().find_map(&mut of_body));
    ErrorMetadata {
        code,
        message: message(&mut body),
        request_id: None,
    }
}

/// The members of an error's body; none where it is no object.
fn body(response: &Response) -> Map<String, Value> {
    read(response.buffered()).unwrap_or_default()
}

/// Takes the message out of the body of an error: the first that says something.
fn message(body: &mut Map<String, Value>) -> Option<String> {
    MESSAGES.into_iter().find_map(|name| text(body, name))
}

/// Takes a text that is not empty out of the body of an error.
fn text(body: &mut Map<String, Value>, name: &str) -> Option<String> {
    match body.get_mut(name)? {
        Value::String(text) if !text.is_empty() => Some(std::mem::take(text)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Body;
    use http::{HeaderMap, HeaderValue, StatusCode};
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    struct Modelled {
        message: Option<String>,
    }

    impl SetMessage for Modelled {
        fn set_message(&mut self, message: String) {
            self.message = Some(message);
        }
    }

    #[test]
    fn the_message_is_found_under_each_name_and_the_first_that_says_something_counts() {
        for (body, expected) in [
            (r#"{"message": "m"}"#, Some("m")),
            (r#"{"Message": "m"}"#, Some("m")),
            (r#"{"errorMessage": "m"}"#, Some("m")),
            (r#"{"error": "n", "error_description": "m"}"#, Some("m")),
            (r#"{"message": null, "Message": "m"}"#, Some("m")),
            (r#"{"message": "", "errorMessage": "m"}"#, Some("m")),
            (r#"{"Message": "n", "message": "m"}"#, Some("m")),
            (r#"{"Message": 7}"#, None),
            (r#"{"message": ""}"#, Some("")),
            ("{}", None),
            ("", None),
        ] {
            let response = Response {
                status: StatusCode::BAD_REQUEST,
                headers: HeaderMap::new(),
                body: Body::from(body),
            };
            let error: Modelled = response.modelled_error().unwrap();
            assert_eq!(error.message.as_deref(), expected, "{body}");
        }
    }

    #[test]
    fn an_error_may_have_no_member_for_the_message() {
        #[derive(Debug, Deserialize)]
        struct Silent {
            code: i32,
        }
        impl SetMessage for Silent {}
        let response = Response {
            status: StatusCode::BAD_REQUEST,
            headers: HeaderMap::new(),
            body: Body::from(r#"{"code": 7, "message": "m"}"#),
        };
        assert_eq!(response.modelled_error::<Silent>().unwrap().code, 7);
        let response = Response {
            body: Body::empty(),
            ..response
        };
        let error = response.modelled_error::<Silent>().unwrap_err();
        assert!(error.to_string().contains("missing field `code`"));
    }

    fn code(header: Option<&'static str>, body: &'static str) -> Option<String> {
        let mut headers = HeaderMap::new();
        if let Some(value) = header {
            headers.insert("x-amzn-errortype", HeaderValue::from_static(value));
        }
        let response = Response {
            status: StatusCode::BAD_REQUEST,
            headers,
            body: Body::from(body),
        };
        read_error(&response).code
    }

    #[test]
    fn the_header_wins_over_the_body() {
        let body = r#"{"code": "FromCode", "__type": "FromType"}"#;
        assert_eq!(code(Some("FromHeader"), body).unwrap(), "FromHeader");
        assert_eq!(code(None, body).unwrap(), "FromCode");
        assert_eq!(
            code(None, r#"{"code": 7, "__type": "FromType"}"#).unwrap(),
            "FromType"
        );
        assert_eq!(code(Some(""), body).unwrap(), "FromCode");
        assert_eq!(
            code(None, r#"{"Code": "FromCode", "__type": "FromType"}"#).unwrap(),
            "FromCode"
        );
        assert_eq!(
            code(None, r#"{"Code": "", "__type": "FromType"}"#).unwrap(),
            "FromType"
        );
        assert_eq!(code(None, "<html>"), None);
    }

    #[test]
    fn the_type_alone_is_the_code_where_the_protocol_has_it_so() {
        let response = Response {
            status: StatusCode::BAD_REQUEST,
            headers: HeaderMap::from_iter([(
                http::HeaderName::from_static("x-amzn-errortype"),
                HeaderValue::from_static("FromHeader"),
            )]),
            body: Body::from(r#"{"code": "42", "__type": "ns#FromType", "message": "m"}"#),
        };
        let ErrorMetadata { code, message, .. } = read_typed_error(&response);
        assert_eq!(code.as_deref(), Some("FromType"));
        assert_eq!(message.as_deref(), Some("m"));
        assert_eq!(read_error(&response).code.as_deref(), Some("FromHeader"));
    }

    #[test]
    fn namespace_and_location_are_cut_off() {
        for noisy in [
            "FooError",
            "FooError:http://internal.amazon.com/coral/com.amazon.coral.validate/",
            "aws.protocoltests.restjson#FooError",
            "aws.protocoltests.restjson#FooError:http://internal.amazon.com/#x",
            " FooError ",
        ] {
            assert_eq!(bare_code(noisy).unwrap(), "FooError", "{noisy}");
        }
        assert_eq!(bare_code("ns#:x"), None);
    }
}
