//! How many retries a client may make of a service's calls before enough of them have succeeded.
//!
//! The bucket keeps a client from adding to the load of a service that is down: once it is empty, calls fail
//! at once with the error they met.

use super::Classification;
use std::sync::atomic::{AtomicU32, Ordering};

const CAPACITY: u32 = 500;
const RETRY_COST: u32 = 14;
const THROTTLED_COST: u32 = 5;
const FIRST_TRY_REWARD: u32 = 1;

/// The bucket of tokens that a client's calls of a service share.
#[derive(Debug)]
pub(crate) struct Quota {
    tokens: AtomicU32,
}

/// The tokens for a retry that is to come. They go back unless it is made.
#[derive(Debug)]
pub(crate) struct Payment<'a> {
    quota: &'a Quota,
    tokens: u32,
}

/// What the last retry of a call was paid with.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Cost(u32);

impl Quota {
    /// A full bucket.
    pub(crate) fn new() -> Self {
        Self {
            tokens: AtomicU32::new(CAPACITY),
        }
    }

    /// Pays for a retry, or refuses it where the bucket holds too little.
    pub(crate) fn pay(&self, classification: Classification) -> Option<Payment<'_>> {
        let cost = match classification {
            Classification::Final => return None,
            Classification::Transient => RETRY_COST,
            Classification::Throttled => THROTTLED_COST,
        };
        self.tokens
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |tokens| {
                tokens.checked_sub(cost)
            })
            .ok()
            .map(|_| Payment {
                quota: self,
                tokens: cost,
            })
    }

    /// Takes note of a success: gives back what its retry cost, or one token if it needed none.
    pub(crate) fn succeeded(&self, last_retry: Option<Cost>) {
        self.give(last_retry.map_or(FIRST_TRY_REWARD, |Cost(cost)| cost));
    }

    fn give(&self, reward: u32) {
        // A full bucket is the usual case, and it need not be written to.
        let _ = self
            .tokens
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |tokens| {
                (tokens < CAPACITY).then(|| (tokens + reward).min(CAPACITY))
            });
    }
}

impl Payment<'_> {
    /// The retry is made.
    pub(crate) fn spend(mut self) -> Cost {
        Cost(std::mem::take(&mut self.tokens))
    }
}

impl Drop for Payment<'_> {
    fn drop(&mut self) {
        self.quota.give(self.tokens);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(quota: &Quota) -> u32 {
        quota.tokens.load(Ordering::Relaxed)
    }

    #[test]
    fn retries_cost_by_their_reason() {
        let quota = Quota::new();
        quota.pay(Classification::Transient).unwrap().spend();
        assert_eq!(left(&quota), 486);
        quota.pay(Classification::Throttled).unwrap().spend();
        assert_eq!(left(&quota), 481);
        assert!(quota.pay(Classification::Final).is_none());
        assert_eq!(left(&quota), 481);
    }

    #[test]
    fn an_empty_bucket_refuses() {
        let quota = Quota::new();
        let pay = || quota.pay(Classification::Transient).map(Payment::spend);
        let paid = std::iter::from_fn(pay).count();
        assert_eq!((paid, left(&quota)), (35, 10));
        assert!(quota.pay(Classification::Throttled).is_some());
    }

    #[test]
    fn what_a_retry_would_have_cost_goes_back_where_it_is_not_made() {
        let quota = Quota::new();
        for _ in 0..100 {
            let payment = quota.pay(Classification::Transient).unwrap();
            assert_eq!(left(&quota), 486);
            drop(payment);
        }
        assert_eq!(left(&quota), 500);
    }

    #[test]
    fn success_gives_back_up_to_the_capacity() {
        let quota = Quota::new();
        let cost = quota.pay(Classification::Transient).map(Payment::spend);
        quota.succeeded(None);
        assert_eq!(left(&quota), 487);
        quota.succeeded(cost);
        assert_eq!(left(&quota), 500);
        quota.succeeded(None);
        assert_eq!(left(&quota), 500);
    }
}
