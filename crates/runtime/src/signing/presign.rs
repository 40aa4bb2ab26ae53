//! The signature of a request in its query, for whoever has the URL until it expires:
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>.

use super::canonical::{canonical, signed_headers};
use super::scope::ALGORITHM;
use super::{Scope, SignedBody, SigningKeys};
use crate::percent::VALUE;
use http::header::HOST;
use http::{HeaderMap, Request, Uri};
use percent_encoding::utf8_percent_encode;
use std::fmt::Write;
use tower::BoxError;

/// The longest URI that the `http` crate has.
const MAX_URI: usize = 65_534;

/// The URI of a request with its signature, and the headers that have to be sent to it: those that are signed, but for
/// `host`, which whoever sends it makes of the URI. It is good for this many seconds.
///
/// # Errors
///
/// The time is none that can be written, or the URI would be too long.
pub(crate) fn presign<B>(
    request: &Request<B>,
    body: &SignedBody<'_>,
    seconds: u64,
    scope: &Scope<'_>,
    keys: &SigningKeys,
) -> Result<(Uri, HeaderMap), BoxError> {
    let written = scope.written()?;
    let (uri, headers) = (request.uri(), request.headers());
    let names = signed_headers(headers);
    let listed: Vec<_> = names.iter().map(|name| name.as_str()).collect();
    let mut text = uri.to_string();
    let mut push = |name: &str, value: &str| {
        let separator = if text.contains('?') { '&' } else { '?' };
        let value = utf8_percent_encode(value, VALUE);
        // Writing into a String does not fail.
        let _ = write!(text, "{separator}{name}={value}");
    };
    push("X-Amz-Algorithm", ALGORITHM);
    push("X-Amz-Credential", &written.credential());
    push("X-Amz-Date", &written.time);
    push("X-Amz-Expires", &seconds.to_string());
    push("X-Amz-SignedHeaders", &listed.join(";"));
    if let Some(token) = scope.credentials.session_token() {
        push("X-Amz-Security-Token", token);
    }
    let unsigned = parse(&text)?;
    let (canonical, _) = canonical(request.method(), &unsigned, headers, &body.hash());
    let signature = written.sign(&canonical, keys);
    let uri = parse(&format!("{text}&X-Amz-Signature={signature}"))?;

    let mut to_send = HeaderMap::with_capacity(names.len());
    for name in names.into_iter().filter(|name| **name != HOST) {
        for value in headers.get_all(name) {
            to_send.append(name.clone(), value.clone());
        }
    }
    Ok((uri, to_send))
}

/// The error does not show the URI.
fn parse(text: &str) -> Result<Uri, BoxError> {
    if text.len() > MAX_URI {
        let length = text.len();
        return Err(
            format!("the URL would have {length} bytes, and {MAX_URI} are the most").into(),
        );
    }
    Ok(text.parse::<Uri>()?)
}
