//! How long a waiter waits between two requests.

use std::time::Duration;

/// No wait is shorter, whatever a program asks for: a service is not to be flooded.
const LEAST: Duration = Duration::from_millis(1);

/// The bounds of a waiter in time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Delays {
    pub(super) min: Duration,
    pub(super) max: Duration,
}

impl Delays {
    /// The wait after the request of this number, the first being 1, with this much time left; or `None` where that does
    /// not suffice for another one.
    ///
    /// It is Smithy's: a random time from the least wait to that doubled with each request, up to the longest. Where less
    /// than the least wait would be left after it, it is cut so that one more request is made in time.
    pub(super) fn after(self, request: u32, left: Duration, jitter: f64) -> Option<Duration> {
        let min = self.min.max(LEAST);
        if left <= min {
            return None;
        }
        let doubled = min.saturating_mul(1_u32.checked_shl(request - 1).unwrap_or(u32::MAX));
        let longest = doubled.min(self.max.max(min));
        let delay = min + longest.saturating_sub(min).mul_f64(jitter);
        if left.saturating_sub(delay) <= min {
            return Some(left.saturating_sub(min));
        }
        Some(delay)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn a_wait_is_doubled_with_each_request_up_to_the_longest() {
        let delays = Delays {
            min: 2 * SECOND,
            max: 120 * SECOND,
        };
        let waits = |jitter| {
            let wait = |request| delays.after(request, 3_600 * SECOND, jitter).unwrap();
            [1, 2, 3, 6, 7, 8, 40].map(|request| wait(request).as_secs())
        };
        assert_eq!(waits(1.0), [2, 4, 8, 64, 120, 120, 120]);
        assert_eq!(waits(0.0), [2; 7]);
        assert_eq!(waits(0.5), [2, 3, 5, 33, 61, 61, 61]);
    }

    #[test]
    fn the_last_wait_leaves_time_for_a_request() {
        let delays = Delays {
            min: 2 * SECOND,
            max: 120 * SECOND,
        };
        for (left, wait) in [
            (100, Some(64)),
            (66, Some(64)),
            (65, Some(63)),
            (10, Some(8)),
            (3, Some(1)),
            (2, None),
            (0, None),
        ] {
            let wait = wait.map(|wait| wait * SECOND);
            assert_eq!(delays.after(6, left * SECOND, 1.0), wait, "{left}");
        }
    }

    #[test]
    fn bounds_that_make_no_sense_do_no_harm() {
        let delays = Delays {
            min: Duration::ZERO,
            max: Duration::ZERO,
        };
        assert_eq!(delays.after(1, SECOND, 1.0), Some(LEAST));
        assert_eq!(delays.after(u32::MAX, SECOND, 1.0), Some(LEAST));
        let delays = Delays {
            min: 5 * SECOND,
            max: SECOND,
        };
        assert_eq!(delays.after(3, 60 * SECOND, 1.0), Some(5 * SECOND));
    }
}
