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
