//! How an attempt is signed, with its credentials and the time of the moment it is sent, and what a response says of
//! this time.

use super::call::{Signature, Signed};
use super::{Call, Outcome, RequestBody, Stack, attempt, dispatch};
use crate::error::{ErrorKind, Report};
use crate::signing::{self, Scope, SignedBody};
use crate::uri;
use aws_credential_types::Credentials;
use aws_smithy_runtime_api::client::identity::Identity;
use http::Request;
use std::sync::Arc;
use std::time::SystemTime;
use tower::BoxError;

pub(super) async fn run(stack: &Stack, call: &Arc<Call>, identity: Arc<Identity>) -> Outcome {
    let authority = uri::authority(call.request.uri());
    let reading = stack.clock.read(authority);
    let request = signed(stack, call, &identity, reading.time)?;
    let response = dispatch::run(stack, call, request).await?;
    if response.status.is_success() {
        stack.clock.accepted(authority, reading);
    } else {
        let skew = stack.clock.measure(reading, &response.headers);
        call.plan.progress.refused(Signed {
            identity,
            time: Some((reading, skew)),
        });
    }
    Ok(response)
}

/// The attempt's request with its signature, which the call's progress keeps.
fn signed(
    stack: &Stack,
    call: &Call,
    identity: &Arc<Identity>,
    time: SystemTime,
) -> Result<Request<RequestBody>, Box<Report>> {
    let scope = scope(call, identity, time)?;
    let body = signed_body(call);
    let mut request = attempt::request(call, signing::added_headers(&body, scope.credentials));
    let keys = &stack.signing_keys;
    let text = signing::request(&mut request, &body, &scope, keys)
        .map_err(|why| Box::new(unsigned(call, why)))?;
    #[cfg(feature = "event-stream")]
    if let Some(events) = request.body().events() {
        events.sign(signing::EventSigner::after(text.clone(), &scope));
    }
    call.plan.progress.signed(Signature {
        identity: Arc::clone(identity),
        text,
    });
    Ok(request)
}

/// What a signature of the call with this identity, at this time, is good for.
pub(super) fn scope<'a>(
    call: &'a Call,
    identity: &'a Identity,
    time: SystemTime,
) -> Result<Scope<'a>, Box<Report>> {
    let credentials = identity
        .data::<Credentials>()
        .ok_or_else(|| unsigned(call, "the identity is none of credentials".into()))
        .map_err(Box::new)?;
    Ok(Scope {
        credentials,
        region: &call.plan.signing_region,
        service: &call.plan.signing_name,
        time,
    })
}

pub(super) fn unsigned(call: &Call, why: BoxError) -> Report {
    let report = call.report(ErrorKind::Signing, "the request could not be signed");
    report.caused_by(why)
}

/// What of the request's body goes into the signature.
fn signed_body(call: &Call) -> SignedBody<'_> {
    if call.plan.unsigned_payload {
        SignedBody::Unsigned
    } else if let Some(sha256) = call.sha256() {
        SignedBody::Sha256(sha256)
    } else {
        call.request.body().signed()
    }
}
