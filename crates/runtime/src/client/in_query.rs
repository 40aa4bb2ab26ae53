//! The body of a request as the query of its URL, where a service takes it there as well.

use crate::percent::VALUE;
use crate::stack::RequestBody;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, Method, Request};
use percent_encoding::utf8_percent_encode;
use serde_json::{Map, Value};
use std::fmt::Write;

/// Why a body cannot be presigned.
pub(super) const NOT_IN_URL: &str = "the request has a body, which the signature would have to cover and a presigned URL does not hold";

/// The request with its body in the query, and the method GET.
///
/// # Errors
///
/// The body is neither a form nor, where the operation takes that, an object in JSON of values that a query can have;
/// or it makes no URL.
pub(super) fn moved_into_query(
    request: &Request<RequestBody>,
    body: &[u8],
    takes_json: bool,
) -> Result<Request<RequestBody>, String> {
    let headers = request.headers();
    let query = if headers.contains_key(CONTENT_ENCODING) {
        None
    } else if is_form(headers) {
        std::str::from_utf8(body).ok().map(of_form)
    } else if takes_json {
        serde_json::from_slice(body)
            .ok()
            .and_then(|members| of_json(&members))
    } else {
        None
    };
    let query = query.ok_or(NOT_IN_URL)?;
    let mut text = request.uri().to_string();
    let separator = if text.contains('?') { '&' } else { '?' };
    text.push(separator);
    text.push_str(&query);
    let length = text.len();
    let uri = text
        .parse()
        .map_err(|_| format!("with its body in the query, its URL of {length} bytes is none"))?;

    let mut moved = Request::new(RequestBody::Bytes(bytes::Bytes::new()));
    *moved.method_mut() = Method::GET;
    *moved.uri_mut() = uri;
    *moved.headers_mut() = headers.clone();
    for name in [CONTENT_TYPE, CONTENT_LENGTH] {
        moved.headers_mut().remove(name);
    }
    Ok(moved)
}

fn is_form(headers: &HeaderMap) -> bool {
    let content_type = headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok());
    let (media_type, _) = content_type
        .unwrap_or_default()
        .split_once(';')
        .unwrap_or((content_type.unwrap_or_default(), ""));
    media_type
        .trim()
        .eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

/// In a form a space may be a plus sign, which stands for itself in a query that is signed.
fn of_form(form: &str) -> String {
    form.replace('+', "%20")
}

/// A parameter for each member, and for each value of one that is a list.
fn of_json(members: &Map<String, Value>) -> Option<String> {
    let mut query = String::new();
    for (name, value) in members {
        let values = match value {
            Value::Array(values) => values.as_slice(),
            value => std::slice::from_ref(value),
        };
        for value in values {
            let value = match value {
                Value::String(text) => text.clone(),
                Value::Number(number) => number.to_string(),
                Value::Bool(value) => value.to_string(),
                Value::Null | Value::Array(_) | Value::Object(_) => return None,
            };
            let separator = if query.is_empty() { "" } else { "&" };
            let name = utf8_percent_encode(name, VALUE);
            let value = utf8_percent_encode(&value, VALUE);
            // Writing into a String does not fail.
            let _ = write!(query, "{separator}{name}={value}");
        }
    }
    Some(query)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(
        content_type: &str,
        body: &str,
        takes_json: bool,
    ) -> Result<Request<RequestBody>, String> {
        let request = Request::post("https://a.example/p?q=1")
            .header("content-type", content_type)
            .header("x-own", "1")
            .body(RequestBody::Bytes(bytes::Bytes::new()))
            .unwrap();
        moved_into_query(&request, body.as_bytes(), takes_json)
    }

    #[test]
    fn a_form_becomes_the_query_of_a_get() {
        for content_type in [
            "application/x-www-form-urlencoded",
            "application/x-www-form-urlencoded; charset=utf-8",
            "Application/X-WWW-Form-Urlencoded ;charset=utf-8",
        ] {
            let moved = moved(content_type, "Action=A&B=c+d%2B", false).unwrap();
            assert_eq!(moved.method(), Method::GET);
            assert_eq!(moved.uri(), "https://a.example/p?q=1&Action=A&B=c%20d%2B");
            assert_eq!(moved.headers().len(), 1, "{:?}", moved.headers());
        }
    }

    #[test]
    fn json_becomes_a_query_where_the_operation_takes_it_and_a_query_can_have_it() {
        let json = r#"{"A":"é &","B":["x","y"],"C":1,"D":true,"E":[]}"#;
        let uri = moved("application/json", json, true)
            .unwrap()
            .uri()
            .to_string();
        assert_eq!(
            uri,
            "https://a.example/p?q=1&A=%C3%A9%20%26&B=x&B=y&C=1&D=true"
        );
        for (body, takes_json) in [
            (json, false),
            (r#"{"A":{}}"#, true),
            (r#"{"A":[[]]}"#, true),
            (r#"{"A":null}"#, true),
            ("[]", true),
            ("{", true),
            ("", true),
        ] {
            let error = moved("application/json", body, takes_json).err().unwrap();
            assert_eq!(error, NOT_IN_URL, "{body}");
        }
    }

    #[test]
    fn what_is_no_url_is_refused_and_not_shown() {
        for body in ["secret \n", &"secret".repeat(20_000)] {
            let error = moved("application/x-www-form-urlencoded", body, false)
                .err()
                .unwrap();
            assert!(!error.contains("secret"), "{error}");
        }
    }
}
