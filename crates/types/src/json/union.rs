//! Unions: an object of which one member is set.

use super::structure::{Name, NameOf, Next};
use super::{Member, trace};
use crate::{Document, UnknownMember};
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// What a generated union says of its members, for [`deserialize_union`].
pub trait Union: Sized {
    /// Reads the member of this name into its variant. One that the union does not have is
    /// [unknown](Member::unknown).
    ///
    /// # Errors
    ///
    /// The value is not of the member's type.
    fn read<M: Member>(name: &str, member: M) -> Result<Variant<Self>, M::Error>;

    /// The variant for a member which the model does not list.
    fn unknown(member: UnknownMember<Self>) -> Self;
}

/// What has been read of a member of the union `U`, by a method of [`Member`].
#[derive(Debug)]
pub struct Variant<U>(Read<U>);

#[derive(Debug)]
enum Read<U> {
    /// The value of a member that the union has, unless it is null.
    Known(Option<U>),
    /// The value of another one.
    Unknown(Document),
}

impl<U> Variant<U> {
    pub(crate) fn known(variant: Option<U>) -> Self {
        Self(Read::Known(variant))
    }

    pub(crate) fn unknown(value: Document) -> Self {
        Self(Read::Unknown(value))
    }

    /// The union that has this in its member of this name, or none if the member is null.
    pub(crate) fn of_member(
        self,
        name: Cow<'_, str>,
        unknown: impl FnOnce(UnknownMember<U>) -> U,
    ) -> Option<U> {
        match self.0 {
            Read::Known(variant) => variant,
            // Without a name it is what stood for an absent union when it was written.
            Read::Unknown(value) if value.is_null() && !name.is_empty() => None,
            Read::Unknown(value) => Some(unknown(UnknownMember::new(name.into_owned(), value))),
        }
    }
}

/// Reads a union: the one member of the object that is not null. `__type` is passed over.
///
/// # Errors
///
/// The value is no object, no member is set, more than one is, or the member's value is not of its type.
pub fn deserialize_union<'de, D, U>(deserializer: D) -> Result<U, D::Error>
where
    D: Deserializer<'de>,
    U: Union,
{
    struct Members<U>(PhantomData<U>);

    impl<'de, U: Union> Visitor<'de> for Members<U> {
        type Value = U;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object with one member set")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<U, A::Error> {
            let mut union = None;
            while let Some(Name(name)) = object.next_key_seed(NameOf::<U>::member())? {
                if name == "__type" {
                    object.next_value::<IgnoredAny>()?;
                    continue;
                }
                let variant = U::read(&name, Next::of(&mut object))
                    .map_err(|error| trace::within(error, &name))?;
                let member = variant.of_member(name, U::unknown);
                if member.is_some() && union.is_some() {
                    return Err(A::Error::custom("a union with more than one member set"));
                }
                union = union.or(member);
            }
            union.ok_or_else(|| A::Error::custom("a union with no member set"))
        }
    }

    deserializer.deserialize_map(Members(PhantomData))
}
