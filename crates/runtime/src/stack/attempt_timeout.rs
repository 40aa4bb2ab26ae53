//! The layer that bounds one attempt, from its signature to the last byte of the answer.

use super::timeout::within;
use super::{Call, Outcome, OutcomeFuture};
use crate::error::{ErrorKind, Report, TimeoutKind};
use crate::operation::Response;
use crate::retry::Verdict;
use aws_smithy_async::rt::sleep::SharedAsyncSleep;
use std::task::{Context, Poll};
use tower::{Layer, Service};

#[derive(Clone)]
pub(super) struct AttemptTimeoutLayer {
    sleep: SharedAsyncSleep,
}

impl AttemptTimeoutLayer {
    pub(super) fn new(sleep: SharedAsyncSleep) -> Self {
        Self { sleep }
    }
}

impl<S> Layer<S> for AttemptTimeoutLayer {
    type Service = AttemptTimeout<S>;

    fn layer(&self, inner: S) -> Self::Service {
        AttemptTimeout {
            inner,
            sleep: self.sleep.clone(),
        }
    }
}

#[derive(Clone)]
pub(super) struct AttemptTimeout<S> {
    inner: S,
    sleep: SharedAsyncSleep,
}

impl<S> Service<Call> for AttemptTimeout<S>
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
        let Some(limit) = call.plan.timeouts.attempt else {
            return self.inner.call(call);
        };
        let operation = call.plan.operation;
        let uri = call.request.uri().clone();
        let sleep = self.sleep.clone();
        let future = self.inner.call(call);
        Box::pin(async move {
            if let Some(outcome) = within(limit, &sleep, future).await {
                return outcome;
            }
            let text = format!(
                "the attempt timeout of {limit:?} passed before {} had answered in full",
                super::call::authority(&uri),
            );
            let kind = ErrorKind::Timeout(TimeoutKind::Attempt);
            let report = Report::new(kind, operation, text).judged(Verdict::Transient);
            Outcome::Err(Box::new(report))
        })
    }
}
