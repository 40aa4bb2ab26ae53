//! Enums, of strings and of integers.

use super::{Error, Read, Reader};
use crate::{IntEnum, StringEnum};

/// Reads an enum of strings without allocating for the values it knows.
///
/// # Errors
///
/// The value is not a text.
pub fn read_string_enum<E: StringEnum>(reader: &mut Reader<'_>) -> Result<E, Error> {
    match reader.text() {
        Ok(value) => Ok(crate::string_enum::string_enum(value)),
        Err(error) => Err(error),
    }
}

/// Reads an enum of integers, from any number that is one of 32 bits.
///
/// # Errors
///
/// The value is not a whole number of 32 bits.
pub fn read_int_enum<E: IntEnum>(reader: &mut Reader<'_>) -> Result<E, Error> {
    i32::read(reader).map(crate::int_enum::int_enum)
}

/// Gives a generated enum of strings how it is read from CBOR and written to it.
#[macro_export]
macro_rules! cbor_string_enum {
    ($name:ident) => {
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
}

/// Gives a generated enum of integers how it is read from CBOR and written to it.
#[macro_export]
macro_rules! cbor_int_enum {
    ($name:ident) => {
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
}
