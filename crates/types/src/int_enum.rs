//! What every generated enum of integers has in common.

use crate::{Redacted, UnknownValue};
use std::fmt;

/// A generated enum of integers (Smithy's `intEnum` type), which keeps the values that it does not list.
pub trait IntEnum: From<UnknownValue<Self, i32>> {
    /// Whether the model calls the enum sensitive, so that no value of it is shown.
    const IS_SENSITIVE: bool = false;

    /// The variant whose value on the wire this is.
    fn known(value: i32) -> Option<Self>;
}

/// The variant whose value this is, or else the value as one that is not known.
#[doc(hidden)]
#[must_use]
pub fn int_enum<E: IntEnum>(value: i32) -> E {
    match E::known(value) {
        Some(known) => known,
        None => UnknownValue::new(value).into(),
    }
}

/// The number, unless the enum is sensitive.
impl<E: IntEnum> fmt::Debug for UnknownValue<E, i32> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if E::IS_SENSITIVE {
            Redacted.fmt(f)
        } else {
            fmt::Debug::fmt(&self.value, f)
        }
    }
}

/// Gives a generated enum of integers what follows from its `as_i32` and its [`IntEnum`]: the conversions from `i32` and
/// back, `FromStr`, `Hash`, `Ord`, `Display`, and how it is written and read in each of the codecs that are named: `json`
/// (`Serialize` and `Deserialize`), which is the one where none is named, `cbor`, `query` and `xml`.
///
/// All go by the value on the wire, so that none changes for a value that a later model lists.
#[macro_export]
macro_rules! int_enum {
    ($name:ident) => {
        $crate::int_enum!($name, json);
    };
    ($name:ident, $($codec:ident),+) => {
        $($crate::int_enum!(@$codec $name);)+

        impl ::core::convert::From<$crate::UnknownValue<$name, i32>> for $name {
            fn from(value: $crate::UnknownValue<$name, i32>) -> Self {
                Self::Unknown(value)
            }
        }

        impl ::core::convert::From<i32> for $name {
            fn from(value: i32) -> Self {
                $crate::__private::int_enum(value)
            }
        }

        impl ::core::convert::From<$name> for i32 {
            fn from(value: $name) -> Self {
                value.as_i32()
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::num::ParseIntError;

            // The type by its own name: an enum may have a variant `Err`.
            fn from_str(value: &str) -> ::core::result::Result<Self, ::core::num::ParseIntError> {
                value.parse::<i32>().map(Self::from)
            }
        }

        impl ::core::hash::Hash for $name {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(&self.as_i32(), state);
            }
        }

        impl ::core::cmp::PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                ::core::option::Option::Some(::core::cmp::Ord::cmp(self, other))
            }
        }

        impl ::core::cmp::Ord for $name {
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                ::core::cmp::Ord::cmp(&self.as_i32(), &other.as_i32())
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.as_i32(), f)
            }
        }

        impl $crate::Absent for $name {
            fn absent() -> Self {
                Self::from(0)
            }
        }
    };
    (@json $name:ident) => {
        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_i32(self.as_i32())
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::json::deserialize_int_enum(deserializer)
            }
        }
    };
    (@cbor $name:ident) => {
        impl $crate::cbor::Read for $name {
            fn read(
                reader: &mut $crate::cbor::Reader<'_>,
            ) -> ::core::result::Result<Self, $crate::cbor::Error> {
                $crate::cbor::read_int_enum(reader)
            }
        }

        impl $crate::cbor::Write for $name {
            fn write(&self, writer: &mut $crate::cbor::Writer) {
                $crate::cbor::Write::write(&self.as_i32(), writer);
            }
        }
    };
    (@query $name:ident) => {
        impl $crate::query::Write for $name {
            fn write(&self, form: &mut $crate::query::Form) {
                $crate::query::Write::write(&self.as_i32(), form);
            }
        }
    };
    (@xml $name:ident) => {
        impl $crate::xml::Text for $name {
            const EXPECTED: &'static str = "i32";

            fn of_text(text: ::std::borrow::Cow<'_, str>) -> ::core::option::Option<Self> {
                <i32 as $crate::xml::Text>::of_text(text).map(Self::from)
            }

            fn text(&self) -> ::std::borrow::Cow<'_, str> {
                ::std::borrow::Cow::Owned(::std::string::ToString::to_string(&self.as_i32()))
            }
        }

        $crate::xml_text!($name);
    };
}
