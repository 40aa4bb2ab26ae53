//! The layer that has computed what goes over the whole of a body, once for a call: before its attempts, and not
//! within their time, since it may take long. A source that gives nothing is bounded as it is while it is sent.

use super::body::upload;
use super::{Call, Outcome, Stack, attempt_timeout};
use crate::digest::{self, Digests};
use crate::error::{Classification, ErrorKind, Report, TimeoutKind};
use aws_smithy_async::future::timeout::Timeout;
use std::sync::Arc;

pub(super) async fn run(stack: &Stack, call: &Arc<Call>) -> Outcome {
    if !call.plan.wanted.is_nothing() && call.digests.get().is_none() {
        match Box::pin(compute(stack, call)).await {
            Ok(digests) => {
                // No other attempt is under way that could have been first.
                let _ = call.digests.set(digests);
            }
            Err(mut report) => {
                report.is_unsent = true;
                return Err(report);
            }
        }
    }
    attempt_timeout::run(stack, call).await
}

/// Reads the body to its end. The time in which it makes progress counts as that of an upload does.
async fn compute(stack: &Stack, call: &Arc<Call>) -> Result<Digests, Box<Report>> {
    let plan = &call.plan;
    plan.progress.transfer().start();
    let body = upload::watched(call.request.body().clone().into_body(), call);
    let computed = digest::of_body(body, plan.wanted);
    let computed = match plan.timeouts.stall {
        None => computed.await,
        Some(bound) => {
            let stalled = upload::stalled(call, bound, &stack.sleep);
            let Ok(computed) = Timeout::new(Box::pin(computed), stalled).await else {
                let text = format!("the stream of the request's body stalled: it gave {bound}");
                let kind = ErrorKind::Timeout(TimeoutKind::Stall);
                let mut report = call
                    .report(kind, text)
                    .classified(Classification::Transient);
                report.hint = Some(upload::SOURCE_HINT);
                return Err(Box::new(report));
            };
            computed
        }
    };
    computed.map_err(|error| Box::new(error.of_request(plan.operation)))
}
