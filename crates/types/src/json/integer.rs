//! Integers, which services also write as decimal numbers that are whole: `1.0`, `1e3`.

use super::{DeserializeAs, SerializeAs};
use crate::whole::{self, NotWhole};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Unexpected, Visitor};
use serde::ser::Serializer;
use std::fmt;
use std::marker::PhantomData;

/// A `byte`, `short`, `integer` or `long`, read from any number that is whole and in its range: JSON has one type of
/// number, in which `1.0` is 1. It is written without decimal point and exponent.
pub struct Integer;

/// The name by which `serde_json` knows its `RawValue`, and gives the text of a number. Other formats do not know it and
/// give the number, as would `serde_json` if the name changed.
const RAW: &str = "$serde_json::private::RawValue";

macro_rules! integers {
    ($($ty:ident, $serialize:ident, $deserialize:expr;)*) => {
        $(
            impl SerializeAs<$ty> for Integer {
                fn serialize_as<S: Serializer>(number: &$ty, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.$serialize(*number)
                }
            }

            impl DeserializeAs<$ty> for Integer {
                #[inline]
                fn deserialize_as<'de, D: Deserializer<'de>>(deserializer: D) -> Result<$ty, D::Error> {
                    $deserialize(deserializer, Number(stringify!($ty), PhantomData))
                }
            }
        )*
    };
}

integers! {
    i8, serialize_i8, small;
    i16, serialize_i16, small;
    i32, serialize_i32, small;
    i64, serialize_i64, large;
}

/// A double holds every number of 32 bits exactly.
#[inline]
fn small<'de, T: TryFrom<i64>, D: Deserializer<'de>>(
    deserializer: D,
    number: Number<T>,
) -> Result<T, D::Error> {
    deserializer.deserialize_i64(number)
}

/// Past 2^53 a double does not hold every integer, so that it takes the text.
fn large<'de, T: TryFrom<i64>, D: Deserializer<'de>>(
    deserializer: D,
    number: Number<T>,
) -> Result<T, D::Error> {
    let expected = number.0;
    match deserializer.deserialize_newtype_struct(RAW, Raw(number))? {
        Ok(number) => Ok(number),
        Err(found) => Err(found.error(expected)),
    }
}

/// Reads a number; the name of its type is what messages say was expected.
struct Number<T>(&'static str, PhantomData<T>);

impl<T: TryFrom<i64>> Visitor<'_> for Number<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }

    #[inline]
    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        T::try_from(number).map_err(|_| E::invalid_value(Unexpected::Signed(number), &self))
    }

    #[inline]
    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        let fitting = i64::try_from(number)
            .ok()
            .and_then(|number| T::try_from(number).ok());
        fitting.ok_or_else(|| E::invalid_value(Unexpected::Unsigned(number), &self))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
        match whole::integer(&number.to_string()) {
            Ok(whole) => {
                T::try_from(whole).map_err(|_| E::invalid_value(Unexpected::Float(number), &self))
            }
            Err(NotWhole::TooLarge) => Err(E::invalid_value(Unexpected::Float(number), &self)),
            Err(_) => Err(E::invalid_type(Unexpected::Float(number), &self)),
        }
    }
}

/// What stands where a number is due.
enum Found {
    /// Something of this type.
    Type(&'static str),
    /// A whole number past the range.
    TooLarge,
}

impl Found {
    fn error<E: Error>(self, expected: &str) -> E {
        match self {
            Self::Type(found) => E::invalid_type(Unexpected::Other(found), &expected),
            Self::TooLarge => E::invalid_value(Unexpected::Other("number"), &expected),
        }
    }
}

/// Reads the text of a number where the format gives it, and the number where it does not. What is wrong with a text is
/// for the caller to say, who is at the member rather than inside of it.
struct Raw<T>(Number<T>);

impl<'de, T: TryFrom<i64>> Visitor<'de> for Raw<T> {
    type Value = Result<T, Found>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        small(deserializer, self.0).map(Ok)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut raw: A) -> Result<Self::Value, A::Error> {
        raw.next_key::<IgnoredAny>()?;
        raw.next_value_seed(self)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(whole_number(text).and_then(|number| T::try_from(number).map_err(|_| Found::TooLarge)))
    }
}

fn whole_number(text: &str) -> Result<i64, Found> {
    if let Ok(number) = text.parse() {
        return Ok(number);
    }
    Err(Found::Type(match text.bytes().next() {
        Some(b'"') => "string",
        Some(b'[') => "sequence",
        Some(b'{') => "map",
        Some(b't' | b'f') => "boolean",
        Some(b'n') => "null",
        _ => match whole::integer(text) {
            Ok(number) => return Ok(number),
            Err(NotWhole::TooLarge) => return Err(Found::TooLarge),
            Err(_) => "floating point",
        },
    }))
}

impl<'de, T: TryFrom<i64>> DeserializeSeed<'de> for Raw<T> {
    type Value = Result<T, Found>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}
