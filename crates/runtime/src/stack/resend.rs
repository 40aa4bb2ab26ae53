//! The layer that gets an attempt over a connection which the server had closed meanwhile.
//!
//! A connection that is kept can be closed by the server at any time, and a request that is on its way by then
//! is lost. That says nothing of the service's health, so the call is not to notice it: the request is sent once more
//! at once, signed anew. This is no attempt of its own: it neither waits, nor draws on the retry quota, nor counts
//! towards `max_attempts`, and the attempt timeout bounds both together.
//!
//! The bounds of sending once more:
//!
//! - Once for each attempt, always on a connection that is made for it: those left in the pool may be closed
//!   as well. What happens on that one is the attempt's outcome.
//! - Only where the connection had been used, or kept, before: a new connection that is dropped is a failure.
//! - Only where nothing has come that is or was to be a response. One that is malformed, or cut short in its body, is a
//!   failure, and so is silence.
//! - Only for operations that are safe to repeat, and bodies that can be sent again: whether
//!   the service had begun to act on the lost request is not known. Where it is known that none of the request
//!   was sent, `hyper-util` itself takes another connection, whatever the operation.

use super::{Call, Outcome, Stack, authenticate};
use std::sync::Arc;

pub(super) async fn run(stack: &Stack, call: &Arc<Call>) -> Outcome {
    let progress = &call.plan.progress;
    progress.sending();
    if let Some(outcome) = unless_lost(call, authenticate::run(stack, call).await) {
        return outcome;
    }
    progress.sending();
    Box::pin(authenticate::run(stack, call)).await
}

/// What came of the request, unless it is to be sent once more.
fn unless_lost(call: &Call, outcome: Outcome) -> Option<Outcome> {
    let Err(lost) = &outcome else {
        return Some(outcome);
    };
    if !call.plan.is_idempotent || !call.plan.progress.connections().take_loss() {
        return Some(outcome);
    }
    tracing::debug!(failure = %lost, "a kept connection was closed; a new one is made");
    None
}
