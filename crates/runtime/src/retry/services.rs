//! What the retries of a service share, for each service that a client calls.
//!
//! A client runs operations of any service. One that is down must not use up the retries of another, nor slow it
//! down.

use super::Quota;
use super::adaptive::RateLimiter;
use std::sync::OnceLock;

/// The services that were called, by their `sdkId`. There are few, and they are never forgotten: finding one is a
/// walk along a list without a lock.
#[derive(Default)]
pub(crate) struct Services {
    first: OnceLock<Box<Entry>>,
}

struct Entry {
    sdk_id: &'static str,
    shared: Shared,
    next: OnceLock<Box<Entry>>,
}

/// What all calls of a service draw on.
pub(crate) struct Shared {
    pub(crate) quota: Quota,
    /// For adaptive mode.
    pub(crate) limiter: RateLimiter,
}

impl Services {
    /// What the calls of this service share.
    pub(crate) fn of(&self, sdk_id: &'static str) -> &Shared {
        let mut place = &self.first;
        loop {
            // Another call may be the first to fill the place, and with another service.
            let entry = place.get_or_init(|| Box::new(Entry::new(sdk_id)));
            if entry.sdk_id == sdk_id {
                return &entry.shared;
            }
            place = &entry.next;
        }
    }
}

impl Entry {
    fn new(sdk_id: &'static str) -> Self {
        Self {
            sdk_id,
            shared: Shared {
                quota: Quota::new(),
                limiter: RateLimiter::new(),
            },
            next: OnceLock::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_service_is_there_once() {
        let services = Services::default();
        let ids = ["Lambda", "S3", "SQS"];
        let found = ids.map(|id| std::ptr::from_ref(services.of(id)));
        assert_eq!(ids.map(|id| std::ptr::from_ref(services.of(id))), found);
        let [lambda, s3, sqs] = found;
        assert!(lambda != s3 && s3 != sqs && sqs != lambda);
    }

    #[test]
    fn callers_that_come_at_once_agree() {
        let services = Services::default();
        let ids = ["a", "b", "c", "d"];
        let look = || ids.map(|id| std::ptr::from_ref(services.of(id)).addr());
        let found = std::thread::scope(|scope| {
            let threads = [(); 8].map(|()| scope.spawn(look));
            threads.map(|thread| thread.join().unwrap())
        });
        assert!(found.iter().all(|each| *each == look()));
    }
}
