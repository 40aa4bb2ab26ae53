//! The layer that writes a debug event for each attempt, once it has ended.
//!
//! The event's target is `smithereens`, and its fields are:
//!
//! - `attempt` and `max_attempts`;
//! - `method`, `authority` and `path`. The query is left out: it holds filters and tokens of pages, which may be
//!   private. The path is written, since it names the resource, by which requests are distinguished;
//! - `status` and `request_id` of the response, if one came;
//! - `failure`, if none came, or not in full: an [`ErrorKind`](crate::ErrorKind), or `Dropped` where the
//!   attempt was cut short by the operation timeout or by a caller that no longer waits;
//! - `duration_ms`, from before the signature to the last byte of the response, or of its head where the body is
//!   handed over unread.
//!
//! Headers are not written, the request's or the response's, the id aside: some carry secrets.

use super::{Call, Outcome, Stack, digest};
use crate::uri;
use http::StatusCode;
use std::fmt::Debug;
use std::sync::Arc;
use tokio::time::Instant;
use tracing::Level;

const TARGET: &str = "smithereens";

pub(super) async fn run(stack: &Stack, call: &Arc<Call>) -> Outcome {
    let attempt = tracing::enabled!(target: TARGET, Level::DEBUG).then(|| Attempt::start(call));
    let outcome = digest::run(stack, call).await;
    if let Some(attempt) = attempt {
        attempt.end(&outcome);
    }
    outcome
}

/// An attempt under way. Dropping it writes its event too.
struct Attempt<'a> {
    call: &'a Call,
    number: u32,
    /// Of tokio's clock, which never goes back, as the wall clock that requests are signed by may.
    start: Instant,
    has_ended: bool,
}

#[derive(Debug)]
struct Dropped;

impl<'a> Attempt<'a> {
    fn start(call: &'a Call) -> Self {
        Self {
            call,
            number: call.plan.progress.attempts(),
            start: Instant::now(),
            has_ended: false,
        }
    }

    fn end(mut self, outcome: &Outcome) {
        self.has_ended = true;
        match outcome {
            Ok(response) => {
                let id = self.call.plan.progress.request_id(&response.headers);
                self.write(Some(response.status), id.as_deref(), None);
            }
            Err(report) => {
                let id = report.request_id.as_deref();
                self.write(report.status, id, Some(&report.kind));
            }
        }
    }

    fn write(&self, status: Option<StatusCode>, id: Option<&str>, failure: Option<&dyn Debug>) {
        let Call { request, plan, .. } = self.call;
        tracing::debug!(
            target: TARGET,
            attempt = self.number,
            max_attempts = plan.max_attempts,
            method = %request.method(),
            authority = %uri::authority(request.uri()),
            path = %request.uri().path(),
            status = status.map(|status| status.as_u16()),
            request_id = id,
            failure = failure.map(tracing::field::debug),
            duration_ms = u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX),
            "attempt ended",
        );
    }
}

impl Drop for Attempt<'_> {
    fn drop(&mut self) {
        if !self.has_ended {
            self.write(None, None, Some(&Dropped));
        }
    }
}
