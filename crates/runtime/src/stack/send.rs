//! The layer that hands a request to the transport, and takes its answer or its failure.

use super::{Call, Outcome, OutcomeFuture, Payload};
use crate::error::Report;
use crate::operation::Response;
use crate::transport::{self, Repeatable, Transport};
use std::task::{Context, Poll};
use tower::{Layer, Service, ServiceExt};

#[derive(Clone)]
pub(super) struct SendLayer;

impl Layer<Transport> for SendLayer {
    type Service = Send;

    fn layer(&self, transport: Transport) -> Send {
        Send { transport }
    }
}

#[derive(Clone)]
pub(super) struct Send {
    transport: Transport,
}

impl Service<Call> for Send {
    type Response = Response;
    type Error = Box<Report>;
    type Future = OutcomeFuture;

    /// Ready at once: each request waits for the transport on a clone of its own.
    fn poll_ready(&mut self, _cx: &mut Context<'_>) -> Poll<Result<(), Box<Report>>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, call: Call) -> OutcomeFuture {
        let transport = self.transport.clone();
        Box::pin(async move {
            let Call { mut request, plan } = call;
            let uri = request.uri().clone();
            if plan.repeatable {
                request.extensions_mut().insert(Repeatable);
            }
            let answer = transport.oneshot(request.map(Payload::into_body)).await;
            let (parts, body) = match answer {
                Ok(response) => response.into_parts(),
                Err(error) => {
                    let authority = super::call::authority(&uri);
                    return Err(Box::new(transport::failed(&plan, authority, error)));
                }
            };
            Outcome::Ok(Response {
                status: parts.status,
                headers: parts.headers,
                body,
            })
        })
    }
}
