//! The tokens that attempts take, and how fast new ones come.

use std::time::Duration;

/// The tokens that come in a second, and that fit in the bucket, however low the rate.
const MIN_RATE: f64 = 0.5;
const MIN_CAPACITY: f64 = 1.0;

/// A bucket of tokens. Rates are in tokens a second, times in seconds.
#[derive(Debug)]
pub(super) struct Bucket {
    rate: f64,
    capacity: f64,
    tokens: f64,
    /// When tokens came last.
    filled: Option<f64>,
}

impl Default for Bucket {
    fn default() -> Self {
        Self {
            rate: MIN_RATE,
            capacity: MIN_CAPACITY,
            tokens: 0.0,
            filled: None,
        }
    }
}

impl Bucket {
    pub(super) fn rate(&self) -> f64 {
        self.rate
    }

    /// How long it takes until there is a whole token.
    pub(super) fn wait(&mut self, now: f64) -> Duration {
        self.fill(now);
        let missing = (1.0 - self.tokens).max(0.0);
        Duration::try_from_secs_f64(missing / self.rate).unwrap_or_default()
    }

    /// Takes a token, whether it is whole or not.
    pub(super) fn take(&mut self, now: f64) {
        self.fill(now);
        self.tokens -= 1.0;
    }

    /// From now on tokens come at this rate, and as many fit as come in a second.
    pub(super) fn set_rate(&mut self, now: f64, rate: f64) {
        self.fill(now);
        self.rate = rate.max(MIN_RATE);
        self.capacity = rate.max(MIN_CAPACITY);
        self.tokens = self.tokens.min(self.capacity);
    }

    fn fill(&mut self, now: f64) {
        if let Some(filled) = self.filled {
            self.tokens = (self.tokens + (now - filled) * self.rate).min(self.capacity);
        }
        self.filled = Some(now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_come_at_the_rate_up_to_the_capacity() {
        let mut bucket = Bucket::default();
        bucket.set_rate(0.0, 4.0);
        assert_eq!(bucket.wait(0.0), Duration::from_millis(250));
        assert_eq!(bucket.wait(0.125), Duration::from_millis(125));
        assert_eq!(bucket.wait(0.25), Duration::ZERO);
        // Four of those that come in an hour are kept.
        for _ in 0..4 {
            assert_eq!(bucket.wait(3_600.0), Duration::ZERO);
            bucket.take(3_600.0);
        }
        assert_eq!(bucket.wait(3_600.0), Duration::from_millis(250));
    }

    #[test]
    fn there_is_a_least_rate_and_what_exceeds_a_lower_capacity_is_lost() {
        let mut bucket = Bucket::default();
        bucket.set_rate(0.0, 4.0);
        bucket.set_rate(10.0, -1.0);
        assert!((bucket.rate() - 0.5).abs() < 1e-9);
        assert_eq!(bucket.wait(10.0), Duration::ZERO);
        bucket.take(10.0);
        assert_eq!(bucket.wait(10.0), Duration::from_secs(2));
    }
}
