//! Unions: an object of which one member is set.

use crate::Document;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// A member of a union that the model does not list, as it was read. The default one, without a name, stands for a
/// union that is required and was absent.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct UnknownMember {
    /// The member's name on the wire.
    pub name: String,
    /// Its value.
    pub value: Document,
}

/// What a generated union says of its members, for [`deserialize_union`].
pub trait Union<'de>: Sized {
    /// Reads the value of the member of this name: `Some(None)` where the value is null. Where the union has
    /// no such member, leaves the value unread and gives `None`.
    ///
    /// # Errors
    ///
    /// The value is not of the member's type.
    fn member<A: MapAccess<'de>>(
        name: &str,
        object: &mut A,
    ) -> Result<Option<Option<Self>>, A::Error>;

    /// The value that stands for a member which the model does not list.
    fn unknown(member: UnknownMember) -> Self;
}

/// Reads a union: the one member of the object that is not null. `__type` is passed over.
///
/// # Errors
///
/// The value is no object, no member is set, more than one is, or the member's value is not of its type.
pub fn deserialize_union<'de, D, U>(deserializer: D) -> Result<U, D::Error>
where
    D: Deserializer<'de>,
    U: Union<'de>,
{
    struct Members<U>(PhantomData<U>);

    impl<'de, U: Union<'de>> Visitor<'de> for Members<U> {
        type Value = U;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object with one member set")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<U, A::Error> {
            let mut union = None;
            while let Some(name) = object.next_key::<String>()? {
                if name == "__type" {
                    object.next_value::<IgnoredAny>()?;
                    continue;
                }
                let member = match U::member(&name, &mut object)? {
                    Some(member) => member,
                    None => match object.next_value()? {
                        // Without a name it is what stood for an absent union when it was written.
                        Document::Null if !name.is_empty() => None,
                        value => Some(U::unknown(UnknownMember { name, value })),
                    },
                };
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
