//! The layer that reads the body of an answer as part of the attempt, so that one cut short is tried again.

use super::{Call, Outcome, OutcomeFuture};
use crate::body::Body;
use crate::error::Report;
use crate::operation::Response;
use crate::transport;
use http_body_util::BodyExt;
use std::task::{Context, Poll};
use tower::{Layer, Service};

#[derive(Clone)]
pub(super) struct ReadBodyLayer;

impl<S> Layer<S> for ReadBodyLayer {
    type Service = ReadBody<S>;

    fn layer(&self, inner: S) -> Self::Service {
        ReadBody { inner }
    }
}

#[derive(Clone)]
pub(super) struct ReadBody<S> {
    inner: S,
}

impl<S> Service<Call> for ReadBody<S>
where
    S: Service<Call, Response = Response, Error = Box<Report>, Future = OutcomeFuture>,
{
    type Response = Response;
    type Error = Box<Report>;
    type Future = OutcomeFuture;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Box<Report>>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, call: Call) -> OutcomeFuture {
        let operation = call.plan.operation;
        let streaming_output = call.plan.streaming_output;
        let uri = call.request.uri().clone();
        let future = self.inner.call(call);
        Box::pin(async move {
            let mut response = future.await?;
            let status = response.status;
            let broken = move |error| {
                let authority = super::call::authority(&uri);
                transport::broken_body(operation, authority, status, error)
            };
            if streaming_output && status.is_success() {
                response.body = Body::stream(response.body.map_err(broken));
                return Ok(response);
            }
            // A body that came in one piece, as short ones do, is not copied here.
            let read = std::mem::take(&mut response.body).collect().await;
            let bytes = read.map_err(|error| Box::new(broken(error)))?;
            response.body = Body::from(bytes.to_bytes());
            Outcome::Ok(response)
        })
    }
}
