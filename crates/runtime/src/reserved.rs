//! Which headers are not a caller's to set, be it by name or through a map of an operation's input.

use http::HeaderName;

/// What the client, the signature or the connection says itself. Those of the connection do not come as far as
/// the service, so that a signature with them would be refused (RFC 9110, section 7.6.1).
const RESERVED: [&str; 14] = [
    "authorization",
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "x-amz-content-sha256",
    "x-amz-date",
    "x-amz-security-token",
];

/// Those whose names start so: what is for proxies, and what the client says of its attempts.
const PREFIXES: [&str; 2] = ["amz-sdk-", "proxy-"];

/// Whether a header is not for a caller to set. Header names are in lower case here, however they were given.
pub(crate) fn is_reserved(name: &HeaderName) -> bool {
    let name = name.as_str();
    RESERVED.contains(&name) || PREFIXES.iter().any(|prefix| name.starts_with(prefix))
}
