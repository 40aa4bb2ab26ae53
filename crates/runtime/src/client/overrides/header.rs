//! Which headers a program may add to a request.

use crate::excerpt::one_line;
use http::{HeaderName, HeaderValue};

/// What the client, the signature or the connection says itself. Those of the connection do not come as far as
/// the service, so that a signature with them would be refused (RFC 9110, section 7.6.1).
const OWNED: [&str; 15] = [
    "authorization",
    "connection",
    "content-length",
    "host",
    "keep-alive",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "x-amz-content-sha256",
    "x-amz-date",
    "x-amz-security-token",
];

/// A header to send, or why it cannot be sent. Why does not tell the value.
pub(super) fn parse(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), String> {
    let shown = one_line(name, 40);
    let name: HeaderName = name
        .parse()
        .map_err(|_| format!("`header` has `{shown}`, which is no header's name"))?;
    if OWNED.contains(&name.as_str()) || name.as_str().starts_with("amz-sdk-") {
        return Err(format!(
            "`header` has `{name}`, which is the client's own to set"
        ));
    }
    let value = HeaderValue::from_str(value)
        .ok()
        .filter(|value| value.to_str().is_ok());
    let mut value = value.ok_or_else(|| {
        format!("`header` has a value for `{name}` that is not of visible ASCII characters, spaces and tabs")
    })?;
    // What is not marked shows in the `Debug` of whatever holds it.
    value.set_sensitive(true);
    Ok((name, value))
}
