//! What every generated enum of strings has in common.

use crate::{Redacted, UnknownValue};
use std::fmt;

/// A generated enum of strings (Smithy's `enum` type), which keeps the values that it does not list.
pub trait StringEnum: From<UnknownValue<Self>> {
    /// Whether the model calls the enum sensitive, so that no value of it is shown.
    const IS_SENSITIVE: bool = false;

    /// The variant whose value on the wire this is.
    fn known(value: &str) -> Option<Self>;
}

/// The variant whose value this is, or else the value as one that is not known.
#[doc(hidden)]
pub fn string_enum<E: StringEnum>(value: impl AsRef<str> + Into<String>) -> E {
    match E::known(value.as_ref()) {
        Some(known) => known,
        None => UnknownValue::new(value.into()).into(),
    }
}

/// The text, unless the enum is sensitive.
impl<E: StringEnum> fmt::Debug for UnknownValue<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if E::IS_SENSITIVE {
            Redacted.fmt(f)
        } else {
            self.text().fmt(f)
        }
    }
}

/// Gives a generated enum of strings what follows from its `as_str` and its [`StringEnum`]: the conversions from text,
/// `AsRef<str>`, `Borrow<str>`, `Hash`, `Ord`, `Display`, and how it is written and read in each of the codecs that are
/// named: `json` (`Serialize` and `Deserialize`), which is the one where none is named, `cbor`, `query` and `xml`.
///
/// All go by the value on the wire, so that none changes for a value that a later model lists.
#[macro_export]
macro_rules! string_enum {
    ($name:ident) => {
        $crate::string_enum!($name, json);
    };
    ($name:ident, $($codec:ident),+) => {
        $($crate::string_enum!(@$codec $name);)+

        impl ::core::convert::From<$crate::UnknownValue<$name>> for $name {
            fn from(value: $crate::UnknownValue<$name>) -> Self {
                Self::Unknown(value)
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(value: &str) -> Self {
                $crate::__private::string_enum(value)
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(value: ::std::string::String) -> Self {
                $crate::__private::string_enum(value)
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            // The type by its own name: an enum may have a variant `Err`.
            fn from_str(value: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(Self::from(value))
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::hash::Hash for $name {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(self.as_str(), state);
            }
        }

        impl ::core::cmp::PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                ::core::option::Option::Some(::core::cmp::Ord::cmp(self, other))
            }
        }

        impl ::core::cmp::Ord for $name {
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                ::core::cmp::Ord::cmp(self.as_str(), other.as_str())
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl $crate::Absent for $name {
            fn absent() -> Self {
                Self::from("")
            }
        }
    };
    (@json $name:ident) => {
        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::json::deserialize_string_enum(deserializer)
            }
        }
    };
    (@cbor $name:ident) => {
        impl $crate::cbor::Read for $name {
            fn read(
                reader: &mut $crate::cbor::Reader<'_>,
            ) -> ::core::result::Result<Self, $crate::cbor::Error> {
                $crate::cbor::read_string_enum(reader)
            }
        }

        impl $crate::cbor::Write for $name {
            fn write(&self, writer: &mut $crate::cbor::Writer) {
                $crate::cbor::Write::write(self.as_str(), writer);
            }
        }
    };
    (@query $name:ident) => {
        impl $crate::query::Write for $name {
            fn write(&self, form: &mut $crate::query::Form) {
                form.text(self.as_str());
            }
        }
    };
    (@xml $name:ident) => {
        impl $crate::xml::Text for $name {
            const EXPECTED: &'static str = "a string";

            fn of_text(text: ::std::borrow::Cow<'_, str>) -> ::core::option::Option<Self> {
                ::core::option::Option::Some($crate::__private::string_enum(text))
            }

            fn text(&self) -> ::std::borrow::Cow<'_, str> {
                ::std::borrow::Cow::Borrowed(self.as_str())
            }
        }

        $crate::xml_text!($name);
    };
}
