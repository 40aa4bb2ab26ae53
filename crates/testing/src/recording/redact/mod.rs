//! What is taken out of exchanges before they are kept: credentials, signatures, and what the test names.

mod body;
mod json;
mod presigned;
mod xml;

use crate::replay::ANY_TOKEN;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{HeaderMap, Uri};
use smithereens::test_util::redacted;

/// What stands where something was taken out: it is base64 as well, which members that are bytes have to be.
pub(super) const REDACTED: &str = "redacted";

/// Headers of requests that say who signed and sent them, when, and how often. They are neither kept nor compared.
const OF_SENDING: [&str; 16] = [
    "amz-sdk-invocation-id",
    "amz-sdk-request",
    "authorization",
    "connection",
    "content-length",
    "content-md5",
    "cookie",
    "date",
    "host",
    "proxy-authorization",
    "user-agent",
    "x-amz-content-sha256",
    "x-amz-date",
    "x-amz-security-token",
    "x-amz-user-agent",
    "x-amzn-trace-id",
];

/// Headers of responses that are about the connection, or secret; and the time, by which a client that replays much later
/// would correct its clock.
const OF_RESPONDING: [&str; 5] = [
    "connection",
    "date",
    "keep-alive",
    "set-cookie",
    "transfer-encoding",
];

/// Headers whose values are secret.
const SECRET_HEADERS: [&str; 6] = [
    "x-amz-copy-source-server-side-encryption-customer-key",
    "x-amz-copy-source-server-side-encryption-customer-key-md5",
    "x-amz-s3session-token",
    "x-amz-server-side-encryption-customer-key",
    "x-amz-server-side-encryption-customer-key-md5",
    "x-amz-sso_bearer_token",
];

/// Headers that are about the bytes of a body, and hold no longer where these were changed.
const OF_BODY: [&str; 3] = ["content-length", "content-md5", "x-amz-crc32"];
const CHECKSUM: &str = "x-amz-checksum-";

/// The members that are taken out wherever they stand, in lower case without `_` and `-`.
const SECRET_MEMBERS: [&str; 22] = [
    "accesstoken",
    "assertion",
    "authorizationtoken",
    "bearertoken",
    "clientassertion",
    "clientsecret",
    "codeverifier",
    "devicecode",
    "idtoken",
    "keymaterial",
    "password",
    "plaintext",
    "privatekey",
    "refreshtoken",
    "samlassertion",
    "secretaccesskey",
    "secretbinary",
    "secretstring",
    "securitytoken",
    "sessiontoken",
    "tokencode",
    "webidentitytoken",
];

/// Which headers, members and texts are taken out.
#[derive(Clone, Default)]
pub(super) struct Redaction {
    pub(super) headers: Vec<String>,
    pub(super) members: Vec<String>,
    texts: Vec<String>,
    /// Idempotency tokens, of which another one will do.
    tokens: Vec<String>,
}

impl Redaction {
    pub(super) fn token(&mut self, token: String) {
        self.tokens.push(token);
    }

    pub(super) fn header(&mut self, name: &str) {
        self.headers.push(name.to_ascii_lowercase());
    }

    pub(super) fn member(&mut self, name: &str) {
        self.members.push(name.to_owned());
    }

    pub(super) fn text(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() && !self.texts.contains(&text) {
            self.texts.push(text);
        }
    }

    /// A request as it is kept, and compared.
    pub(super) fn request(&self, request: http::Request<Bytes>) -> http::Request<Bytes> {
        let (mut parts, body) = request.into_parts();
        let content_type = content_type(&parts.headers);
        if let Some(redacted) = self.in_uri(&parts.uri.to_string()) {
            parts.uri = Uri::try_from(redacted).unwrap_or_else(|_| Uri::from_static("/redacted"));
        }
        let body = self.in_body(&body, &content_type).unwrap_or(body);
        self.in_headers(&mut parts.headers, |name| {
            OF_SENDING.contains(&name) || name.starts_with(CHECKSUM)
        });
        http::Request::from_parts(parts, body)
    }

    /// A response as it is kept.
    pub(super) fn response(&self, response: http::Response<Bytes>) -> http::Response<Bytes> {
        let (mut parts, mut body) = response.into_parts();
        let changed = self.in_body(&body, &content_type(&parts.headers));
        let is_changed = changed.is_some();
        body = changed.unwrap_or(body);
        self.in_headers(&mut parts.headers, |name| {
            let is_of_body = OF_BODY.contains(&name) || name.starts_with(CHECKSUM);
            OF_RESPONDING.contains(&name) || (is_changed && is_of_body)
        });
        http::Response::from_parts(parts, body)
    }

    /// A query is a form.
    fn in_uri(&self, uri: &str) -> Option<String> {
        let Some((path, query)) = uri.split_once('?') else {
            return self.in_text(uri);
        };
        let (other_path, other_query) = (self.in_text(path), self.in_form(query));
        (other_path.is_some() || other_query.is_some()).then(|| {
            let path = other_path.as_deref().unwrap_or(path);
            format!("{path}?{}", other_query.as_deref().unwrap_or(query))
        })
    }

    fn in_headers(&self, headers: &mut HeaderMap, is_dropped: impl Fn(&str) -> bool) {
        let dropped: Vec<HeaderName> = headers
            .keys()
            .filter(|it| is_dropped(it.as_str()))
            .cloned()
            .collect();
        for name in dropped {
            headers.remove(name);
        }
        for (name, value) in headers.iter_mut() {
            let name = name.as_str();
            let is_secret =
                SECRET_HEADERS.contains(&name) || self.headers.iter().any(|it| it == name);
            if is_secret {
                *value = HeaderValue::from_static(REDACTED);
            } else if let Some(redacted) = self.in_text(&String::from_utf8_lossy(value.as_bytes()))
            {
                *value = HeaderValue::try_from(redacted)
                    .unwrap_or_else(|_| HeaderValue::from_static(REDACTED));
            }
        }
    }

    /// A text without what is secret in it, if anything is.
    pub(super) fn in_text(&self, text: &str) -> Option<String> {
        let mut changed = presigned::redacted(text);
        let current = |changed: &Option<String>| changed.as_deref().unwrap_or(text).to_owned();
        if let Some(bytes) = redacted(current(&changed).as_bytes(), &self.texts) {
            // The client's own word for it is no base64, and none of a path.
            changed = Some(String::from_utf8_lossy(&bytes).replace("[redacted]", REDACTED));
        }
        for token in &self.tokens {
            let so_far = current(&changed);
            if so_far.contains(token) {
                changed = Some(so_far.replace(token, ANY_TOKEN));
            }
        }
        // Those that are too short to be looked for in every encoding.
        for secret in &self.texts {
            let so_far = current(&changed);
            if so_far.contains(secret) {
                changed = Some(so_far.replace(secret, REDACTED));
            }
        }
        changed
    }

    /// Bytes without what is secret in them, if anything is. Those that are no text mean something only as a whole.
    fn in_bytes(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        if let Ok(text) = std::str::from_utf8(bytes) {
            return self.in_text(text).map(String::into_bytes);
        }
        let holds = |text: &String| bytes.windows(text.len()).any(|it| it == text.as_bytes());
        let is_found = self.texts.iter().any(holds) || redacted(bytes, &self.texts).is_some();
        is_found.then(|| REDACTED.into())
    }

    /// Whether a member of this name is taken out.
    fn is_secret(&self, name: &str) -> bool {
        let name = plain(name);
        SECRET_MEMBERS.contains(&name.as_str())
            || name.ends_with("password")
            || self.members.iter().any(|it| plain(it) == name)
    }

    /// Whether the name of such a member is anywhere in a text.
    fn mentions_secret(&self, text: &str) -> bool {
        let text = plain(text);
        SECRET_MEMBERS.iter().any(|name| text.contains(name))
            || self.members.iter().any(|name| text.contains(&plain(name)))
    }
}

/// A name or a text, in whichever case and with whatever between its words.
fn plain(text: &str) -> String {
    text.replace(['_', '-'], "").to_ascii_lowercase()
}

fn content_type(headers: &HeaderMap) -> String {
    let value = headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok());
    value.unwrap_or_default().to_ascii_lowercase()
}

#[cfg(test)]
mod tests;
