//! The signature of a request, in its headers.

use super::canonical::canonical;
use super::scope::ALGORITHM;
use super::{Scope, SignedBody, SigningKeys};
use aws_credential_types::Credentials;
use http::header::AUTHORIZATION;
use http::{HeaderName, HeaderValue, Request};
use tower::BoxError;

const DATE: HeaderName = HeaderName::from_static("x-amz-date");
const TOKEN: HeaderName = HeaderName::from_static("x-amz-security-token");
const BODY_HASH: HeaderName = HeaderName::from_static("x-amz-content-sha256");

/// How many headers [`request`] adds.
pub(crate) fn added_headers(body: &SignedBody<'_>, credentials: &Credentials) -> usize {
    const DATE_AND_AUTHORIZATION: usize = 2;
    let token = usize::from(credentials.session_token().is_some());
    let body_hash = usize::from(body.placeholder().is_some());
    DATE_AND_AUTHORIZATION + token + body_hash
}

/// Signs a request: adds the headers `authorization`, `x-amz-date`, `x-amz-security-token` where the credentials are
/// of a session, and `x-amz-content-sha256` where the body is not part of the signature. Gives the signature.
///
/// # Errors
///
/// The time is none that can be written, or a header would not be valid.
pub(crate) fn request<B>(
    request: &mut Request<B>,
    body: &SignedBody<'_>,
    scope: &Scope<'_>,
    keys: &SigningKeys,
) -> Result<String, BoxError> {
    let written = scope.written()?;
    let headers = request.headers_mut();
    headers.insert(DATE, HeaderValue::try_from(&written.time)?);
    if let Some(token) = scope.credentials.session_token() {
        let mut token = HeaderValue::try_from(token)?;
        token.set_sensitive(true);
        headers.insert(TOKEN, token);
    }
    if let Some(placeholder) = body.placeholder() {
        headers.insert(BODY_HASH, HeaderValue::from_static(placeholder));
    }
    let (canonical, signed_headers) = canonical(
        request.method(),
        request.uri(),
        request.headers(),
        &body.hash(),
    );
    let signature = written.sign(&canonical, keys);
    let credential = written.credential();
    // Text that is put together takes half of what formatting it does, and each attempt has this.
    let authorization = [
        ALGORITHM,
        " Credential=",
        &credential,
        ", SignedHeaders=",
        &signed_headers,
        ", Signature=",
        &signature,
    ];
    let mut authorization = HeaderValue::try_from(authorization.concat())?;
    // It keeps out of `Debug` output this way.
    authorization.set_sensitive(true);
    request.headers_mut().insert(AUTHORIZATION, authorization);
    Ok(signature)
}
