//! The layer that signs each attempt, with the credentials and the time of the moment it is sent, and
//! takes note of an answer that tells that this time was wrong.

use super::progress::Signed;
use super::redact::Signature;
use super::{Call, Outcome, Payload, Stack, attempt, dispatch};
use crate::error::{ErrorKind, Report};
use crate::operation::Auth;
use crate::signing::{self, Scope};
use crate::uri;
use aws_sigv4::http_request::SignableBody;
use aws_smithy_runtime_api::client::identity::Identity;
use http::Request;
use std::sync::Arc;
use std::time::SystemTime;

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

/// The attempt's request with its signature, which the call's progress is told.
fn signed(
    call: &Call,
    identity: &Arc<Identity>,
    time: SystemTime,
) -> Result<Request<Payload>, Box<Report>> {
    let plan = &call.plan;
    let scope = Scope {
        identity,
        region: &plan.signing_region,
        service: &plan.signing_name,
        time,
    };
    let mut request = attempt::request(call);
    let text = signing::request(&mut request, payload(call), &scope).map_err(|error| {
        let report = call.report(ErrorKind::Signing, "the request could not be signed");
        Box::new(report.caused_by(error))
    })?;
    plan.progress.signed(Signature {
        identity: Arc::clone(identity),
        text,
    });
    Ok(request)
}

/// What of the request's body goes into the signature.
fn payload(call: &Call) -> SignableBody<'_> {
    if call.plan.unsigned_payload {
        SignableBody::UnsignedPayload
    } else if let Some(sha256) = call.sha256() {
        SignableBody::Precomputed(sha256.to_owned())
    } else {
        call.request.body().signable()
    }
}
