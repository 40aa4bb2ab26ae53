//! Waiters: operations that are repeated until something has come about.

mod delay;
mod error;

pub use error::{Waited, WaiterError, WaiterErrorKind, WaiterOutcome};

use crate::client::Client;
use crate::error::Error;
use crate::operation::{Operation, Waiter, WaiterState};
use aws_smithy_async::future::timeout::Timeout;
use aws_smithy_async::rt::sleep::AsyncSleep;
use delay::Delays;
use std::fmt;
use std::time::Duration;
use tokio::time::Instant;

impl Client {
    /// Waits until something has come about, by a waiter of the service's model (Smithy's `waitable` trait):
    ///
    /// ```no_run
    /// # use guide_operations as lambda_operations;
    /// # async fn run(client: smithereens::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use lambda_operations::FunctionActiveV2;
    /// use std::time::Duration;
    ///
    /// client.wait(FunctionActiveV2::new("my-function")).max_wait(Duration::from_mins(5)).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// The waiter is made as its operation is, or of one: `FunctionActiveV2::from(GetFunction::new("my-function"))`.
    pub fn wait<W: Waiter>(&self, waiter: W) -> Wait<W> {
        Wait {
            client: self.clone(),
            waiter,
            delays: Delays {
                min: W::MIN_DELAY,
                max: W::MAX_DELAY,
            },
            on_retry: None,
        }
    }
}

/// What is told before each wait.
type OnRetry<W> = Box<dyn FnMut(&WaiterProgress<'_, <W as Waiter>::Operation>) + Send>;

/// Something to wait for. See [`Client::wait`]; [`max_wait`](Self::max_wait) begins.
#[must_use = "nothing is waited for before `max_wait` is awaited"]
pub struct Wait<W: Waiter> {
    client: Client,
    waiter: W,
    delays: Delays,
    on_retry: Option<OnRetry<W>>,
}

impl<W: Waiter> Wait<W> {
    /// The least wait between two requests, instead of the model's. It is a millisecond at least.
    pub fn min_delay(mut self, delay: Duration) -> Self {
        self.delays.min = delay;
        self
    }

    /// The longest wait between two requests, instead of the model's. It is no shorter than the least one.
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.delays.max = delay;
        self
    }

    /// Is called after each outcome that says to go on, before the wait that follows it.
    pub fn on_retry(
        mut self,
        tell: impl FnMut(&WaiterProgress<'_, W::Operation>) + Send + 'static,
    ) -> Self {
        self.on_retry = Some(Box::new(tell));
        self
    }

    /// Waits for as long as this at most, requests included: one that is under way then is dropped.
    ///
    /// The waits between requests are those of Smithy: a random time from the least wait to that doubled with each
    /// request, up to the longest; the last one is cut so that there is time for one more request.
    ///
    /// # Errors
    ///
    /// An outcome says that it will not come about, a request fails with an error that the waiter does not name, or the
    /// time is over: see [`WaiterErrorKind`].
    pub async fn max_wait(
        mut self,
        max_wait: Duration,
    ) -> Result<Waited<W::Operation>, WaiterError<W::Operation>> {
        let start = Instant::now();
        // Whatever sleeps may have a time of its own, as in tests.
        let mut slept = Duration::ZERO;
        let mut requests = 0;
        let mut last = None;
        let ended = |kind, outcome, requests| WaiterError {
            waiter: W::NAME,
            kind,
            outcome,
            requests,
            max_wait,
        };
        loop {
            let left = max_wait.saturating_sub(start.elapsed().max(slept));
            requests += 1;
            let sent = self.client.send(self.waiter.operation().clone());
            let Ok(outcome) = Timeout::new(Box::pin(sent), self.client.sleep().sleep(left)).await
            else {
                return Err(ended(WaiterErrorKind::Timeout, last, requests));
            };
            let state = self.waiter.accept(outcome.as_ref());
            tracing::debug!(waiter = W::NAME, requests, ?state, "waited");
            match (state, &outcome) {
                (Some(WaiterState::Success), _) => return Ok(Waited { outcome, requests }),
                (Some(WaiterState::Failure), _) => {
                    return Err(ended(WaiterErrorKind::Failure, Some(outcome), requests));
                }
                (None, Err(_)) => {
                    return Err(ended(WaiterErrorKind::Error, Some(outcome), requests));
                }
                (Some(WaiterState::Retry), _) | (None, Ok(_)) => {}
            }
            let elapsed = start.elapsed().max(slept);
            let left = max_wait.saturating_sub(elapsed);
            let Some(delay) = self.delays.after(requests, left, self.client.jitter()) else {
                return Err(ended(WaiterErrorKind::Timeout, Some(outcome), requests));
            };
            if let Some(tell) = &mut self.on_retry {
                tell(&WaiterProgress {
                    outcome: outcome.as_ref(),
                    requests,
                    elapsed,
                    delay,
                });
            }
            last = Some(outcome);
            self.client.sleep().sleep(delay).await;
            slept += delay;
        }
    }
}

impl<W: Waiter> fmt::Debug for Wait<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wait")
            .field("waiter", &W::NAME)
            .field("delays", &self.delays)
            .finish_non_exhaustive()
    }
}

/// How far a waiter has come, for [`Wait::on_retry`].
pub struct WaiterProgress<'a, O: Operation> {
    outcome: Result<&'a O::Output, &'a Error<O::Error>>,
    requests: u32,
    elapsed: Duration,
    delay: Duration,
}

impl<O: Operation> WaiterProgress<'_, O> {
    /// The outcome that says to go on.
    ///
    /// # Errors
    ///
    /// It is an error of the operation.
    pub fn outcome(&self) -> Result<&O::Output, &Error<O::Error>> {
        self.outcome
    }

    /// How many requests were made, retries within a call aside.
    #[must_use]
    pub fn requests(&self) -> u32 {
        self.requests
    }

    /// How long it has been since the waiting began.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// How long the wait is that follows.
    #[must_use]
    pub fn delay(&self) -> Duration {
        self.delay
    }
}

impl<O: Operation> fmt::Debug for WaiterProgress<'_, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaiterProgress")
            .field("operation", &O::NAME)
            .field("requests", &self.requests)
            .field("elapsed", &self.elapsed)
            .field("delay", &self.delay)
            .finish_non_exhaustive()
    }
}
