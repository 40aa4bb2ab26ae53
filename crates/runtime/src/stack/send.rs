//! The bottom of the stack, which hands a request to the transport, and takes its answer or its failure.

use super::bounds::StallBound;
use super::outgoing::{SourceFailure, is_said_to_be_empty, kept, proven_empty};
use super::transfer::Upload;
use super::{Call, Outcome, OutcomeFuture, Payload, Sending, upload};
use crate::body::Body;
use crate::error::{ErrorKind, Report, TimeoutKind};
use crate::operation::Response;
use crate::retry::Verdict;
use crate::transport::{self, Answer, Connections, Transport};
use aws_smithy_async::future::timeout::Timeout;
use aws_smithy_async::rt::sleep::SharedAsyncSleep;
use http::Request;
use std::task::{Context, Poll};
use tower::Service;

#[derive(Clone)]
pub(super) struct Send {
    transport: Transport,
    sleep: SharedAsyncSleep,
}

impl Send {
    pub(super) fn new(transport: Transport, sleep: SharedAsyncSleep) -> Self {
        Self { transport, sleep }
    }
}

impl Service<Sending> for Send {
    type Response = Response;
    type Error = Box<Report>;
    type Future = OutcomeFuture;

    /// Ready at once: a transport that is not makes the request itself wait.
    fn poll_ready(&mut self, _cx: &mut Context<'_>) -> Poll<Result<(), Box<Report>>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, sending: Sending) -> OutcomeFuture {
        let Sending { request, call } = sending;
        let uri = request.uri().clone();
        let (request, source) = keep_failure(request.map(Payload::into_body));
        let request = request.map(|body| upload::watched(body, &call));
        let stall = call
            .plan
            .timeouts
            .stall
            .filter(|_| request.body().as_bytes().is_none());
        call.plan.progress.sent();
        let connections = call.plan.progress.connections().clone();
        let transport = self.transport.clone();
        let mut answer = exchange(&transport, request, connections);
        let sleep = self.sleep.clone();
        Box::pin(async move {
            let answered = match stall {
                None => answer.await,
                // Boxed, so that calls with short bodies take no memory for it.
                Some(bound) => {
                    match Box::pin(unless_stalled(&mut answer, &call, bound, &sleep)).await {
                        Ok(answered) => answered,
                        Err(report) => return Err(report),
                    }
                }
            };
            let (parts, body) = match answered {
                Ok(response) => response.into_parts(),
                Err(error) => {
                    let operation = call.plan.operation;
                    let report = match source.and_then(|source| source.take()) {
                        Some(failure) => failure.of_request(operation),
                        None => {
                            let way = transport.way(&uri, call.plan.progress.connections());
                            transport::failed(operation, &way, error)
                        }
                    };
                    return Err(Box::new(report));
                }
            };
            call.plan.progress.answered(parts.status);
            Outcome::Ok(Response {
                status: parts.status,
                headers: parts.headers,
                body,
            })
        })
    }
}

/// Keeps why a body fails that is a stream. Bytes at hand do not.
fn keep_failure(request: Request<Body>) -> (Request<Body>, Option<SourceFailure>) {
    if request.body().as_bytes().is_some() {
        return (request, None);
    }
    let (parts, body) = request.into_parts();
    let (body, source) = kept(body);
    (Request::from_parts(parts, body), Some(source))
}

fn exchange(transport: &Transport, request: Request<Body>, connections: Connections) -> Answer {
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

/// What is answered, unless the request's body stalls before.
async fn unless_stalled<F: Future + Unpin>(
    answer: &mut F,
    call: &Call,
    bound: StallBound,
    sleep: &SharedAsyncSleep,
) -> Result<F::Output, Box<Report>> {
    let mut how_far = None;
    let watch = async { how_far = Some(upload::stalled(call, bound, sleep).await) };
    match Timeout::new(answer, watch).await {
        Ok(answered) => Ok(answered),
        Err(_) => Err(Box::new(stalled(call, how_far, bound))),
    }
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
    let mut report = call.report(kind, text).judged(Verdict::Transient);
    report.may_have_run = true;
    if waits_for_source {
        report.hint = Some(upload::SOURCE_HINT);
    }
    report
}
