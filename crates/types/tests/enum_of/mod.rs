//! Enums as generated code has them, of the variants that a test names.

/// An enum of strings: its name, whether its values are sensitive, its variants, and the codec, unless it is JSON.
macro_rules! string_enum_of {
    (
        $vis:vis $name:ident, $is_sensitive:literal, $($variant:ident = $text:literal),* $(,)?
        $(; $codec:ident)?
    ) => {
        #[derive(Clone, Debug, PartialEq, Eq)]
        $vis enum $name {
            $($variant,)*
            Unknown(::smithereens_types::UnknownValue<Self>),
        }

        impl $name {
            $vis fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unknown(value) => value.text(),
                }
            }
        }

        impl ::smithereens_types::StringEnum for $name {
            const IS_SENSITIVE: bool = $is_sensitive;

            fn known(value: &str) -> Option<Self> {
                match value {
                    $($text => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }

        ::smithereens_types::string_enum!($name $(, $codec)?);
    };
}

/// The same of integers.
macro_rules! int_enum_of {
    (
        $vis:vis $name:ident, $is_sensitive:literal, $($variant:ident = $number:literal),* $(,)?
        $(; $codec:ident)?
    ) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $vis enum $name {
            $($variant,)*
            Unknown(::smithereens_types::UnknownValue<Self, i32>),
        }

        impl $name {
            $vis fn as_i32(self) -> i32 {
                match self {
                    $(Self::$variant => $number,)*
                    Self::Unknown(value) => value.number(),
                }
            }
        }

        impl ::smithereens_types::IntEnum for $name {
            const IS_SENSITIVE: bool = $is_sensitive;

            fn known(value: i32) -> Option<Self> {
                match value {
                    $($number => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }

        ::smithereens_types::int_enum!($name $(, $codec)?);
    };
}
