//! The layer that bounds a whole call: all its attempts, and the waits between them.

use super::progress::Stage;
use super::timeout::within;
use super::{Call, Outcome, OutcomeFuture};
use crate::error::{ErrorKind, Report, TimeoutKind};
use crate::operation::Response;
use aws_smithy_async::rt::sleep::SharedAsyncSleep;
use std::sync::Arc;
use std::task::{Context, Poll};
use tower::{BoxError, Service};

#[derive(Clone)]
pub(super) struct OperationTimeout<S> {
    inner: S,
    sleep: SharedAsyncSleep,
}

impl<S> OperationTimeout<S> {
    pub(super) fn new(inner: S, sleep: SharedAsyncSleep) -> Self {
        Self { inner, sleep }
    }
}

impl<S> Service<Arc<Call>> for OperationTimeout<S>
where
    S: Service<Arc<Call>, Response = Response, Error = Box<Report>, Future = OutcomeFuture>,
{
    type Response = Response;
    type Error = Box<Report>;
    type Future = OutcomeFuture;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Box<Report>>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, call: Arc<Call>) -> OutcomeFuture {
        let Some(bound) = call.plan.timeouts.operation else {
            return self.inner.call(call);
        };
        let sleep = self.sleep.clone();
        let future = self.inner.call(Arc::clone(&call));
        Box::pin(async move {
            let plan = &call.plan;
            if let Some(outcome) = within(bound, &sleep, &plan.progress, future).await {
                return outcome;
            }
            let when = match plan.progress.stage() {
                Stage::Uploading(upload) => {
                    let authority = crate::uri::authority(call.request.uri());
                    let sent = upload.describe();
                    format!("while the request was on its way to {authority} ({sent} sent)")
                }
                _ => "before there was an answer".to_owned(),
            };
            let text = format!("the operation timeout of {:?} passed {when}", bound.limit);
            let kind = ErrorKind::Timeout(TimeoutKind::Operation);
            let mut report = Report::new(kind, plan.operation, text);
            report.attempts = plan.progress.attempts();
            if plan.progress.is_held_back() {
                report.note = Some("held back by the rate limit of adaptive mode");
            }
            // What went wrong before says more of the reason than that time ran out.
            report.source = plan
                .progress
                .last_failure()
                .map(|earlier| earlier as BoxError);
            Outcome::Err(Box::new(report))
        })
    }
}
