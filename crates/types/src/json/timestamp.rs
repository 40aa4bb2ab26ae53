//! Timestamps, by default as a number of seconds, and in the other formats.

use super::{DeserializeAs, SerializeAs};
use crate::Timestamp;
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};
use std::fmt;

/// The `epoch-seconds` format: a whole number where there is no fraction, else a decimal one.
impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.epoch_float() {
            Some(seconds) => serializer.serialize_f64(seconds),
            None => serializer.serialize_i64(self.seconds()),
        }
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
                Timestamp::from_epoch_float(seconds).map_err(E::custom)
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Timestamp, E> {
                text.parse().map_err(E::custom)
            }
        }

        deserializer.deserialize_any(Moment)
    }
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
