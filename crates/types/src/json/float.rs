//! Floating-point numbers with the three values that JSON has no numbers for.

use super::{DeserializeAs, SerializeAs};
use crate::float::{self, special};
use serde::de::{Deserializer, Error, Visitor};
use serde::ser::Serializer;
use std::fmt;

/// A `float` or `double` whose `NaN`, `Infinity` and `-Infinity` stand as strings.
pub struct Float;

impl SerializeAs<f64> for Float {
    fn serialize_as<S: Serializer>(number: &f64, serializer: S) -> Result<S::Ok, S::Error> {
        match special(*number) {
            Some(name) => serializer.serialize_str(name),
            None => serializer.serialize_f64(*number),
        }
    }
}

impl SerializeAs<f32> for Float {
    fn serialize_as<S: Serializer>(number: &f32, serializer: S) -> Result<S::Ok, S::Error> {
        match special(f64::from(*number)) {
            Some(name) => serializer.serialize_str(name),
            None => serializer.serialize_f32(*number),
        }
    }
}

impl DeserializeAs<f64> for Float {
    fn deserialize_as<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
        struct Number;

        impl Visitor<'_> for Number {
            type Value = f64;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number, \"NaN\", \"Infinity\" or \"-Infinity\"")
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<f64, E> {
                Ok(number)
            }

            #[expect(
                clippy::cast_precision_loss,
                reason = "the model says that this integer is a double"
            )]
            fn visit_i64<E: Error>(self, number: i64) -> Result<f64, E> {
                Ok(number as f64)
            }

            #[expect(
                clippy::cast_precision_loss,
                reason = "the model says that this integer is a double"
            )]
            fn visit_u64<E: Error>(self, number: u64) -> Result<f64, E> {
                Ok(number as f64)
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<f64, E> {
                float::of_name(name)
                    .ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(name), &self))
            }
        }

        deserializer.deserialize_any(Number)
    }
}

impl DeserializeAs<f32> for Float {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the model says that this number is a float"
    )]
    fn deserialize_as<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f32, D::Error> {
        <Self as DeserializeAs<f64>>::deserialize_as(deserializer).map(|number| number as f32)
    }
}
