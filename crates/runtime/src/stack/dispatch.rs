//! The bottom of the stack, which hands a request to the transport, and takes its response or its failure.

use super::body::outgoing::{is_said_to_be_empty, kept, proven_empty};
use super::body::upload;
use super::call::{SourceFailure, Upload};
use super::timed_out::timed_out;
use super::timeout::within;
use super::{Call, Outcome, Plan, RequestBody, Stack};
use crate::body::Body;
use crate::error::{Classification, ErrorKind, Report, TimeoutKind};
use crate::operation::Response;
#[cfg(feature = "test-util")]
use crate::test_util::{OperationName, Unexpected};
use crate::timeouts::StallBound;
use crate::transport::{self, Connections, ResponseFuture, Transport};
use aws_smithy_async::future::timeout::Timeout;
#[cfg(feature = "event-stream")]
use aws_smithy_async::rt::sleep::AsyncSleep;
use http::Request;
use std::pin::pin;
use std::sync::Arc;
use tower::BoxError;

/// The request is handed over at once, and not kept in the future, which would take its memory for as long as the call.
pub(super) fn run(
    stack: &Stack,
    call: &Arc<Call>,
    request: Request<RequestBody>,
) -> impl Future<Output = Outcome> {
    let (mut response, source, stall) = send(stack, call, request);
    async move {
        let outcome = match (stall, &call.plan.timeouts.read) {
            (None, None) => response.await,
            _ => Box::pin(in_time(&mut response, stack, call, stall)).await?,
        };
        match outcome {
            Ok(response) => {
                let (parts, body) = response.into_parts();
                call.plan.progress.responded(parts.status);
                #[cfg(feature = "test-util")]
                call.plan.progress.give(&parts.extensions);
                Ok(Response {
                    status: parts.status,
                    headers: parts.headers,
                    body,
                })
            }
            Err(error) => Err(Box::new(failed(stack, call, source, error))),
        }
    }
}

/// Hands the request to the transport. Gives the response to come; where the reason is kept if the request's body fails;
/// and the bound on its stalls, unless it is at hand.
fn send(
    stack: &Stack,
    call: &Arc<Call>,
    request: Request<RequestBody>,
) -> (ResponseFuture, Option<SourceFailure>, Option<StallBound>) {
    let Plan {
        progress, timeouts, ..
    } = &call.plan;
    let source = request.body().source_failure();
    let (request, source) = keep_failure(request.map(RequestBody::into_body), source);
    let request = request.map(|body| upload::watched(body, call));
    #[cfg(feature = "test-util")]
    let request = named(request, call);
    let is_at_hand = request.body().as_bytes().is_some();
    progress.sent();
    let response = exchange(&stack.transport, request, progress.connections().clone());
    (response, source, timeouts.stall.filter(|_| !is_at_hand))
}

/// Says which operation the request is of.
#[cfg(feature = "test-util")]
fn named(mut request: Request<Body>, call: &Call) -> Request<Body> {
    let name = OperationName::new(call.plan.service.sdk_id, call.plan.operation);
    request.extensions_mut().insert(name);
    request
}

/// The request's body failed, or the transport.
fn failed(stack: &Stack, call: &Call, source: Option<SourceFailure>, error: BoxError) -> Report {
    let plan = &call.plan;
    if let Some(failure) = source.and_then(|source| source.take()) {
        return failure.of_request(plan.operation);
    }
    #[cfg(feature = "test-util")]
    if let Some(unexpected) = error.downcast_ref::<Unexpected>() {
        return call
            .report(ErrorKind::Connection, unexpected.text())
            .caused_by(error);
    }
    let route = stack
        .transport
        .route(call.request.uri(), plan.progress.connections());
    transport::failed(plan.operation, &route, error)
}

/// Keeps why a body fails that is a stream. Bytes at hand do not.
fn keep_failure(
    request: Request<Body>,
    source: Option<SourceFailure>,
) -> (Request<Body>, Option<SourceFailure>) {
    let source = source.filter(|_| request.body().as_bytes().is_none());
    let Some(failure) = source else {
        return (request, None);
    };
    let kept = request.map(|body| kept(body, failure.clone()));
    (kept, Some(failure))
}

fn exchange(
    transport: &Transport,
    request: Request<Body>,
    connections: Connections,
) -> ResponseFuture {
    if !is_said_to_be_empty(request.body()) {
        return transport.send(request, connections);
    }
    let transport = transport.clone();
    Box::pin(async move {
        let (parts, body) = request.into_parts();
        let request = Request::from_parts(parts, proven_empty(body).await?);
        transport.send(request, connections).await
    })
}

/// The response, unless the read timeout passes before, or the request's body stalls.
async fn in_time(
    response: &mut ResponseFuture,
    stack: &Stack,
    call: &Call,
    stall: Option<StallBound>,
) -> Result<<ResponseFuture as Future>::Output, Box<Report>> {
    let response = pin!(async {
        match stall {
            None => Ok(response.await),
            Some(bound) => unless_stalled(response, stack, call, bound).await,
        }
    });
    let Some(bound) = &call.plan.timeouts.read else {
        return response.await;
    };
    within(bound, stack, call, response)
        .await
        .unwrap_or_else(|| Err(Box::new(timed_out(call, bound, TimeoutKind::Read))))
}

/// The response, unless the request's body stalls before.
async fn unless_stalled<F: Future + Unpin>(
    response: &mut F,
    stack: &Stack,
    call: &Call,
    bound: StallBound,
) -> Result<F::Output, Box<Report>> {
    // Both sides speak at once, so that a response is not for the end of the request to bring.
    #[cfg(feature = "event-stream")]
    if call.plan.event_streams.is_duplex() {
        let response = Timeout::new(response, stack.sleep.sleep(bound.span)).await;
        return response.map_err(|_| Box::new(unanswered(call, bound)));
    }
    let mut how_far = None;
    let watch = async { how_far = Some(upload::stalled(call, bound, &stack.sleep).await) };
    match Timeout::new(response, watch).await {
        Ok(response) => Ok(response),
        Err(_) => Err(Box::new(stalled(call, how_far, bound))),
    }
}

/// There is no response to a request whose events go on.
#[cfg(feature = "event-stream")]
fn unanswered(call: &Call, bound: StallBound) -> Report {
    let authority = crate::uri::authority(call.request.uri());
    let text = format!(
        "{authority} did not begin to respond within {:?}, while events could be sent",
        bound.span
    );
    let mut report = call
        .report(ErrorKind::Timeout(TimeoutKind::Stall), text)
        .classified(Classification::Transient);
    report.may_have_run = true;
    report.hint = Some(
        "give events while the call is awaited, since a service may respond to the first of them; or raise `stall_timeout`",
    );
    report
}

/// The request's body stalled when it had come this far.
fn stalled(call: &Call, how_far: Option<Upload>, bound: StallBound) -> Report {
    let authority = crate::uri::authority(call.request.uri());
    let sent = how_far.map_or_else(String::new, |upload| upload.describe());
    let waits_for_source = how_far.is_some_and(|upload| upload.waits_for_source);
    let text = if waits_for_source {
        format!(
            "the stream of the request's body stalled: it gave {bound}, after {sent} for {authority}"
        )
    } else {
        format!("the request to {authority} stalled: {bound} was taken, after {sent}")
    };
    let kind = ErrorKind::Timeout(TimeoutKind::Stall);
    let mut report = call
        .report(kind, text)
        .classified(Classification::Transient);
    report.may_have_run = true;
    if waits_for_source {
        report.hint = Some(upload::SOURCE_HINT);
    }
    report
}
