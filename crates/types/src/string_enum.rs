//! What every generated enum of strings has in common.

/// Gives a generated enum of strings what follows from its `as_str` and `From<&str>`: `From<String>`,
/// `FromStr`, `AsRef<str>`, `Display`, `Serialize` and `Deserialize`.
///
/// A value that the model does not list is kept in `Unknown`, so that what was read is what is written.
#[macro_export]
macro_rules! string_enum {
    ($name:ident) => {
        impl ::core::convert::From<::std::string::String> for $name {
            fn from(value: ::std::string::String) -> Self {
                Self::from(value.as_str())
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

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

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

        impl $crate::json::Absent for $name {
            fn absent() -> Self {
                Self::Unknown(::std::string::String::new())
            }
        }
    };
}
