//! Timestamps as a floating-point number of seconds, in the codecs that have such numbers.

use super::Timestamp;
use crate::ParseError;

impl Timestamp {
    /// The time this many seconds after 1970, which is that of the number's shortest decimal text.
    pub(crate) fn from_epoch_float(seconds: f64) -> Result<Self, ParseError> {
        if let Some(at) = whole_millis(seconds).and_then(Self::from_epoch_millis) {
            return Ok(at);
        }
        // The shortest decimal text of the number is what the service wrote: 1577824406.7191 is
        // 719.1 ms, where arithmetic on the binary number would find 719,099,998 ns.
        Self::parse_epoch_seconds(&seconds.to_string())
    }

    /// The seconds since 1970 to the millisecond, unless [`seconds`](Self::seconds) says all.
    pub(crate) fn epoch_float(self) -> Option<f64> {
        // By way of the decimal text, since only parsing rounds to the number that prints as written.
        (self.subsec_nanos() >= 1_000_000).then(|| self.epoch_seconds().parse().unwrap_or_default())
    }
}

/// The milliseconds that this number of seconds stands for, if it is one of at most three decimal places, as
/// services send them: up to the year 9999 no other such decimal is nearest to the same binary number.
fn whole_millis(seconds: f64) -> Option<i64> {
    const MAX: f64 = 253_402_300_800_000.0;
    let millis = (seconds * 1_000.0).round();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::float_cmp,
        reason = "both types hold whole numbers of this size; a quotient is the nearest number, or it is not this one"
    )]
    (millis.abs() < MAX && millis / 1_000.0 == seconds).then_some(millis as i64)
}
