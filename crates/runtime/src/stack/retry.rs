//! The layer that makes another attempt where that may help, and in adaptive mode holds attempts back.

use super::call::{Signed, redact};
use super::{Call, Outcome, Stack, trace};
use crate::error::{
    Classification, ErrorResponse, Report, classify, is_clock_skew, is_expired_credentials,
    retry_after,
};
use crate::operation::Response;
use crate::retry::Payment;
#[cfg(feature = "test-util")]
use crate::test_util::Given;
use crate::uri;
use aws_smithy_async::rt::sleep::AsyncSleep;
use std::sync::Arc;

pub(super) async fn run(stack: &Stack, call: &Arc<Call>) -> Outcome {
    let retries = &stack.retries;
    let plan = &call.plan;
    let (quota, limiter) = retries.of(plan.service.sdk_id);
    let mut payment: Option<Payment<'_>> = None;
    let mut attempt = 1;
    let mut sent = 0;
    let mut remedies = Remedies::default();
    loop {
        if let Some(limiter) = limiter
            && limiter.is_limiting()
        {
            plan.progress.set_held_back(true);
            // Boxed, so that calls that are not held back take no memory for it.
            Box::pin(limiter.acquire(&stack.sleep)).await;
            plan.progress.set_held_back(false);
        }
        let last_retry = payment.take().map(Payment::spend);
        plan.progress.started(attempt);
        let outcome = trace::run(stack, call).await;
        let refused = plan.progress.take_refused();
        let mut report = match classify_outcome(outcome, call) {
            Ok(response) => {
                quota.succeeded(last_retry);
                if let Some(limiter) = limiter {
                    limiter.ended(false);
                }
                return Ok(response);
            }
            Err(report) => report,
        };
        if let Some(refused) = refused {
            // Boxed, since most calls are not refused.
            Box::pin(remedy(stack, &mut remedies, &mut report, refused, call)).await;
        }
        sent += u32::from(report.was_sent());
        report.attempts = sent;
        let classification = retries.classification(&mut report, plan.is_idempotent, attempt);
        if let Some(limiter) = limiter.filter(|_| report.was_sent()) {
            limiter.ended(classification == Classification::Throttled);
        }
        if report.error_response().is_some() && classification == Classification::Transient {
            plan.progress.connections().poison();
        }
        if classification == Classification::Final {
            return Err(report);
        }
        if call.request.body().is_spent() {
            report.note = Some("a stream that passes once is not sent again");
            return Err(report);
        }
        if attempt >= plan.max_attempts {
            return Err(report);
        }
        payment = quota.pay(classification);
        if payment.is_none() {
            report.note = Some("the client's retry quota is used up");
            return Err(report);
        }
        let requested = report
            .error_response()
            .and_then(|error| retry_after(&error.response.headers));
        let base = plan.service.retry_defaults.base_delay;
        let delay = retries.delay(attempt - 1, classification, base, requested);
        if report.is_without_response() {
            plan.progress.connections().failed();
        }
        tracing::debug!(attempt, ?delay, failure = %report, "will try again");
        plan.progress.failed(report);
        stack.sleep.sleep(delay).await;
        attempt += 1;
    }
}

/// Mends what the service refused the attempt for, where that is the client's to mend, once a call for each reason:
/// then another attempt may help.
async fn remedy(
    stack: &Stack,
    tried: &mut Remedies,
    report: &mut Report,
    refused: Signed,
    call: &Call,
) {
    let Some(error) = report.error_response() else {
        return;
    };
    let authority = uri::authority(call.request.uri());
    let mut is_mended = false;
    if let Some((reading, skew)) = refused.time.filter(|_| is_clock_skew(error)) {
        stack.clock.refused(authority, reading);
        if let Some(skew) = skew
            && !std::mem::replace(&mut tried.clock, true)
        {
            stack.clock.propose(authority, skew);
            is_mended = true;
        }
    }
    if is_expired_credentials(error) && !is_mended {
        if std::mem::replace(&mut tried.credentials, true) {
            stack.forget(&refused.identity);
        } else {
            is_mended = stack.replace(&refused.identity).await;
        }
    }
    if is_mended && report.classification == Classification::Final {
        report.classification = Classification::Transient;
    }
}

/// What was mended for a call already.
#[derive(Default)]
struct Remedies {
    clock: bool,
    credentials: bool,
}

/// What an error response says.
fn read_error(response: Response, call: &Call) -> ErrorResponse {
    #[cfg(feature = "test-util")]
    if let Some(metadata) = call
        .plan
        .progress
        .given()
        .as_ref()
        .and_then(Given::metadata)
    {
        return ErrorResponse {
            code: metadata.code,
            shape: None,
            message: metadata.message,
            request_id: metadata.request_id,
            response,
        };
    }
    ErrorResponse::read(call.plan.service, response)
}

/// Passes a success on; makes a report of any other response, and classifies it.
fn classify_outcome(outcome: Outcome, call: &Call) -> Outcome {
    let mut response = outcome?;
    if response.status.is_success() {
        return Ok(response);
    }
    redact(&mut response, &call.plan.progress);
    let error = read_error(response, call);
    let classification = classify(&error, call.plan.retryable_errors);
    let report = Report::service(call.plan.operation, error).classified(classification);
    Err(Box::new(report))
}
