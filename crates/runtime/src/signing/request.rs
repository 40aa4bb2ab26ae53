//! The signature of a request, in its headers.

use super::canonical::canonical;
use super::{Scope, SignedBody, SigningKeys};
use crate::digest::hex;
use aws_sigv4::sign::v4::calculate_signature;
use http::header::AUTHORIZATION;
use http::{HeaderName, HeaderValue, Request};
use sha2::{Digest, Sha256};
use smithereens_types::Timestamp;
use std::time::SystemTime;
use tower::BoxError;

const DATE: HeaderName = HeaderName::from_static("x-amz-date");
const TOKEN: HeaderName = HeaderName::from_static("x-amz-security-token");
const BODY_HASH: HeaderName = HeaderName::from_static("x-amz-content-sha256");

const UNSIGNED: &str = "UNSIGNED-PAYLOAD";

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
    let hash_of_bytes;
    let body_hash = match *body {
        SignedBody::Unsigned => UNSIGNED,
        SignedBody::Sha256(hash) => hash,
        SignedBody::Bytes(bytes) => {
            hash_of_bytes = hex(&Sha256::digest(bytes));
            &hash_of_bytes
        }
    };
    let time = basic_format(scope.time)?;
    let headers = request.headers_mut();
    headers.insert(DATE, HeaderValue::try_from(&time)?);
    if let Some(token) = scope.credentials.session_token() {
        let mut token = HeaderValue::try_from(token)?;
        token.set_sensitive(true);
        headers.insert(TOKEN, token);
    }
    if matches!(body, SignedBody::Unsigned) {
        // The header is how a service knows that the body is not part of the signature.
        headers.insert(BODY_HASH, HeaderValue::from_static(UNSIGNED));
    }
    let (canonical, signed_headers) = canonical(request, body_hash);
    let hash = hex(&Sha256::digest(canonical));
    let (date, _) = time.split_once('T').unwrap_or_default();
    let Scope {
        region, service, ..
    } = scope;
    let place = format!("{date}/{region}/{service}/aws4_request");
    let text = format!("AWS4-HMAC-SHA256\n{time}\n{place}\n{hash}");
    let signature = calculate_signature(keys.of(scope, date), text.as_bytes());
    let key_id = scope.credentials.access_key_id();
    let mut authorization = HeaderValue::try_from(format!(
        "AWS4-HMAC-SHA256 Credential={key_id}/{place}, SignedHeaders={signed_headers}, Signature={signature}"
    ))?;
    // It keeps out of `Debug` output this way.
    authorization.set_sensitive(true);
    request.headers_mut().insert(AUTHORIZATION, authorization);
    Ok(signature)
}

/// The time in ISO 8601's basic format, as signatures have it: `20150830T123600Z`.
fn basic_format(time: SystemTime) -> Result<String, BoxError> {
    let seconds = Timestamp::try_from(time)?.seconds();
    let whole = Timestamp::from_epoch_seconds(seconds).ok_or("the time is past the year 9999")?;
    let mut text = whole.date_time();
    text.retain(|character| !matches!(character, '-' | ':'));
    Ok(text)
}
