//! The bottom of the stack, which hands a request to the transport, and takes its answer or its failure.

use super::{Outcome, OutcomeFuture, Payload, Sending};
use crate::error::Report;
use crate::operation::Response;
use crate::transport::{self, Transport};
use std::task::{Context, Poll};
use tower::Service;

#[derive(Clone)]
pub(super) struct Send {
    transport: Transport,
}

impl Send {
    pub(super) fn new(transport: Transport) -> Self {
        Self { transport }
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
        let request = request.map(Payload::into_body);
        call.plan.progress.sent();
        let connections = call.plan.progress.connections().clone();
        let transport = self.transport.clone();
        let answer = transport.send(request, connections);
        Box::pin(async move {
            let (parts, body) = match answer.await {
                Ok(response) => response.into_parts(),
                Err(error) => {
                    let way = transport.way(&uri);
                    let report = transport::failed(call.plan.operation, &way, error);
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
