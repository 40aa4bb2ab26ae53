//! The layer that has computed what goes over the whole of a body, once for a call: before its attempts, and not
//! within their time, since it may take long. A source that gives nothing is bounded as it is while it is sent.

use super::{Call, OutcomeFuture, upload};
use crate::digest::{self, Digests};
use crate::error::{ErrorKind, Report, TimeoutKind};
use crate::operation::Response;
use crate::retry::Verdict;
use aws_smithy_async::future::timeout::Timeout;
use aws_smithy_async::rt::sleep::SharedAsyncSleep;
use std::sync::Arc;
use std::task::{Context, Poll};
use tower::Service;

#[derive(Clone)]
pub(super) struct Digest<S> {
    inner: S,
    sleep: SharedAsyncSleep,
}

impl<S> Digest<S> {
    pub(super) fn new(inner: S, sleep: SharedAsyncSleep) -> Self {
        Self { inner, sleep }
    }
}

impl<S> Service<Arc<Call>> for Digest<S>
where
    S: Service<Arc<Call>, Response = Response, Error = Box<Report>, Future = OutcomeFuture>
        + Clone
        + Send
        + 'static,
{
    type Response = Response;
    type Error = Box<Report>;
    type Future = OutcomeFuture;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Box<Report>>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, call: Arc<Call>) -> OutcomeFuture {
        if call.plan.wanted.is_nothing() || call.digests.get().is_some() {
            return self.inner.call(call);
        }
        // The one that was asked whether it is ready is the one to call.
        let clone = self.inner.clone();
        let mut inner = std::mem::replace(&mut self.inner, clone);
        let sleep = self.sleep.clone();
        Box::pin(async move {
            match compute(&call, &sleep).await {
                Ok(digests) => {
                    // No other attempt is under way that could have been first.
                    let _ = call.digests.set(digests);
                }
                Err(mut report) => {
                    report.is_unsent = true;
                    return Err(report);
                }
            }
            inner.call(call).await
        })
    }
}

/// Reads the body to its end. The time in which it makes progress counts as that of an upload does.
async fn compute(call: &Arc<Call>, sleep: &SharedAsyncSleep) -> Result<Digests, Box<Report>> {
    let plan = &call.plan;
    plan.progress.transfer().start();
    let body = upload::watched(call.request.body().clone().into_body(), call);
    let computed = digest::of_body(body, plan.wanted);
    let computed = match plan.timeouts.stall {
        None => computed.await,
        Some(bound) => {
            let stalled = upload::stalled(call, bound, sleep);
            let Ok(computed) = Timeout::new(Box::pin(computed), stalled).await else {
                let text = format!("the stream of the request's body stalled: it gave {bound}");
                let kind = ErrorKind::Timeout(TimeoutKind::Stall);
                let mut report = call.report(kind, text).judged(Verdict::Transient);
                report.hint = Some(upload::SOURCE_HINT);
                return Err(Box::new(report));
            };
            computed
        }
    };
    computed.map_err(|error| Box::new(error.of_request(plan.operation)))
}
