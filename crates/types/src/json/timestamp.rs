//! Timestamps in another format than JSON's default.

use crate::Timestamp;
use serde::de::{Deserialize, Deserializer};
use serde::ser::Serializer;
use serde_with::{DeserializeAs, SerializeAs};

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

impl<'de> DeserializeAs<'de, Timestamp> for DateTime {
    fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        Timestamp::deserialize(deserializer)
    }
}

impl<'de> DeserializeAs<'de, Timestamp> for HttpDate {
    fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        Timestamp::deserialize(deserializer)
    }
}
