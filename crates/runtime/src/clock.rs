//! The time that requests are signed with, and how it is corrected where the machine's clock is wrong.
//!
//! Services refuse a signature whose time is five minutes or more from theirs. What the service's time is, the
//! `Date` of its response says: it is taken to be that of the middle of the round trip. A difference from four
//! minutes up is the clock's skew; a smaller one does no harm, and `Date` has whole seconds only.
//!
//! A response's `Date` is not believed where the response took more than a minute, since the middle of so long a
//! round trip says little; where the response has an `Age`, since it comes from a cache; and where it is not of
//! this century. It is acted on only where the service refused the signature ([`crate::error`] knows by which
//! codes): a signature that was accepted had the right time, whatever a proxy writes into `Date`. And it counts for
//! the host that it came from alone, until that host refuses a signature made with it: what one service says of the
//! time is no matter of another, nor of when credentials expire.

use aws_smithy_async::time::SharedTimeSource;
use http::HeaderMap;
use http::header::{AGE, DATE};
use smithereens_types::Timestamp;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::time::Instant;

/// The skew from which on the time is corrected, in milliseconds.
const MIN_SKEW: i64 = 4 * 60 * 1_000;
/// The middle of a round trip of this length is known to half a minute.
const MAX_ROUND_TRIP: Duration = Duration::from_mins(1);
/// 2000-01-01 and 2100-01-01, in seconds since 1970: a signature's time is between them.
const PLAUSIBLE_SECONDS: std::ops::Range<i64> = 946_684_800..4_102_444_800;

/// The most hosts that a correction is kept for; the oldest is dropped first.
const MAX_HOSTS: usize = 64;

/// The client's clock: the time source, and how far each host found it to be off.
///
/// All that needs the time of day asks here. Clones share the corrections.
#[derive(Clone, Debug)]
pub(crate) struct Clock {
    source: SharedTimeSource,
    corrections: Arc<Corrections>,
    is_corrected: bool,
}

/// What is added to the source's time, in milliseconds, for requests to a host.
#[derive(Debug, Default)]
struct Corrections {
    /// Whether there is any: most clocks are right.
    is_any: AtomicBool,
    hosts: RwLock<Vec<HostCorrection>>,
}

#[derive(Debug)]
struct HostCorrection {
    authority: String,
    /// The correction with which the host has accepted a signature, or 0.
    accepted: i64,
    /// The correction that would explain why the host refused a signature. It is tried, and kept if the host
    /// accepts it.
    proposed: Option<i64>,
}

/// The time at one moment, as the clock had it then for a host.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    pub(crate) time: SystemTime,
    correction: i64,
    /// Whether the host has yet to accept the correction.
    is_proposed: bool,
    /// Of a clock that never jumps, for the length of the round trip.
    at: Instant,
}

/// What has to be added to the source's time, in milliseconds, by a response to a request whose time was wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Skew(i64);

impl Clock {
    /// A clock that is corrected, unless `is_corrected` is off: then it is the source's time for good.
    pub(crate) fn new(source: SharedTimeSource, is_corrected: bool) -> Self {
        Self {
            source,
            corrections: Arc::default(),
            is_corrected,
        }
    }

    /// The source's time, which no host has a say in: what expires does so by it.
    pub(crate) fn now(&self) -> SystemTime {
        self.source.now()
    }

    /// The time to sign a request to this host with.
    pub(crate) fn read(&self, authority: &str) -> Reading {
        let (correction, is_proposed) = self.corrections.of(authority);
        let (now, length) = (
            self.source.now(),
            Duration::from_millis(correction.unsigned_abs()),
        );
        let time = if correction < 0 {
            now.checked_sub(length)
        } else {
            now.checked_add(length)
        };
        Reading {
            time: time.unwrap_or(now),
            correction,
            is_proposed,
            at: Instant::now(),
        }
    }

    /// What a response that has just come says of the time that its request was signed with: the skew, where
    /// that time was wrong and the response is to be believed.
    pub(crate) fn measure(&self, signed: Reading, headers: &HeaderMap) -> Option<Skew> {
        let round_trip = signed.at.elapsed();
        if !self.is_corrected || round_trip > MAX_ROUND_TRIP || headers.contains_key(AGE) {
            return None;
        }
        let date = headers.get(DATE)?.to_str().ok()?;
        let seconds = Timestamp::parse_http_date(date).ok()?.seconds();
        if !PLAUSIBLE_SECONDS.contains(&seconds) {
            return None;
        }
        // Counted back from now: the source may have been set right in between.
        let half = i64::try_from((round_trip / 2).as_millis()).ok()?;
        let middle = millis(self.source.now())?.checked_sub(half)?;
        let skew = seconds.checked_mul(1_000)?.checked_sub(middle)?;
        if skew.checked_sub(signed.correction)?.abs() < MIN_SKEW {
            return None;
        }
        // A clock that was set right since needs no correction any more.
        Some(Skew(if skew.abs() < MIN_SKEW { 0 } else { skew }))
    }

    /// Corrects the time of requests to this host from now on, for as long as the host does not refuse that as well.
    pub(crate) fn propose(&self, authority: &str, Skew(millis): Skew) {
        tracing::debug!(
            correction_ms = millis,
            "requests to this host are signed with its time"
        );
        self.corrections.propose(authority, millis);
    }

    /// The host accepted a request that was signed with this time.
    pub(crate) fn accepted(&self, authority: &str, signed: Reading) {
        if signed.is_proposed {
            self.corrections.settle(authority, signed.correction, true);
        }
    }

    /// The host refused a request for the time that it was signed with.
    pub(crate) fn refused(&self, authority: &str, signed: Reading) {
        if signed.is_proposed {
            self.corrections.settle(authority, signed.correction, false);
        }
    }
}

impl Corrections {
    /// The correction for a host, and whether it has yet to be accepted.
    fn of(&self, authority: &str) -> (i64, bool) {
        if !self.is_any.load(Ordering::Relaxed) {
            return (0, false);
        }
        let hosts = self.hosts.read().unwrap_or_else(PoisonError::into_inner);
        let host = hosts.iter().find(|host| host.authority == authority);
        host.map_or((0, false), |host| {
            let tried = host.proposed.map(|proposed| (proposed, true));
            tried.unwrap_or((host.accepted, false))
        })
    }

    fn propose(&self, authority: &str, correction: i64) {
        let mut hosts = self.hosts.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(host) = hosts.iter_mut().find(|host| host.authority == authority) {
            host.proposed = Some(correction);
            return;
        }
        if hosts.len() >= MAX_HOSTS {
            hosts.remove(0);
        }
        hosts.push(HostCorrection {
            authority: authority.to_owned(),
            accepted: 0,
            proposed: Some(correction),
        });
        self.is_any.store(true, Ordering::Relaxed);
    }

    /// The host has had its say on a correction that was proposed. Another one may have been proposed since.
    fn settle(&self, authority: &str, correction: i64, is_accepted: bool) {
        let mut hosts = self.hosts.write().unwrap_or_else(PoisonError::into_inner);
        let host = hosts
            .iter_mut()
            .find(|host| host.authority == authority && host.proposed == Some(correction));
        if let Some(host) = host {
            host.proposed = None;
            if is_accepted {
                host.accepted = correction;
            }
        }
    }
}

fn millis(time: SystemTime) -> Option<i64> {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_millis()).ok(),
        Err(before) => i64::try_from(before.duration().as_millis())
            .ok()
            .map(std::ops::Neg::neg),
    }
}
