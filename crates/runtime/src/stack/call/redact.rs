//! What is taken out of a response before anything of it is shown: the credentials that its request was signed with, and
//! those that a proxy was shown.
//!
//! A service that refuses a signature may quote what it computed its own from: the canonical request, in which the
//! session token stands, or the `authorization` header. Messages end up in logs.

use super::progress::{Progress, Signature};
use crate::body::Body;
use crate::error::{request_id, shown_id};
use crate::operation::Response;
use crate::secrets::Secrets;
use aws_credential_types::Credentials;
use http::{HeaderMap, HeaderValue};
use smithereens_types::decode_base64;

/// The bytes of an error response that are read. None of AWS's has more than some thousand, and what comes after this is
/// not looked through, nor taken apart in memory.
const MAX_BODY: usize = 4 * 1024 * 1024;

/// Takes the credentials out of an error response, its headers as well as its body.
pub(crate) fn redact(response: &mut Response, progress: &Progress) {
    if let Some(start) = response
        .body
        .as_bytes()
        .and_then(|body| body.get(..MAX_BODY))
    {
        response.body = Body::from(start.to_vec());
    }
    let Some(secrets) = progress.secrets() else {
        return;
    };
    for value in response.headers.values_mut() {
        if let Some(redacted) = secrets.redacted(value.as_bytes()) {
            *value = HeaderValue::from_bytes(&redacted)
                .unwrap_or_else(|_| HeaderValue::from_static("[redacted]"));
        }
    }
    let body = response.body.as_bytes();
    if let Some(redacted) = body.and_then(|bytes| secrets.redacted(bytes)) {
        response.body = Body::from(redacted);
    }
}

impl Progress {
    /// What is about to be shown of the last attempt's response, without the credentials.
    pub(crate) fn redacted(&self, text: String) -> String {
        let secrets = self.secrets();
        match secrets.and_then(|secrets| secrets.redacted(text.as_bytes())) {
            Some(redacted) => String::from_utf8_lossy(&redacted).into_owned(),
            None => text,
        }
    }

    /// As [`redacted`](Self::redacted), of bytes; none where nothing is secret in them.
    #[cfg(feature = "event-stream")]
    pub(crate) fn redacted_bytes(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        self.secrets()?.redacted(bytes)
    }

    /// The id that the service gave the last attempt's request, fit to be shown.
    pub(crate) fn request_id(&self, headers: &HeaderMap) -> Option<String> {
        request_id(headers).map(|id| self.shown_id(id))
    }

    /// Such an id as it came, fit to be shown.
    pub(crate) fn shown_id(&self, id: String) -> String {
        shown_id(&self.redacted(id))
    }

    /// What the last attempt was signed with, and what a proxy was shown, if there is any of that.
    fn secrets(&self) -> Option<Secrets> {
        let mut values = Vec::new();
        self.signed_with(|signature| values.extend(of_signature(signature)));
        if let Some(shown) = self.connections().proxy_authorization() {
            values.extend(of_basic(shown));
        }
        (!values.is_empty()).then(|| Secrets::new(values.iter().map(String::as_str)))
    }
}

/// What is secret of what an attempt was signed with.
fn of_signature(signature: &Signature) -> impl Iterator<Item = String> {
    let of_credentials = signature.identity.data::<Credentials>().map(|credentials| {
        [
            credentials.session_token(),
            Some(credentials.secret_access_key()),
            Some(credentials.access_key_id()),
        ]
    });
    let values = of_credentials.into_iter().flatten().flatten();
    values.chain([signature.text.as_str()]).map(str::to_owned)
}

/// The parts of a proxy's `Basic` authorization, together and alone.
fn of_basic(authorization: &HeaderValue) -> Vec<String> {
    let text = authorization.to_str().unwrap_or_default();
    let Some((_, encoded)) = text.split_once(' ') else {
        return Vec::new();
    };
    let decoded = decode_base64(encoded).unwrap_or_default();
    let (user, password) = decoded.split_once(':').unwrap_or_default();
    [encoded, &decoded, user, password]
        .map(str::to_owned)
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_smithy_runtime_api::client::identity::Identity;
    use http::StatusCode;
    use std::sync::Arc;

    const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    const SIGNATURE: &str = "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7";

    fn progress() -> Progress {
        let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", SECRET, None, None, "test");
        let progress = Progress::default();
        progress.signed(Signature {
            identity: Arc::new(Identity::from(credentials)),
            text: SIGNATURE.to_owned(),
        });
        progress
    }

    #[test]
    fn headers_and_body_are_looked_through() {
        let mut headers = HeaderMap::new();
        headers.insert("x-amzn-errortype", HeaderValue::from_static(SECRET));
        headers.append("x-a", HeaderValue::from_bytes(b"\xff").unwrap());
        headers.append("x-a", HeaderValue::from_static(SIGNATURE));
        let mut response = Response {
            status: StatusCode::FORBIDDEN,
            headers,
            body: Body::from(format!("\u{e9} {SECRET} {SIGNATURE}")),
        };
        redact(&mut response, &progress());
        let values: Vec<_> = response.headers.values().collect();
        assert_eq!(values, ["[redacted]".as_bytes(), b"\xff", b"[redacted]"]);
        assert_eq!(
            response.buffered(),
            "\u{e9} [redacted] [redacted]".as_bytes()
        );
    }

    #[test]
    fn a_long_body_is_cut_off() {
        let mut response = Response {
            status: StatusCode::FORBIDDEN,
            headers: HeaderMap::new(),
            body: Body::from("%".repeat(MAX_BODY + 1)),
        };
        redact(&mut response, &Progress::default());
        assert_eq!(response.buffered().len(), MAX_BODY);
    }

    #[test]
    fn what_quotes_none_stays_as_it_is() {
        let progress = progress();
        assert_eq!(progress.redacted("no \u{e9}".to_owned()), "no \u{e9}");
        assert_eq!(Progress::default().redacted(SECRET.to_owned()), SECRET);
        let mut response = Response {
            status: StatusCode::FORBIDDEN,
            headers: HeaderMap::new(),
            body: Body::from(&b"\xff no"[..]),
        };
        redact(&mut response, &progress);
        assert_eq!(response.buffered(), b"\xff no");
    }
}
