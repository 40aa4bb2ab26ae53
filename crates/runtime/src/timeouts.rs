//! The bounds of a call in time: those that a program set, and what holds where it set none.

use std::fmt;
use std::time::Duration;

/// How long an attempt may take where neither the program nor the operation says. AWS's own tools wait this long for
/// a response, so that services are made to respond within it.
const ATTEMPT: Duration = Duration::from_mins(1);
/// The default bound of a call is this many times that of an attempt: room for the three that standard mode makes for
/// most services.
const ATTEMPTS: u32 = 3;
const CONNECT: Duration = Duration::from_millis(3_100);
const STALL: Duration = Duration::from_secs(20);
/// In bytes a second.
const MIN_THROUGHPUT: u64 = 1;

/// What a program says of a bound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Setting {
    /// Nothing: what is said elsewhere holds.
    #[default]
    Unset,
    /// This one, or that there is none.
    Set(Option<Duration>),
}

impl Setting {
    /// This, or `other` where this says nothing.
    pub(crate) fn or(self, other: Self) -> Self {
        match self {
            Self::Unset => other,
            Self::Set(_) => self,
        }
    }

    /// The bound, which is this one unless the program says otherwise.
    pub(crate) fn unwrap_or(self, usual: Option<Duration>) -> Option<Duration> {
        match self {
            Self::Unset => usual,
            Self::Set(bound) => bound,
        }
    }
}

/// What a program says of the bounds of its calls.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct TimeoutSettings {
    pub(crate) connect: Setting,
    pub(crate) read: Setting,
    pub(crate) attempt: Setting,
    pub(crate) operation: Setting,
    pub(crate) stall: Setting,
    pub(crate) min_throughput: Option<u64>,
}

/// The bounds of a call; `None` is no bound.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timeouts {
    /// Until the head of the response, from when the request is handed to the transport.
    pub(crate) read: Option<Bound>,
    pub(crate) attempt: Option<Bound>,
    pub(crate) operation: Option<Bound>,
    pub(crate) stall: Option<StallBound>,
}

impl Timeouts {
    /// What is left of them after so long a wait for the credentials that the call's endpoint depends on.
    pub(crate) fn after(mut self, waited: Duration) -> Self {
        if let Some(bound) = &mut self.operation {
            bound.limit = bound.limit.saturating_sub(waited);
        }
        self
    }
}

/// A bound on an attempt or a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bound {
    pub(crate) limit: Duration,
    /// Whether the time in which a body makes progress counts: it does where the program set the bound.
    pub(crate) is_hard: bool,
}

/// In each span of this length, a body has to make this much progress while it is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StallBound {
    pub(crate) span: Duration,
    /// At least 1.
    pub(crate) bytes: u64,
}

/// How little progress is too little.
impl fmt::Display for StallBound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.bytes {
            1 => write!(f, "nothing within {:?}", self.span),
            bytes => write!(f, "less than {bytes} bytes within {:?}", self.span),
        }
    }
}

impl TimeoutSettings {
    /// These, and those of `earlier` that these leave alone.
    pub(crate) fn over(self, earlier: Self) -> Self {
        Self {
            connect: self.connect.or(earlier.connect),
            read: self.read.or(earlier.read),
            attempt: self.attempt.or(earlier.attempt),
            operation: self.operation.or(earlier.operation),
            stall: self.stall.or(earlier.stall),
            min_throughput: self.min_throughput.or(earlier.min_throughput),
        }
    }

    /// The bounds of a call whose operation is known to take up to `long`, if it is.
    pub(crate) fn resolve(&self, long: Option<Duration>) -> Timeouts {
        let set = |limit| Bound {
            limit,
            is_hard: true,
        };
        let soft = |limit| Bound {
            limit,
            is_hard: false,
        };
        let usual = long.unwrap_or(ATTEMPT);
        Timeouts {
            read: self.read.unwrap_or(None).map(set),
            attempt: match self.attempt {
                Setting::Set(limit) => limit.map(set),
                Setting::Unset => Some(soft(usual)),
            },
            operation: match self.operation {
                Setting::Set(limit) => limit.map(set),
                Setting::Unset => {
                    let attempt = self.attempt.unwrap_or(None).unwrap_or(usual);
                    Some(soft(attempt.max(usual).saturating_mul(ATTEMPTS)))
                }
            },
            stall: self.stall(),
        }
    }

    /// As [`resolve`](Self::resolve), for an operation whose bodies are event streams. There is no bound on how long those
    /// may last: bounds on the whole hold apart from the time in which events travel. Silence is bounded by what a program
    /// says of stalls, and else by the time that an attempt may take, since a service may think for as long between two
    /// events.
    #[cfg(feature = "event-stream")]
    pub(crate) fn resolve_events(&self, long: Option<Duration>) -> Timeouts {
        let usual = self.resolve(long);
        let soft = |bound: Bound| Bound {
            is_hard: false,
            ..bound
        };
        let silence = match self.stall {
            Setting::Set(span) => span,
            Setting::Unset => usual.attempt.map(|bound| bound.limit),
        };
        Timeouts {
            read: usual.read.map(soft),
            attempt: usual.attempt.map(soft),
            operation: usual.operation.map(soft),
            stall: silence.map(|span| StallBound { span, bytes: 1 }),
        }
    }

    pub(crate) fn connect(&self) -> Option<Duration> {
        self.connect.unwrap_or(Some(CONNECT))
    }

    pub(crate) fn stall(&self) -> Option<StallBound> {
        let span = self.stall.unwrap_or(Some(STALL))?;
        let rate = self.min_throughput.unwrap_or(MIN_THROUGHPUT);
        let bytes = u128::from(rate).saturating_mul(span.as_millis()) / 1_000;
        Some(StallBound {
            span,
            bytes: u64::try_from(bytes).unwrap_or(u64::MAX).max(1),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secs(secs: u64) -> Duration {
        Duration::from_secs(secs)
    }

    #[test]
    fn an_operation_that_takes_long_has_its_own_bounds_unless_the_program_sets_some() {
        let bounds = |attempt, operation, long| {
            let settings = TimeoutSettings {
                attempt,
                operation,
                ..TimeoutSettings::default()
            };
            let timeouts = settings.resolve(long);
            let parts = |bound: Option<Bound>| bound.map(|it| (it.limit.as_secs(), it.is_hard));
            (parts(timeouts.attempt), parts(timeouts.operation))
        };
        let long = Some(secs(900));
        let (unset, none) = (Setting::Unset, Setting::Set(None));
        let set = |seconds| Setting::Set(Some(secs(seconds)));
        for (attempt, operation, long, expected) in [
            (unset, unset, None, (Some((60, false)), Some((180, false)))),
            (
                unset,
                unset,
                long,
                (Some((900, false)), Some((2_700, false))),
            ),
            (set(5), unset, long, (Some((5, true)), Some((2_700, false)))),
            // A longer attempt is not cut off by the bound that nobody set.
            (
                set(300),
                unset,
                None,
                (Some((300, true)), Some((900, false))),
            ),
            (unset, set(9), None, (Some((60, false)), Some((9, true)))),
            (none, unset, None, (None, Some((180, false)))),
            (none, none, long, (None, None)),
        ] {
            assert_eq!(bounds(attempt, operation, long), expected);
        }
    }

    #[cfg(feature = "event-stream")]
    #[test]
    fn event_streams_are_bounded_in_their_silence_alone() {
        let bounds = |stall, attempt, long| {
            let settings = TimeoutSettings {
                stall,
                attempt,
                min_throughput: Some(1_000),
                ..TimeoutSettings::default()
            };
            let timeouts = settings.resolve_events(long);
            assert!(timeouts.attempt.is_none_or(|bound| !bound.is_hard));
            assert!(timeouts.operation.is_none_or(|bound| !bound.is_hard));
            timeouts
                .stall
                .map(|bound| (bound.span.as_secs(), bound.bytes))
        };
        let (unset, none) = (Setting::Unset, Setting::Set(None));
        let five = Setting::Set(Some(secs(5)));
        assert_eq!(bounds(unset, unset, None), Some((60, 1)));
        assert_eq!(bounds(unset, unset, Some(secs(900))), Some((900, 1)));
        assert_eq!(bounds(unset, five, None), Some((5, 1)));
        assert_eq!(bounds(five, unset, Some(secs(900))), Some((5, 1)));
        assert_eq!(bounds(none, unset, None), None);
        assert_eq!(bounds(unset, none, None), None);
    }

    #[test]
    fn the_least_rate_is_reckoned_over_the_span() {
        let bytes = |span, rate| {
            let settings = TimeoutSettings {
                stall: Setting::Set(span),
                min_throughput: rate,
                ..TimeoutSettings::default()
            };
            settings.stall().map(|bound| bound.bytes)
        };
        assert_eq!(bytes(Some(secs(20)), None), Some(20));
        assert_eq!(bytes(Some(secs(20)), Some(1_000)), Some(20_000));
        // Silence is a stall whatever the rate.
        assert_eq!(bytes(Some(secs(20)), Some(0)), Some(1));
        assert_eq!(bytes(Some(Duration::from_millis(1)), Some(1)), Some(1));
        assert_eq!(bytes(Some(Duration::MAX), Some(u64::MAX)), Some(u64::MAX));
        assert_eq!(bytes(None, Some(9)), None);
    }
}
