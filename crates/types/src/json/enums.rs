//! Enums, of strings and of integers.

use super::{DeserializeAs, Integer};
use crate::{IntEnum, StringEnum};
use serde::de::{Deserializer, Error, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// Reads an enum of strings without allocating for the values it knows.
///
/// # Errors
///
/// The value is not a string.
pub fn deserialize_string_enum<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: StringEnum,
{
    struct EnumValue<T>(PhantomData<T>);

    impl<T: StringEnum> Visitor<'_> for EnumValue<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
            Ok(crate::string_enum::string_enum(value))
        }
    }

    deserializer.deserialize_str(EnumValue(PhantomData))
}

/// Reads an enum of integers, from any number that an [`Integer`] is.
///
/// # Errors
///
/// The value is not a whole number of 32 bits.
pub fn deserialize_int_enum<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: IntEnum,
{
    Integer::deserialize_as(deserializer).map(crate::int_enum::int_enum)
}
