//! A clock for clients that goes with tokio's.

use aws_smithy_async::time::TimeSource;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::time::Instant;

/// A time of day that passes as tokio's clock does: it stands still while that is paused, and moves on where that is
/// advanced, by `tokio::time::advance` or since all that runs is waiting.
///
/// With it as [`time_source`](smithereens::Builder::time_source), credentials expire, and signatures get other times, during
/// the waits of a test that take no time:
///
/// ```
/// use smithereens_testing::{NEW_YEAR, TokioClock, builder};
/// use std::time::Duration;
///
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() {
/// let clock = TokioClock::starting_at(NEW_YEAR);
/// let builder = builder().time_source(clock.clone());
/// tokio::time::sleep(Duration::from_hours(1)).await;
/// assert_eq!(clock.seconds(), NEW_YEAR + 3_600);
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct TokioClock {
    origin: SystemTime,
    start: Instant,
}

impl TokioClock {
    /// A clock that says this time now, in seconds since 1970.
    #[must_use]
    pub fn starting_at(seconds: u64) -> Self {
        Self {
            origin: UNIX_EPOCH + Duration::from_secs(seconds),
            start: Instant::now(),
        }
    }

    /// What it says now, in whole seconds since 1970.
    #[must_use]
    pub fn seconds(&self) -> u64 {
        let since = self.now().duration_since(UNIX_EPOCH);
        since.map_or(0, |since| since.as_secs())
    }
}

impl TimeSource for TokioClock {
    fn now(&self) -> SystemTime {
        self.origin + self.start.elapsed()
    }
}

impl From<TokioClock> for aws_smithy_async::time::SharedTimeSource {
    fn from(clock: TokioClock) -> Self {
        Self::new(clock)
    }
}
