//! The layer that signs each attempt, with the credentials and the time of the moment it is sent, and
//! takes note of an answer that tells that this time was wrong.

use super::progress::Signed;
use super::redact::Signature;
use super::{Call, Outcome, Payload, Stack, attempt, dispatch};
use crate::error::{ErrorKind, Report};
use crate::operation::Auth;
use crate::uri;
use aws_sigv4::http_request::{
    PayloadChecksumKind, SignableBody, SignableRequest, SigningInstructions, SigningSettings, sign,
};
use aws_sigv4::sign::v4;
use aws_smithy_runtime_api::client::identity::Identity;
use http::header::{CONTENT_LENGTH, USER_AGENT};
use http::{HeaderName, HeaderValue, Request};
use std::sync::Arc;
use std::time::SystemTime;
use tower::BoxError;
use tracing::Dispatch;
use tracing::level_filters::LevelFilter;

pub(super) async fn run(stack: &Stack, call: &Arc<Call>) -> Outcome {
    if call.plan.auth == Auth::None {
        return dispatch::run(stack, call, attempt::request(call)).await;
    }
    let identity = match stack.credentials.get().await {
        Ok(identity) => identity,
        Err(refusal) => return Err(Box::new(refusal.into_report(call.plan.operation))),
    };
    let authority = uri::authority(call.request.uri());
    let reading = stack.clock.read(authority);
    let request = signed(call, &identity, reading.time)?;
    let response = dispatch::run(stack, call, request).await?;
    if response.status.is_success() {
        stack.clock.accepted(authority, reading);
    } else {
        let skew = stack.clock.measure(reading, &response.headers);
        call.plan.progress.refused(Signed {
            identity,
            reading,
            skew,
        });
    }
    Ok(response)
}

/// The attempt's request with its signature, of which the call's progress is told.
fn signed(
    call: &Call,
    identity: &Arc<Identity>,
    time: SystemTime,
) -> Result<Request<Payload>, Box<Report>> {
    let mut request = attempt::request(call);
    let text = add_signature(&mut request, call, identity, time).map_err(|error| {
        let report = call.report(ErrorKind::Signing, "the request could not be signed");
        Box::new(report.caused_by(error))
    })?;
    call.plan.progress.signed(Signature {
        identity: Arc::clone(identity),
        text,
    });
    Ok(request)
}

/// Puts the signature's headers to the request, and gives the signature.
fn add_signature(
    request: &mut Request<Payload>,
    call: &Call,
    identity: &Identity,
    time: SystemTime,
) -> Result<String, BoxError> {
    let plan = &call.plan;
    let payload = if plan.unsigned_payload {
        SignableBody::UnsignedPayload
    } else if let Some(sha256) = call.sha256() {
        SignableBody::Precomputed(sha256.to_owned())
    } else {
        request.body().signable()
    };
    let mut settings = SigningSettings::default();
    if matches!(payload, SignableBody::UnsignedPayload) {
        // The header is how a service knows that the payload is not part of the signature.
        settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
    }
    let params = v4::SigningParams::builder()
        .identity(identity)
        .region(&plan.signing_region)
        .name(&plan.signing_name)
        .time(time)
        .settings(settings)
        .build()?
        .into();
    let (instructions, signature): (SigningInstructions, _) = {
        let headers = request
            .headers()
            .iter()
            .filter(|(name, value)| is_signed(name, value))
            .filter_map(|(name, value)| {
                Some((name.as_str(), std::str::from_utf8(value.as_bytes()).ok()?))
            });
        let signable = SignableRequest::new(
            request.method().as_str(),
            uri::text(request.uri()),
            headers,
            payload,
        )?;
        unheard(|| sign(signable, &params))?.into_parts()
    };
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
