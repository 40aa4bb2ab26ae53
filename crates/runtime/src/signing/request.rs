//! The signature of a request, in its headers.

use super::Scope;
use crate::uri;
use aws_sigv4::http_request::{
    PayloadChecksumKind, SignableBody, SignableRequest, SigningInstructions, SigningSettings, sign,
};
use aws_sigv4::sign::v4;
use http::header::{CONTENT_LENGTH, USER_AGENT};
use http::{HeaderName, HeaderValue, Request};
use tower::BoxError;
use tracing::Dispatch;
use tracing::level_filters::LevelFilter;

/// Signs a request: adds the headers `authorization`, `x-amz-date`, `x-amz-security-token` where the credentials are
/// of a session, and `x-amz-content-sha256` where the payload is not part of the signature. Gives the signature.
///
/// # Errors
///
/// The identity is none of credentials, or a header would not be valid.
pub(crate) fn request<B>(
    request: &mut Request<B>,
    payload: SignableBody<'_>,
    scope: &Scope<'_>,
) -> Result<String, BoxError> {
    let mut settings = SigningSettings::default();
    if matches!(payload, SignableBody::UnsignedPayload) {
        // The header is how a service knows that the payload is not part of the signature.
        settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
    }
    let params = v4::SigningParams::builder()
        .identity(scope.identity)
        .region(scope.region)
        .name(scope.service)
        .time(scope.time)
        .settings(settings)
        .build()?
        .into();
    let headers = request
        .headers()
        .iter()
        .filter(|(name, value)| is_signed(name, value))
        .filter_map(|(name, value)| {
            Some((name.as_str(), std::str::from_utf8(value.as_bytes()).ok()?))
        });
    let method = request.method().as_str();
    let signable = SignableRequest::new(method, uri::text(request.uri()), headers, payload)?;
    let (instructions, signature): (SigningInstructions, _) =
        unheard(|| sign(signable, &params))?.into_parts();
    for header in instructions.into_parts().0 {
        let mut value = HeaderValue::from_str(header.value())?;
        // Both the token and the signature keep out of `Debug` output this way.
        value.set_sensitive(header.sensitive() || header.name() == "authorization");
        request.headers_mut().insert(header.name(), value);
    }
    Ok(signature)
}

/// Signs without what the signing library tells: at the finest level, the access key id is in that. It is only where
/// someone listens at that level that this costs anything.
fn unheard<T>(sign: impl FnOnce() -> T) -> T {
    if LevelFilter::current() == LevelFilter::TRACE {
        tracing::dispatcher::with_default(&Dispatch::none(), sign)
    } else {
        sign()
    }
}

/// All headers are signed but those that say something of the attempt rather than of the request, and those
/// that a proxy may rewrite: the user agent here, a length of 0, which says no more than none at all once the message is
/// framed anew, and what else there is of them `aws-sigv4` leaves out by itself.
fn is_signed(name: &HeaderName, value: &HeaderValue) -> bool {
    let is_of_attempt = name.as_str().starts_with("amz-sdk-");
    let is_rewritten = name == USER_AGENT || (name == CONTENT_LENGTH && value == "0");
    !is_of_attempt && !is_rewritten
}
