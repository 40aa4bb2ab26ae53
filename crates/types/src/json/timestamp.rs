//! Timestamps, by default as a number of seconds, and in the other formats.

use super::{DeserializeAs, SerializeAs};
use crate::Timestamp;
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};
use std::fmt;

/// The `epoch-seconds` format: a whole number where there is no fraction, else a decimal one.
impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.subsec_nanos() < 1_000_000 {
            return serializer.serialize_i64(self.seconds());
        }
        // By way of the decimal text, since only parsing rounds to the number that prints as written.
        serializer.serialize_f64(self.epoch_seconds().parse().unwrap_or_default())
    }
}

/// Reads a number of seconds or a text in any of the three formats.
impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Moment;

        impl Visitor<'_> for Moment {
            type Value = Timestamp;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a timestamp (seconds since 1970, RFC 3339 or an HTTP date)")
            }

            fn visit_i64<E: Error>(self, seconds: i64) -> Result<Timestamp, E> {
                Timestamp::from_epoch_seconds(seconds)
                    .ok_or_else(|| E::custom("a timestamp past the year 9999"))
            }

            fn visit_u64<E: Error>(self, seconds: u64) -> Result<Timestamp, E> {
                self.visit_i64(i64::try_from(seconds).unwrap_or(i64::MAX))
            }

            fn visit_f64<E: Error>(self, seconds: f64) -> Result<Timestamp, E> {
                if let Some(at) = whole_millis(seconds).and_then(Timestamp::from_epoch_millis) {
                    return Ok(at);
                }
                // The shortest decimal text of the number is what the service wrote: 1577824406.7191 is
                // 719.1 ms, where arithmetic on the binary number would find 719,099,998 ns.
                Timestamp::parse_epoch_seconds(&seconds.to_string()).map_err(E::custom)
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Timestamp, E> {
                text.parse().map_err(E::custom)
            }
        }

        deserializer.deserialize_any(Moment)
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

/// A timestamp that is written in the `date-time` format.
pub struct DateTime;

/// A timestamp that is written in the `http-date` format.
pub struct HttpDate;

impl SerializeAs<Timestamp> for DateTime {
    fn serialize_as<S: Serializer>(
        timestamp: &Timestamp,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&timestamp.date_time())
    }
}

impl SerializeAs<Timestamp> for HttpDate {
    fn serialize_as<S: Serializer>(
        timestamp: &Timestamp,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&timestamp.http_date())
    }
}

impl DeserializeAs<Timestamp> for DateTime {
    fn deserialize_as<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        Timestamp::deserialize(deserializer)
    }
}

impl DeserializeAs<Timestamp> for HttpDate {
    fn deserialize_as<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        Timestamp::deserialize(deserializer)
    }
}
