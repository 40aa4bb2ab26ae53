//! Values that are text: of an element without elements in it, or of an attribute.

use super::{Element, Error};
use crate::float::of_name;
use crate::{BigDecimal, BigInteger, Blob, Timestamp, float_text, whole};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::borrow::Cow;

/// A value that is text.
pub trait Text: Sized {
    /// What a message says was expected.
    const EXPECTED: &'static str;

    /// The value that this text stands for, if it is one.
    fn of_text(text: Cow<'_, str>) -> Option<Self>;

    /// The text that stands for the value, before anything in it is escaped.
    fn text(&self) -> Cow<'_, str>;
}

/// An adapter by which a value of the type `T` is text.
pub trait TextAs<T> {
    /// The text that stands for the value.
    fn text_of(&self, value: &T) -> String;
}

/// Reads an element of text.
///
/// # Errors
///
/// It is no XML, there are elements in it, or its text is no such value.
pub fn read_text<T: Text>(element: Element<'_, '_>) -> Result<T, Error> {
    element.text()
}

macro_rules! integers {
    ($($ty:ident),*) => {
        $(
            impl Text for $ty {
                const EXPECTED: &'static str = stringify!($ty);

                /// A number that is whole is an integer however it is written: `1.0`, `1e3`.
                fn of_text(text: Cow<'_, str>) -> Option<Self> {
                    let text = text.trim_ascii();
                    text.parse().ok().or_else(|| whole::integer(text).ok()?.try_into().ok())
                }

                fn text(&self) -> Cow<'_, str> {
                    self.to_string().into()
                }
            }
        )*
    };
}

macro_rules! floats {
    ($($ty:ident, $of_name:expr;)*) => {
        $(
            impl Text for $ty {
                const EXPECTED: &'static str = stringify!($ty);

                fn of_text(text: Cow<'_, str>) -> Option<Self> {
                    let text = text.trim_ascii();
                    // Rust has more names for the numbers without digits than Smithy.
                    if text.ends_with(|last: char| last.is_ascii_digit() || last == '.') {
                        text.parse().ok()
                    } else {
                        of_name(text).map($of_name)
                    }
                }

                fn text(&self) -> Cow<'_, str> {
                    float_text(*self).into()
                }
            }
        )*
    };
}

integers!(i8, i16, i32, i64);

#[expect(
    clippy::cast_possible_truncation,
    reason = "none of the three named numbers has digits"
)]
const fn single(number: f64) -> f32 {
    number as f32
}

floats! {
    f32, single;
    f64, std::convert::identity;
}

impl Text for String {
    const EXPECTED: &'static str = "a string";

    #[inline]
    fn of_text(text: Cow<'_, str>) -> Option<Self> {
        Some(text.into_owned())
    }

    fn text(&self) -> Cow<'_, str> {
        self.into()
    }
}

impl Text for bool {
    const EXPECTED: &'static str = "`true` or `false`";

    fn of_text(text: Cow<'_, str>) -> Option<Self> {
        text.trim_ascii().parse().ok()
    }

    fn text(&self) -> Cow<'_, str> {
        if *self { "true" } else { "false" }.into()
    }
}

impl Text for BigInteger {
    const EXPECTED: &'static str = "an integer";

    fn of_text(text: Cow<'_, str>) -> Option<Self> {
        Self::of_whole(text.trim_ascii()).ok()
    }

    fn text(&self) -> Cow<'_, str> {
        self.as_str().into()
    }
}

impl Text for BigDecimal {
    const EXPECTED: &'static str = "a decimal number";

    fn of_text(text: Cow<'_, str>) -> Option<Self> {
        text.trim_ascii().parse().ok()
    }

    fn text(&self) -> Cow<'_, str> {
        self.as_str().into()
    }
}

impl Text for Blob {
    const EXPECTED: &'static str = "base64";

    /// Base64, which may be broken into lines.
    fn of_text(text: Cow<'_, str>) -> Option<Self> {
        let is_space = |byte: &u8| byte.is_ascii_whitespace();
        let decoded = if text.bytes().any(|byte| is_space(&byte)) {
            let dense: Vec<u8> = text.bytes().filter(|byte| !is_space(byte)).collect();
            STANDARD.decode(dense)
        } else {
            STANDARD.decode(text.as_bytes())
        };
        decoded.ok().map(Self::from)
    }

    fn text(&self) -> Cow<'_, str> {
        STANDARD.encode(self).into()
    }
}

impl Text for Timestamp {
    const EXPECTED: &'static str = "a timestamp (RFC 3339, an HTTP date or seconds since 1970)";

    /// In any of the three formats.
    fn of_text(text: Cow<'_, str>) -> Option<Self> {
        text.trim_ascii().parse().ok()
    }

    /// In the `date-time` format, which is that of XML where the model names none.
    fn text(&self) -> Cow<'_, str> {
        self.date_time().into()
    }
}

/// What elements of a type say of themselves that is [`Text`]. The macros of enums expand to it.
#[doc(hidden)]
#[macro_export]
macro_rules! xml_text {
    ($ty:ty) => {
        impl $crate::xml::Read for $ty {
            #[inline]
            fn read(
                element: $crate::xml::Element<'_, '_>,
            ) -> ::core::result::Result<Self, $crate::xml::Error> {
                $crate::xml::read_text(element)
            }
        }

        impl $crate::xml::Write for $ty {
            fn write(&self, content: &mut $crate::xml::Content<'_>) {
                content.text(self);
            }
        }
    };
}

macro_rules! elements {
    ($($ty:ty),*) => {
        $(xml_text!($ty);)*
    };
}

elements!(
    bool, i8, i16, i32, i64, f32, f64, String, BigInteger, BigDecimal, Blob, Timestamp
);
