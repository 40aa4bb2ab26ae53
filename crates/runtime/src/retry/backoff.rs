//! How long to wait before another attempt.

use super::Classification;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// The wait before the first retry of a throttled attempt, jitter aside.
const THROTTLED_BASE: Duration = Duration::from_secs(1);
/// No wait is longer, before a service asks for one, unless the program says otherwise.
const MAX: Duration = Duration::from_secs(20);
/// A service may ask for this much more than the wait would have been.
const MAX_REQUESTED_EXTRA: Duration = Duration::from_secs(5);

/// The waits between attempts: full jitter times `min(base · 2^retry, max)`.
#[derive(Clone)]
pub(crate) struct Backoff {
    /// Gives numbers from 0 to 1.
    pub(crate) jitter: Arc<dyn Fn() -> f64 + Send + Sync>,
    /// The wait before a first retry, in place of every other.
    pub(crate) initial: Option<Duration>,
    pub(crate) max: Duration,
}

impl Backoff {
    /// A number from 0 to 1, that a wait is multiplied with.
    pub(crate) fn jitter(&self) -> f64 {
        let jitter = (self.jitter)();
        // No duration can be multiplied with NaN.
        if jitter.is_nan() {
            0.0
        } else {
            jitter.clamp(0.0, 1.0)
        }
    }

    /// The wait before the retry with this number, the first being 0, of a service whose wait is this before that one.
    /// A wait that the service asks for is kept between the wait and five seconds more.
    pub(crate) fn delay(
        &self,
        retry: u32,
        classification: Classification,
        base: Duration,
        requested: Option<Duration>,
    ) -> Duration {
        let base = match self.initial {
            Some(initial) => initial,
            None if classification == Classification::Throttled => THROTTLED_BASE,
            None => base,
        };
        let full = base.saturating_mul(1_u32.checked_shl(retry).unwrap_or(u32::MAX));
        let full = full.min(self.max);
        // Seconds are not exact, so that the longest of all may come out longer.
        let seconds = full.as_secs_f64() * self.jitter();
        let delay = Duration::try_from_secs_f64(seconds).unwrap_or(full);
        match requested {
            Some(requested) => requested.clamp(delay, delay.saturating_add(MAX_REQUESTED_EXTRA)),
            None => delay,
        }
    }
}

impl Default for Backoff {
    fn default() -> Self {
        Self {
            jitter: Arc::new(fastrand::f64),
            initial: None,
            max: MAX,
        }
    }
}

impl fmt::Debug for Backoff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Backoff")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// That of most services.
    const BASE: Duration = Duration::from_millis(50);

    fn backoff(jitter: f64) -> Backoff {
        Backoff {
            jitter: Arc::new(move || jitter),
            ..Backoff::default()
        }
    }

    fn millis(
        backoff: &Backoff,
        classification: Classification,
        retries: std::ops::Range<u32>,
    ) -> Vec<u128> {
        retries
            .map(|retry| {
                let delay = backoff.delay(retry, classification, BASE, None);
                delay.as_millis()
            })
            .collect()
    }

    #[test]
    fn waits_double_up_to_twenty_seconds() {
        let full = backoff(1.0);
        assert_eq!(
            millis(&full, Classification::Transient, 0..10),
            [50, 100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800, 20_000]
        );
        assert_eq!(
            millis(&full, Classification::Throttled, 0..6),
            [1_000, 2_000, 4_000, 8_000, 16_000, 20_000]
        );
        assert_eq!(
            millis(&full, Classification::Transient, 31..34),
            [20_000; 3]
        );
    }

    #[test]
    fn a_service_has_its_own_wait_unless_it_is_throttled() {
        let quick = Duration::from_millis(25);
        for (classification, expected) in [
            (Classification::Transient, [25, 50, 100]),
            (Classification::Throttled, [1_000, 2_000, 4_000]),
        ] {
            let delays =
                [0, 1, 2].map(|retry| backoff(1.0).delay(retry, classification, quick, None));
            assert_eq!(delays.map(|delay| delay.as_millis()), expected);
        }
    }

    #[test]
    fn a_program_says_where_waits_begin_and_end() {
        let own = Backoff {
            initial: Some(Duration::from_millis(10)),
            max: Duration::from_millis(70),
            ..backoff(1.0)
        };
        for classification in [Classification::Transient, Classification::Throttled] {
            assert_eq!(millis(&own, classification, 0..5), [10, 20, 40, 70, 70]);
        }
        let longest = Backoff {
            initial: Some(Duration::MAX),
            max: Duration::MAX,
            ..backoff(1.0)
        };
        let delay = longest.delay(9, Classification::Transient, BASE, Some(Duration::MAX));
        assert_eq!(delay, Duration::MAX);
    }

    #[test]
    fn jitter_applies_after_the_cap() {
        assert_eq!(
            millis(&backoff(0.5), Classification::Throttled, 9..10),
            [10_000]
        );
        assert_eq!(millis(&backoff(0.0), Classification::Throttled, 9..10), [0]);
    }

    #[test]
    fn jitter_from_outside_its_range_is_harmless() {
        for (jitter, expected) in [(f64::NAN, 0), (-1.0, 0), (7.0, 50), (f64::INFINITY, 50)] {
            assert_eq!(
                millis(&backoff(jitter), Classification::Transient, 0..1),
                [expected]
            );
        }
    }

    #[test]
    fn a_requested_wait_is_kept_within_bounds() {
        let full = backoff(1.0);
        for (requested, expected) in [(10, 50), (3_000, 3_000), (10_000, 5_050)] {
            let requested = Some(Duration::from_millis(requested));
            let delay = full.delay(0, Classification::Transient, BASE, requested);
            assert_eq!(delay, Duration::from_millis(expected));
        }
    }
}
