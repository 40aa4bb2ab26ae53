//! Unions: a map of which one member is set.

use super::{Error, Member, Reader, Variant};
use crate::UnknownMember;

/// What a generated union says of its members, for [`read_union`].
pub trait Union: Sized {
    /// Reads the member of this name into its variant. One that the union does not have is
    /// [unknown](Member::unknown).
    ///
    /// # Errors
    ///
    /// The value is not of the member's type.
    fn read(name: &str, member: Member<'_, '_>) -> Result<Variant<Self>, Error>;

    /// The variant for a member which the model does not list.
    fn unknown(member: UnknownMember<Self>) -> Self;
}

/// Reads a union: the one member of the map that is not null. `__type` is passed over.
///
/// # Errors
///
/// The value is no map from texts, no member is set, more than one is, or the member's value is not of its type.
pub fn read_union<U: Union>(reader: &mut Reader<'_>) -> Result<U, Error> {
    let at = reader.at();
    let mut members = reader.map()?;
    let mut union = None;
    while reader.has_next(&mut members) {
        let name = reader.text()?;
        if name == "__type" {
            reader.skip()?;
            continue;
        }
        let member = match U::read(&name, Member::next(reader)) {
            Ok(variant) => variant.of_member(name, U::unknown),
            Err(error) => return Err(error.within(&name)),
        };
        if member.is_some() && union.is_some() {
            return Err(Error::new(at, "a union with more than one member set"));
        }
        union = union.or(member);
    }
    union.ok_or_else(|| Error::new(at, "a union with no member set"))
}
