//! How bytes are read as a response: a line with the status, a line for each header, an empty line, the body.

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Response, StatusCode};

/// What stands for a secret in seeds: it may be in the values of a response, and never in what is shown of them.
pub(crate) const SECRET: &str = "s3cr3t";

/// A response with whatever of the lines makes one. Without an empty line all is body, and the status 200.
pub(crate) fn parse(data: &[u8]) -> Response<Bytes> {
    let (head, body) = split(data);
    let mut response = Response::new(Bytes::copy_from_slice(body));
    let mut lines = head.split(|byte| *byte == b'\n');
    if let Some(status) = lines
        .next()
        .and_then(|line| StatusCode::from_bytes(line).ok())
    {
        *response.status_mut() = status;
    }
    for line in lines {
        let Some(colon) = line.iter().position(|byte| *byte == b':') else {
            continue;
        };
        let name = HeaderName::from_bytes(&line[..colon]);
        let value = HeaderValue::from_bytes(line[colon + 1..].trim_ascii());
        if let (Ok(name), Ok(value)) = (name, value) {
            response.headers_mut().append(name, value);
        }
    }
    response
}

/// What stands before the empty line, and after it.
pub(crate) fn split(data: &[u8]) -> (&[u8], &[u8]) {
    match data.windows(2).position(|pair| pair == b"\n\n") {
        Some(end) => (&data[..end], &data[end + 2..]),
        None => (&[], data),
    }
}

/// Whether the secret stands in the response only where errors promise to leave it out: in values of a JSON body
/// and in headers of the model, which start with `x-typed-`. Keys of maps are shown as part of a path.
pub(crate) fn keeps_its_secret(response: &Response<Bytes>) -> bool {
    let holds = |bytes: &[u8]| {
        bytes
            .windows(SECRET.len())
            .any(|part| part == SECRET.as_bytes())
    };
    let in_headers = response
        .headers()
        .iter()
        .any(|(name, value)| !name.as_str().starts_with("x-typed-") && holds(value.as_bytes()));
    let body = serde_json::from_slice::<serde_json::Value>(response.body());
    !in_headers && body.is_ok_and(|body| !in_keys(&body))
}

fn in_keys(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::Array(list) => list.iter().any(in_keys),
        serde_json::Value::Object(map) => map
            .iter()
            .any(|(key, value)| key.contains(SECRET) || in_keys(value)),
        _ => false,
    }
}
