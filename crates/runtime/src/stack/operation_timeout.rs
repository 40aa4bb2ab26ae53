//! The layer that bounds a whole call: all its attempts, and the waits between them.

use super::call::Stage;
use super::timeout::within;
use super::{Call, Outcome, Stack, retry};
use crate::error::{ErrorKind, Report, TimeoutKind};
use crate::timeouts::Bound;
use crate::uri;
use std::pin::pin;
use std::sync::Arc;
use tower::BoxError;

pub(super) async fn run(stack: &Stack, call: &Arc<Call>) -> Outcome {
    let attempts = pin!(retry::run(stack, call));
    let Some(bound) = &call.plan.timeouts.operation else {
        return attempts.await;
    };
    within(bound, stack, call, attempts)
        .await
        .unwrap_or_else(|| Err(Box::new(report(call, bound))))
}

/// The bound was met when the call had come this far.
fn report(call: &Call, bound: &Bound) -> Report {
    let progress = &call.plan.progress;
    let when = match progress.stage() {
        Stage::Uploading(upload) => {
            let authority = uri::authority(call.request.uri());
            let sent = upload.describe();
            format!("while the request was on its way to {authority} ({sent} sent)")
        }
        _ => "before there was a response".to_owned(),
    };
    let text = format!("the operation timeout of {:?} passed {when}", bound.limit);
    let mut report = call.report(ErrorKind::Timeout(TimeoutKind::Operation), text);
    report.attempts = progress.attempts();
    if progress.is_held_back() {
        report.note = Some("held back by the rate limit of adaptive mode");
    }
    // What went wrong before says more of the reason than that time ran out.
    report.source = progress.last_failure().map(|earlier| earlier as BoxError);
    report
}
