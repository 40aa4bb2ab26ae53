//! What a call passes through: operation timeout → retry → trace → digest → attempt timeout → read body →
//! resend → authenticate → dispatch.
//!
//! Each layer is a file with a function `run`, which calls that of the next one. The whole of them is one future, boxed
//! once: what only few calls need is boxed where they need it, so that the others take no memory for it.

mod attempt;
mod attempt_timeout;
mod authenticate;
#[cfg(feature = "bearer-auth")]
mod bearer;
mod body;
mod call;
mod digest;
mod dispatch;
#[cfg(feature = "event-stream")]
mod event_stream;
mod operation_timeout;
mod presign;
mod read_body;
mod resend;
mod retry;
mod shared;
mod sign;
mod timed_out;
mod timeout;
mod trace;

#[cfg(feature = "bearer-auth")]
pub(crate) use call::Schemes;
pub(crate) use call::{BodyLimit, Call, Plan, Progress, RequestBody};
pub(crate) use presign::Presigned;
pub(crate) use shared::{Outcome, OutcomeFuture, Stack};

use std::sync::Arc;

impl Stack {
    /// Runs a call.
    pub(crate) fn run(self: &Arc<Self>, call: &Arc<Call>) -> OutcomeFuture {
        let (stack, call) = (Arc::clone(self), Arc::clone(call));
        Box::pin(async move { operation_timeout::run(&stack, &call).await })
    }
}
