//! Unions: a map of which one member is set.

use super::{Error, Member, Reader};
use crate::{Document, UnknownMember};

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

/// What has been read of a member of the union `U`, by a method of [`Member`].
#[derive(Debug)]
pub struct Variant<U>(Kind<U>);

#[derive(Debug)]
enum Kind<U> {
    /// The value of a member that the union has, unless it is null.
    Known(Option<U>),
    /// The value of another one.
    Unknown(Document),
}

impl<U> Variant<U> {
    pub(super) fn known(variant: Option<U>) -> Self {
        Self(Kind::Known(variant))
    }

    pub(super) fn unknown(value: Document) -> Self {
        Self(Kind::Unknown(value))
    }
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
            Ok(Variant(Kind::Known(variant))) => variant,
            // Without a name it is what stood for an absent union when it was written.
            Ok(Variant(Kind::Unknown(value))) if value.is_null() && !name.is_empty() => None,
            Ok(Variant(Kind::Unknown(value))) => {
                Some(U::unknown(UnknownMember::new(name.into_owned(), value)))
            }
            Err(error) => return Err(error.within(&name)),
        };
        if member.is_some() && union.is_some() {
            return Err(Error::new(at, "a union with more than one member set"));
        }
        union = union.or(member);
    }
    union.ok_or_else(|| Error::new(at, "a union with no member set"))
}
