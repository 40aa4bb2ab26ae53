//! One attempt of a call, and how it gets over a connection which the server had closed meanwhile.
//!
//! A connection that is kept can be closed by the server at any time, and a request that is on its way by then
//! is lost. That says nothing of the service's health, so the call is not to notice it: the request is sent once more
//! at once, signed anew. This is no attempt of its own: it neither waits, nor draws on the retry quota, nor counts
//! towards `max_attempts`; the attempt timeout bounds each of the two.
//!
//! The bounds of sending once more:
//!
//! - Once for each attempt, always on a connection that is made for it: those left in the pool may be closed
//!   as well. What happens on that one is the attempt's outcome.
//! - Only where the connection had been used, or kept, before: a new connection that is dropped is a failure.
//! - Only where there is no head of an answer. A body that is cut short is a failure, and so is silence.
//! - Only for operations that are safe to repeat, and bodies that are bytes at hand: whether
//!   the service had begun to act on the lost request is not known. Where it is known that none of the request
//!   was sent, `hyper-util` itself takes another connection, whatever the operation.

use super::{Call, Outcome};
use crate::error::Report;
use crate::operation::Response;
use http::{HeaderMap, HeaderName, HeaderValue, Request};
use std::sync::Arc;
use tower::{Service, ServiceExt};

const ATTEMPT: HeaderName = HeaderName::from_static("amz-sdk-request");

/// So many headers are added to the call's own: the attempt's number, and up to three by the signature.
const ADDED_HEADERS: usize = 4;

/// Makes the call's attempt of this number.
pub(super) async fn send<S>(service: &mut S, call: &Call, number: u32) -> Outcome
where
    S: Service<Call, Response = Response, Error = Box<Report>>,
{
    let progress = &call.plan.progress;
    // The second time ends it: on a new connection nothing is lost.
    loop {
        progress.started(number);
        match service.ready().await?.call(numbered(call, number)).await {
            Err(lost) if call.plan.is_resent() => {
                let reason = lost.source.map(tracing::field::display);
                tracing::debug!(reason, "a kept connection was closed; a new one is made");
            }
            outcome => return outcome,
        }
    }
}

/// The call as its attempt of this number sends it.
fn numbered(call: &Call, number: u32) -> Call {
    let request = &call.request;
    let capacity = request.headers().len() + ADDED_HEADERS;
    let mut headers = HeaderMap::try_with_capacity(capacity).unwrap_or_default();
    for (name, value) in request.headers() {
        headers.append(name, value.clone());
    }
    let numbers = format!("attempt={number}; max={}", call.plan.max_attempts);
    if let Ok(value) = HeaderValue::try_from(numbers) {
        headers.insert(ATTEMPT, value);
    }
    let mut numbered = Request::new(request.body().clone());
    *numbered.method_mut() = request.method().clone();
    *numbered.uri_mut() = request.uri().clone();
    *numbered.headers_mut() = headers;
    Call {
        request: numbered,
        plan: Arc::clone(&call.plan),
    }
}
