//! Structures: a map whose entries are read into fields.

use super::collection::value;
use super::{Error, Read, Reader, Variant};
use crate::Document;

/// What a generated structure says of its members, for [`read_structure`].
pub trait Structure {
    /// Reads the member of this name into its field. One that the structure does not have is to be skipped.
    ///
    /// # Errors
    ///
    /// The value is not of the member's type.
    fn read(&mut self, name: &str, member: Member<'_, '_>) -> Result<(), Error>;
}

/// Reads a structure. Members that are left out stay what they are in `structure`, and so do those that are null
/// and no `Option`. Of a member that comes more than once the last counts that is not null; for an `Option` null
/// counts too.
///
/// # Errors
///
/// The value is no map from texts, or a member's value is not of its type.
pub fn read_structure<T: Structure>(mut structure: T, reader: &mut Reader<'_>) -> Result<T, Error> {
    let mut members = reader.map()?;
    while reader.has_next(&mut members) {
        let name = reader.text()?;
        if let Err(error) = structure.read(&name, Member::next(reader)) {
            return Err(error.within(&name));
        }
    }
    Ok(structure)
}

/// A member of a map whose name has been read, and whose value comes next. Each of its methods fails if the value
/// is not of the type that it asks for. Structures are read by the ones that take a field, unions by the others.
#[derive(Debug)]
pub struct Member<'a, 'de>(&'a mut Reader<'de>);

#[expect(clippy::missing_errors_doc, reason = "all fail for the same reason")]
impl<'a, 'de> Member<'a, 'de> {
    pub(super) fn next(reader: &'a mut Reader<'de>) -> Self {
        Self(reader)
    }

    /// Reads a value that is there or null.
    pub fn optional<T: Read>(self, field: &mut Option<T>) -> Result<(), Error> {
        *field = value(self.0)?;
        Ok(())
    }

    /// Reads a value; null leaves the field what it was.
    pub fn plain<T: Read>(self, field: &mut T) -> Result<(), Error> {
        if !self.0.null() {
            *field = T::read(self.0)?;
        }
        Ok(())
    }

    /// Reads the value of a union's member, for its variant.
    pub fn variant<T: Read, U>(self, variant: impl FnOnce(T) -> U) -> Result<Variant<U>, Error> {
        Ok(Variant::known(value(self.0)?.map(variant)))
    }

    /// As [`variant`](Self::variant), of a member that says all by being there (`smithy.api#Unit`).
    pub fn unit<U>(self, variant: U) -> Result<Variant<U>, Error> {
        if self.0.null() {
            return Ok(Variant::known(None));
        }
        self.0.skip()?;
        Ok(Variant::known(Some(variant)))
    }

    /// Reads the value of a member that the union does not have.
    pub fn unknown<U>(self) -> Result<Variant<U>, Error> {
        Ok(Variant::unknown(Document::read(self.0)?))
    }

    /// Passes over the value.
    pub fn skip(self) -> Result<(), Error> {
        self.0.skip()
    }
}
