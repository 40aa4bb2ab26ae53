//! Numbers of any size.

use crate::ParseError;
use crate::whole;
use serde_json::value::RawValue;
use std::fmt;
use std::str::FromStr;

macro_rules! number {
    ($name:ident, $expected:literal, $is_number:expr) => {
        impl $name {
            /// The digits, as they stand on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self("0".to_owned())
            }
        }

        impl FromStr for $name {
            type Err = ParseError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let is_number: fn(&str) -> bool = $is_number;
                if is_number(text) {
                    Ok(Self(text.to_owned()))
                } else {
                    Err(ParseError::new(text, $expected))
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
    };
}

/// An integer of any size (Smithy's `bigInteger` type), kept as the digits it was written with.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BigInteger(String);

/// A decimal number of any size and precision (Smithy's `bigDecimal` type), kept as the digits it was written
/// with.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BigDecimal(String);

/// An exponent can ask for more digits than there is memory. A number that is written out may have as many as it likes.
const MAX_DIGITS: usize = 10_000;

number!(BigInteger, "an integer", |text| {
    let digits = text.strip_prefix('-').unwrap_or(text);
    is_json_number(text) && digits.bytes().all(|byte| byte.is_ascii_digit())
});
number!(BigDecimal, "a decimal number", is_json_number);

impl BigInteger {
    /// A number that is whole is an integer however it is written: `1.0`, `1e3`.
    pub(crate) fn of_whole(text: &str) -> Result<Self, ParseError> {
        text.parse()
            .or_else(|error| match whole::digits(text, MAX_DIGITS) {
                Ok(digits) => Ok(Self(digits)),
                Err(_) => Err(error),
            })
    }
}

/// Whether a text is a number as JSON writes them, which is how it will be written.
fn is_json_number(text: &str) -> bool {
    text.starts_with(|first: char| first == '-' || first.is_ascii_digit())
        && text.ends_with(|last: char| last.is_ascii_digit())
        && serde_json::from_str::<&RawValue>(text).is_ok()
}

macro_rules! from_integers {
    ($($ty:ty),*) => {
        $(
            impl From<$ty> for BigInteger {
                fn from(number: $ty) -> Self {
                    Self(number.to_string())
                }
            }

            impl From<$ty> for BigDecimal {
                fn from(number: $ty) -> Self {
                    Self(number.to_string())
                }
            }
        )*
    };
}

from_integers!(i32, i64, i128, u32, u64, u128);
