//! The layer that tells of each attempt, in one debug event, once it has ended.
//!
//! The event's target is `smithereens`, and its fields are:
//!
//! - `attempt` and `max_attempts`;
//! - `method`, `authority` and `path`. The query is left out: it holds markers, filters and tokens, which may be
//!   private. The path is told, since it names the resource, without which requests cannot be told apart;
//! - `status` and `request_id` of the answer, if one came;
//! - `failure`, if none came, or not in full: an [`ErrorKind`](crate::ErrorKind), or `Dropped` where the
//!   attempt was cut short by the operation timeout or by a caller that no longer waits;
//! - `duration_ms`, from before the signature to the last byte of the answer, or of its head where the body is
//!   handed over unread.
//!
//! Headers are not told, the request's or the answer's, the id aside: some carry secrets.

use super::{Call, Outcome, OutcomeFuture};
use crate::error::Report;
use crate::operation::Response;
use http::{Method, StatusCode, Uri};
use std::fmt::Debug;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::time::Instant;
use tower::Service;
use tracing::Level;

const TARGET: &str = "smithereens";

#[derive(Clone)]
pub(super) struct Trace<S> {
    inner: S,
}

impl<S> Trace<S> {
    pub(super) fn new(inner: S) -> Self {
        Self { inner }
    }
}

impl<S> Service<Arc<Call>> for Trace<S>
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
        if !tracing::enabled!(target: TARGET, Level::DEBUG) {
            return self.inner.call(call);
        }
        let attempt = Attempt::start(&call);
        let future = self.inner.call(Arc::clone(&call));
        Box::pin(async move {
            let outcome = future.await;
            attempt.end(&outcome, &call);
            outcome
        })
    }
}

/// An attempt under way. Dropping it tells of it too.
struct Attempt {
    number: u32,
    max: u32,
    method: Method,
    uri: Uri,
    /// Of tokio's clock, which never goes back, as the wall clock that requests are signed by may.
    start: Instant,
    has_ended: bool,
}

#[derive(Debug)]
struct Dropped;

impl Attempt {
    fn start(call: &Call) -> Self {
        Self {
            number: call.plan.progress.attempts(),
            max: call.plan.max_attempts,
            method: call.request.method().clone(),
            uri: call.request.uri().clone(),
            start: Instant::now(),
            has_ended: false,
        }
    }

    fn end(mut self, outcome: &Outcome, call: &Call) {
        self.has_ended = true;
        match outcome {
            Ok(response) => {
                let id = call.plan.progress.request_id(&response.headers);
                self.tell(Some(response.status), id.as_deref(), None);
            }
            Err(report) => {
                let id = report.request_id.as_deref();
                self.tell(report.status, id, Some(&report.kind));
            }
        }
    }

    fn tell(&self, status: Option<StatusCode>, id: Option<&str>, failure: Option<&dyn Debug>) {
        tracing::debug!(
            target: TARGET,
            attempt = self.number,
            max_attempts = self.max,
            method = %self.method,
            authority = %crate::uri::authority(&self.uri),
            path = %self.uri.path(),
            status = status.map(|status| status.as_u16()),
            request_id = id,
            failure = failure.map(tracing::field::debug),
            duration_ms = u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX),
            "attempt ended",
        );
    }
}

impl Drop for Attempt {
    fn drop(&mut self) {
        if !self.has_ended {
            self.tell(None, None, Some(&Dropped));
        }
    }
}
