//! How long the calls took: a histogram of fixed size, so that it adds the same to every program's memory.

use std::array;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// Buckets for each doubling: a quantile is right to within 1/16, about 6%.
const STEPS: u64 = 16;
const STEP_BITS: u32 = STEPS.ilog2();
/// 48 doublings, enough for a call of 78 hours.
const BUCKETS: usize = 768;

/// All tasks of a run share one.
pub struct Latency([AtomicU32; BUCKETS]);

impl Latency {
    pub fn new() -> Self {
        Self(array::from_fn(|_| AtomicU32::new(0)))
    }

    pub fn add(&self, time: Duration) {
        let ns = u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
        let bucket = bucket(ns).min(BUCKETS - 1);
        if let Some(count) = self.0.get(bucket) {
            count.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// The time in nanoseconds that `share` of the calls, from 0 to 1, did not exceed; the end of its bucket.
    pub fn quantile(&self, share: f64) -> u64 {
        let counts = || self.0.iter().map(|count| count.load(Ordering::Relaxed));
        let total: u32 = counts().sum();
        let wanted = f64::from(total) * share;
        let mut seen = 0;
        for (bucket, count) in counts().enumerate() {
            seen += count;
            if count > 0 && f64::from(seen) >= wanted {
                return end_of(bucket);
            }
        }
        0
    }
}

/// Small numbers have a bucket each; above, every doubling is cut into equal steps.
fn bucket(ns: u64) -> usize {
    let doublings = ns.max(STEPS).ilog2() - STEP_BITS;
    let bucket = u64::from(doublings) * STEPS + (ns >> doublings);
    usize::try_from(bucket).unwrap_or(usize::MAX)
}

/// The first time that is past a bucket.
fn end_of(bucket: usize) -> u64 {
    let bucket = bucket as u64 + 1;
    if bucket <= 2 * STEPS {
        return bucket;
    }
    let doublings = (bucket - STEPS - 1) / STEPS;
    (bucket - doublings * STEPS) << doublings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_time_is_in_a_bucket_that_ends_within_a_sixteenth_after_it() {
        for ns in (0..4096).chain([1 << 20, (1 << 20) + 12345, 987_654_321]) {
            let end = end_of(bucket(ns));
            assert!(end > ns && end - ns <= ns / STEPS + 1, "{ns} ends at {end}");
        }
    }

    #[test]
    fn a_quantile_is_the_time_that_the_share_did_not_exceed() {
        let latency = Latency::new();
        for us in 1..=100 {
            latency.add(Duration::from_micros(us));
        }
        let median = latency.quantile(0.5);
        assert!((50_000..54_000).contains(&median), "{median}");
        let most = latency.quantile(1.0);
        assert!((100_000..107_000).contains(&most), "{most}");
    }
}
