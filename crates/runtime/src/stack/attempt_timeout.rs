//! The layer that bounds one attempt, from its signature to the last byte of the answer.

use super::bounds::Bound;
use super::progress::Stage;
use super::timeout::within;
use super::{Call, Outcome, OutcomeFuture};
use crate::error::{ErrorKind, Report, TimeoutKind};
use crate::operation::Response;
use crate::retry::Verdict;
use aws_smithy_async::rt::sleep::SharedAsyncSleep;
use http::Uri;
use std::sync::Arc;
use std::task::{Context, Poll};
use tower::Service;

#[derive(Clone)]
pub(super) struct AttemptTimeout<S> {
    inner: S,
    sleep: SharedAsyncSleep,
}

impl<S> AttemptTimeout<S> {
    pub(super) fn new(inner: S, sleep: SharedAsyncSleep) -> Self {
        Self { inner, sleep }
    }
}

impl<S> Service<Arc<Call>> for AttemptTimeout<S>
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
        let Some(bound) = call.plan.timeouts.attempt else {
            return self.inner.call(call);
        };
        let sleep = self.sleep.clone();
        let future = self.inner.call(Arc::clone(&call));
        Box::pin(async move {
            let Call { request, plan, .. } = &*call;
            if let Some(outcome) = within(bound, &sleep, &plan.progress, future).await {
                return outcome;
            }
            let stage = plan.progress.stage();
            let report = report(plan.operation, bound, request.uri(), stage);
            Outcome::Err(Box::new(report))
        })
    }
}

/// The bound was met when the attempt had come this far.
fn report(operation: &'static str, bound: Bound, uri: &Uri, stage: Stage) -> Report {
    let authority = crate::uri::authority(uri);
    let when = match stage {
        Stage::Unsigned => "before there were credentials to sign with".to_owned(),
        Stage::Unconnected => format!("before there was a connection to {authority}"),
        Stage::Uploading(upload) => {
            let sent = upload.describe();
            format!("while the request was on its way to {authority} ({sent} sent)")
        }
        Stage::Sent => format!("before {authority} had answered"),
        Stage::Answered(status, bytes) => {
            let body = match bytes {
                0 => ", and nothing of the body".to_owned(),
                1 => " and 1 byte of the body".to_owned(),
                bytes => format!(" and {bytes} bytes of the body"),
            };
            let status = status.as_u16();
            format!("after {authority} had sent the head of its answer (status {status}){body}")
        }
    };
    let kind = ErrorKind::Timeout(TimeoutKind::Attempt);
    let text = format!("the attempt timeout of {:?} passed {when}", bound.limit);
    let mut report = Report::new(kind, operation, text).judged(Verdict::Transient);
    report.may_have_run = !matches!(stage, Stage::Unsigned | Stage::Unconnected);
    match stage {
        Stage::Unsigned => report.hint = Some("check what the credentials come from"),
        Stage::Unconnected => {
            report.hint = Some(
                "check the endpoint, the region and the network, and `connect_timeout`, which bounds the connection alone",
            );
        }
        Stage::Uploading(_) => {
            report.hint = Some(
                "raise `attempt_timeout` of the client or of `Overrides`, or leave it unset: then an upload may take as long as it makes progress",
            );
        }
        Stage::Sent => {}
        Stage::Answered(status, _) => report.status = Some(status),
    }
    report
}
