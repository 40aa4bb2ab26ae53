//! What every generated enum of integers has in common.

/// Gives a generated enum of integers what follows from its `as_i32` and `From<i32>`: the way back to `i32`,
/// `FromStr`, `Display`, `Serialize` and `Deserialize`.
///
/// A value that the model does not list is kept in `Unknown`, so that what was read is what is written.
#[macro_export]
macro_rules! int_enum {
    ($name:ident) => {
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

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.as_i32(), f)
            }
        }

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
                <$crate::json::Integer as $crate::__private::DeserializeAs<'de, i32>>::deserialize_as(deserializer)
                    .map(Self::from)
            }
        }

        impl $crate::json::Absent for $name {
            fn absent() -> Self {
                Self::Unknown(0)
            }
        }
    };
}
