//! How adaptive mode keeps a client from sending more than a service takes.
//!
//! Each attempt, the first one included, takes a token of a bucket; an attempt that finds none waits for it. The
//! bucket is out of use until the service throttles an attempt for the first time. From then on its rate follows
//! what the service takes: down by three tenths when it throttles, and up again along a cubic curve, at most to
//! twice the rate that is really sent. The algorithm and its constants are those that the AWS SDKs share.

mod bucket;
mod cubic;
mod measure;

use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep};
use bucket::Bucket;
use cubic::Cubic;
use measure::Measure;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::time::Instant;

/// How many times what was measured the rate may be.
const MAX_GROWTH: f64 = 2.0;

/// The limit of a client's attempts on a service.
pub(crate) struct RateLimiter {
    /// All times are seconds since this.
    start: Instant,
    rates: Mutex<Rates>,
    /// Held by the attempt whose token is next. Those behind it wait in the order in which they came, and one that
    /// is given up leaves no gap.
    turn: tokio::sync::Mutex<()>,
}

struct Rates {
    measure: Measure,
    cubic: Cubic,
    /// None before the service has throttled for the first time: attempts are not held up.
    is_limiting: bool,
    bucket: Bucket,
}

impl RateLimiter {
    /// A limiter that holds nothing up yet.
    pub(crate) fn new() -> Self {
        Self {
            start: Instant::now(),
            rates: Mutex::new(Rates::new()),
            turn: tokio::sync::Mutex::const_new(()),
        }
    }

    /// Whether attempts need a token.
    pub(crate) fn is_limiting(&self) -> bool {
        self.rates().is_limiting
    }

    /// Waits until there is a token for an attempt, and takes it.
    pub(crate) async fn acquire(&self, sleep: &SharedAsyncSleep) {
        let _turn = self.turn.lock().await;
        let wait = self.rates().bucket.wait(self.now());
        if !wait.is_zero() {
            sleep.sleep(wait).await;
        }
        // Whatever the rate is by now, the wait is over: what is missing of the token, the next one waits for.
        self.rates().bucket.take(self.now());
    }

    /// Takes note of how an attempt ended.
    pub(crate) fn ended(&self, is_throttled: bool) {
        let now = self.now();
        self.rates().ended(now, is_throttled);
    }

    fn now(&self) -> f64 {
        self.start.elapsed().as_secs_f64()
    }

    fn rates(&self) -> MutexGuard<'_, Rates> {
        self.rates.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Rates {
    fn new() -> Self {
        Self {
            measure: Measure::default(),
            cubic: Cubic::default(),
            is_limiting: false,
            bucket: Bucket::default(),
        }
    }

    fn ended(&mut self, now: f64, is_throttled: bool) {
        let measured = self.measure.ended(now);
        let rate = if is_throttled {
            let sent = if self.is_limiting {
                measured.min(self.bucket.rate())
            } else {
                measured
            };
            self.is_limiting = true;
            self.cubic.throttled(now, sent)
        } else {
            self.cubic.succeeded(now)
        };
        self.bucket.set_rate(now, rate.min(MAX_GROWTH * measured));
    }
}

#[cfg(test)]
mod tests;
