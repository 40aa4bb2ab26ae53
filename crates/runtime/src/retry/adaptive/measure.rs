//! At which rate attempts are really made.

/// How much a new measurement counts against those before it.
const SMOOTH: f64 = 0.8;
/// The buckets of time in a second.
const BUCKETS: f64 = 2.0;

/// The rate of attempts a second, over buckets of half a second.
#[derive(Debug, Default)]
pub(super) struct Measure {
    rate: f64,
    /// When the bucket began that is being counted, in seconds.
    bucket: f64,
    count: u32,
}

impl Measure {
    #[cfg(test)]
    pub(super) fn rate(&self) -> f64 {
        self.rate
    }

    /// Counts an attempt that ended now: the rate up to the end of the last full bucket.
    pub(super) fn ended(&mut self, now: f64) -> f64 {
        let bucket = (now * BUCKETS).floor() / BUCKETS;
        self.count += 1;
        if bucket > self.bucket {
            let rate = f64::from(self.count) / (bucket - self.bucket);
            self.rate = rate * SMOOTH + self.rate * (1.0 - SMOOTH);
            self.count = 0;
            self.bucket = bucket;
        }
        self.rate
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rate after attempts that end at these times.
    fn rate(times: impl IntoIterator<Item = f64>) -> f64 {
        let mut measure = Measure::default();
        let rates = times.into_iter().map(|now| measure.ended(now));
        rates.last().unwrap()
    }

    #[test]
    fn a_steady_rate_is_found() {
        assert!((rate((1..=20).map(f64::from)) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_bucket_counts_once_it_is_full() {
        let times = [0.1, 0.2, 0.3, 0.4, 0.49];
        assert!(rate(times).abs() < 1e-9);
        let next = times.into_iter().chain([0.5]);
        // Six in half a second are twelve a second, of which four fifths count at first.
        assert!((rate(next) - 12.0 * 0.8).abs() < 1e-9);
    }

    #[test]
    fn recent_attempts_count_for_more() {
        let busy = [1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0];
        assert!((1.99..2.0).contains(&rate(busy)));
        assert!((0.1..0.6).contains(&rate(busy.into_iter().chain([14.0]))));
    }
}
