//! A future with a bound, by the client's own notion of sleep.

use aws_smithy_async::future::timeout::Timeout;
use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep};
use std::future::Future;
use std::time::Duration;

/// What the future gives, or `None` if it takes longer than `limit`.
pub(super) async fn within<F: Future>(
    limit: Duration,
    sleep: &SharedAsyncSleep,
    future: F,
) -> Option<F::Output> {
    Timeout::new(future, sleep.sleep(limit)).await.ok()
}
