//! A future with a bound, by the client's own notion of sleep.

use super::{Call, Stack};
use crate::timeouts::Bound;
use aws_smithy_async::future::timeout::Timeout;
use aws_smithy_async::rt::sleep::AsyncSleep;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

/// A bound that a body in transfer puts off is put off by this much at least.
const MIN_EXTENSION: Duration = Duration::from_millis(50);

/// What the future gives, or `None` if it takes longer than the bound allows.
///
/// A bound that the program did not set leaves out the time in which the call's bodies make progress.
///
/// The future is pinned by the caller: moved in here, it would take its memory twice.
#[expect(
    clippy::manual_async_fn,
    reason = "an async function keeps its arguments twice"
)]
pub(super) fn within<F: Future>(
    bound: &Bound,
    stack: &Stack,
    call: &Call,
    mut future: Pin<&mut F>,
) -> impl Future<Output = Option<F::Output>> {
    async move {
        let transfer = call.plan.progress.transfer();
        let mut left_out = transfer.duration();
        let mut wait = bound.limit;
        loop {
            if let Ok(output) = Timeout::new(future.as_mut(), stack.sleep.sleep(wait)).await {
                return Some(output);
            }
            let in_transfer = transfer.duration();
            let more = in_transfer.saturating_sub(left_out);
            if bound.is_hard || more.is_zero() {
                return None;
            }
            wait = more.max(MIN_EXTENSION);
            left_out = in_transfer;
        }
    }
}
