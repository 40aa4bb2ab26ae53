//! Numbers of any size, whose digits stand in JSON as they are.

use super::{DeserializeAs, SerializeAs};
use crate::{BigDecimal, BigInteger, ParseError};
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::value::RawValue;

fn write<S: Serializer>(digits: &str, serializer: S) -> Result<S::Ok, S::Error> {
    RawValue::from_string(digits.to_owned())
        .map_err(S::Error::custom)?
        .serialize(serializer)
}

fn read<'de, T, D: Deserializer<'de>>(
    deserializer: D,
    number: fn(&str) -> Result<T, ParseError>,
) -> Result<T, D::Error> {
    let text = Box::<RawValue>::deserialize(deserializer)?;
    number(text.get()).map_err(D::Error::custom)
}

/// A number of any size in a string, as rpcv2Json has it to keep its precision. It is read from a number as well.
pub struct QuotedNumber;

macro_rules! quoted {
    ($number:ident, $parse:expr) => {
        impl SerializeAs<$number> for QuotedNumber {
            fn serialize_as<S: Serializer>(
                number: &$number,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(number.as_str())
            }
        }

        impl DeserializeAs<$number> for QuotedNumber {
            fn deserialize_as<'de, D: Deserializer<'de>>(
                deserializer: D,
            ) -> Result<$number, D::Error> {
                read(deserializer, |text| {
                    // Digits have nothing to escape.
                    let quoted = text.strip_prefix('"');
                    let quoted = quoted.and_then(|text| text.strip_suffix('"'));
                    $parse(quoted.unwrap_or(text))
                })
            }
        }
    };
}

quoted!(BigInteger, BigInteger::of_whole);
quoted!(BigDecimal, str::parse);

impl Serialize for BigInteger {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write(self.as_str(), serializer)
    }
}

impl<'de> Deserialize<'de> for BigInteger {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer, Self::of_whole)
    }
}

impl Serialize for BigDecimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write(self.as_str(), serializer)
    }
}

impl<'de> Deserialize<'de> for BigDecimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer, str::parse)
    }
}
