//! The layer that bounds one attempt, from its signature to the last byte of the response.

use super::timed_out::timed_out;
use super::timeout::within;
use super::{Call, Outcome, Stack, read_body};
use crate::error::TimeoutKind;
use std::pin::pin;
use std::sync::Arc;

pub(super) async fn run(stack: &Stack, call: &Arc<Call>) -> Outcome {
    let attempt = pin!(read_body::run(stack, call));
    let Some(bound) = &call.plan.timeouts.attempt else {
        return attempt.await;
    };
    within(bound, stack, call, attempt)
        .await
        .unwrap_or_else(|| Err(Box::new(timed_out(call, bound, TimeoutKind::Attempt))))
}
