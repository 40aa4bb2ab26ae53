//! Timestamps in another format than JSON's default.

use super::{DeserializeAs, SerializeAs};
use crate::Timestamp;
use serde::de::{Deserialize, Deserializer};
use serde::ser::Serializer;

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
