//! Structures: an object whose members are read into fields, and written from them.
//!
//! Generated code calls this rather than have serde derive the same, which takes several times as long to check.

use super::{Adapted, DeserializeAs, SerializeAs, Variant, adapted, trace};
use crate::UnknownMember;
use serde::de::{
    Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess,
    Visitor,
};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// What a generated structure says of its members, for [`deserialize_structure`].
pub trait Structure {
    /// Reads the member of this name into its field. One that the structure does not have is to be skipped.
    ///
    /// # Errors
    ///
    /// The value is not of the member's type.
    fn read<M: Member>(&mut self, name: &str, member: M) -> Result<(), M::Error>;
}

/// A member of an object whose name has been read, and whose value comes next. Each of its methods fails if the value
/// is not of the type that it asks for. Structures are read by the ones that take a field, unions by the others.
#[expect(clippy::missing_errors_doc, reason = "all fail for the same reason")]
pub trait Member: Sized {
    /// Why a value cannot be read.
    type Error;

    /// Reads a value that is there or null.
    fn optional<T: DeserializeOwned>(self, field: &mut Option<T>) -> Result<(), Self::Error>;

    /// As [`optional`](Self::optional), by the adapter `A`.
    fn optional_as<A: DeserializeAs<T>, T>(self, field: &mut Option<T>) -> Result<(), Self::Error> {
        let mut value: Option<Adapted<T, A>> = None;
        self.optional(&mut value)?;
        *field = value.map(Adapted::into_inner);
        Ok(())
    }

    /// Reads a value; null leaves the field what it was.
    fn plain<T: DeserializeOwned>(self, field: &mut T) -> Result<(), Self::Error> {
        let mut value = None;
        self.optional(&mut value)?;
        if let Some(value) = value {
            *field = value;
        }
        Ok(())
    }

    /// As [`plain`](Self::plain), by the adapter `A`.
    fn plain_as<A: DeserializeAs<T>, T>(self, field: &mut T) -> Result<(), Self::Error> {
        let mut value: Option<Adapted<T, A>> = None;
        self.optional(&mut value)?;
        if let Some(value) = value {
            *field = value.into_inner();
        }
        Ok(())
    }

    /// Reads the value of a union's member, for its variant.
    fn variant<T: DeserializeOwned, U>(
        self,
        variant: impl FnOnce(T) -> U,
    ) -> Result<Variant<U>, Self::Error> {
        let mut value = None;
        self.optional(&mut value)?;
        Ok(Variant::known(value.map(variant)))
    }

    /// As [`variant`](Self::variant), by the adapter `A`.
    fn variant_as<A: DeserializeAs<T>, T, U>(
        self,
        variant: impl FnOnce(T) -> U,
    ) -> Result<Variant<U>, Self::Error> {
        self.variant(|value: Adapted<T, A>| variant(value.into_inner()))
    }

    /// As [`variant`](Self::variant), of a member that says all by being there (`smithy.api#Unit`).
    fn unit<U>(self, variant: U) -> Result<Variant<U>, Self::Error> {
        self.variant(|IgnoredAny| variant)
    }

    /// Reads the value of a member that the union does not have.
    fn unknown<U>(self) -> Result<Variant<U>, Self::Error> {
        let mut value = None;
        self.optional(&mut value)?;
        Ok(Variant::unknown(value.unwrap_or_default()))
    }

    /// Passes over the value.
    fn skip(self) -> Result<(), Self::Error> {
        self.optional::<IgnoredAny>(&mut None)
    }
}

/// The value that comes next in an object.
pub(super) struct Next<'a, 'de, A> {
    object: &'a mut A,
    /// `A` reads with this lifetime, which would be unbound in the `impl` below.
    lifetime: PhantomData<&'de ()>,
}

impl<'a, A> Next<'a, '_, A> {
    pub(super) fn of(object: &'a mut A) -> Self {
        Self {
            object,
            lifetime: PhantomData,
        }
    }
}

impl<'de, A: MapAccess<'de>> Member for Next<'_, 'de, A> {
    type Error = A::Error;

    #[inline]
    fn optional<T: DeserializeOwned>(self, field: &mut Option<T>) -> Result<(), A::Error> {
        *field = self.object.next_value()?;
        Ok(())
    }
}

/// Reads a structure. Members that are left out stay what they are in `structure`, and so do those that are null
/// and no `Option`. Of a member that comes more than once the last counts that is not null; for an `Option` null
/// counts too.
///
/// This asks for a map, and so for a format that describes itself, as JSON does. Where serde's `flatten` puts two
/// structures into one object, the first takes no members away from the second: both read one that both have, and
/// a map that is to take the rest takes the structures' members as well.
///
/// # Errors
///
/// The value is no object, or a member's value is not of its type.
pub fn deserialize_structure<'de, T, D>(mut structure: T, deserializer: D) -> Result<T, D::Error>
where
    T: Structure,
    D: Deserializer<'de>,
{
    struct Members<'a, T>(&'a mut T);

    impl<'de, T: Structure> Visitor<'de> for Members<'_, T> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        #[inline]
        fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
            while let Some(Name(name)) = object.next_key_seed(NameOf::<T>::member())? {
                let member = Next::of(&mut object);
                self.0
                    .read(&name, member)
                    .map_err(|error| trace::within(error, &name))?;
            }
            Ok(())
        }
    }

    deserializer.deserialize_map(Members(&mut structure))?;
    Ok(structure)
}

/// A member's name, which is borrowed where it stands in the text as it is.
pub(super) struct Name<'de>(pub(super) Cow<'de, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl<'de> Visitor<'de> for Text {
            type Value = Name<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name")
            }

            #[inline]
            fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Borrowed(name)))
            }

            #[cold]
            #[inline(never)]
            fn visit_str<E: Error>(self, name: &str) -> Result<Name<'de>, E> {
                self.visit_string(name.to_owned())
            }

            fn visit_string<E: Error>(self, name: String) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Owned(name)))
            }
        }

        deserializer.deserialize_str(Text)
    }
}

/// Reads the name of a member of `T`. There is one for each `T`, so that names are read in place: what all types had in
/// common would be called for every member.
pub(super) struct NameOf<T>(PhantomData<T>);

impl<T> NameOf<T> {
    pub(super) fn member() -> Self {
        Self(PhantomData)
    }
}

impl<'de, T> DeserializeSeed<'de> for NameOf<T> {
    type Value = Name<'de>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Name<'de>, D::Error> {
        Name::deserialize(deserializer)
    }
}

/// An object that is being written: a map whose length is not said beforehand. The first error is kept, and [`end`](Self::end) gives it.
#[derive(Debug)]
pub struct Object<S: Serializer>(Result<S::SerializeMap, S::Error>);

impl<S: Serializer> Object<S> {
    /// Begins an object.
    pub fn new(serializer: S) -> Self {
        Self(serializer.serialize_map(None))
    }

    /// Writes a member where there is a value.
    pub fn optional<T: Serialize>(&mut self, name: &str, value: &Option<T>) -> &mut Self {
        match value {
            Some(value) => self.plain(name, value),
            None => self,
        }
    }

    /// As [`optional`](Self::optional), by the adapter `A`.
    pub fn optional_as<A, T>(&mut self, name: &str, value: &Option<T>) -> &mut Self
    where
        A: SerializeAs<T>,
    {
        match value {
            Some(value) => self.plain_as::<A, T>(name, value),
            None => self,
        }
    }

    /// Writes a member.
    pub fn plain<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> &mut Self {
        if let Ok(object) = &mut self.0
            && let Err(error) = object.serialize_entry(name, value)
        {
            self.0 = Err(error);
        }
        self
    }

    /// As [`plain`](Self::plain), by the adapter `A`.
    pub fn plain_as<A: SerializeAs<T>, T>(&mut self, name: &str, value: &T) -> &mut Self {
        self.plain(name, &adapted::<A, T>(value))
    }

    /// Writes a member that says all by being there: an empty object (`smithy.api#Unit`).
    pub fn unit(&mut self, name: &str) -> &mut Self {
        self.plain(name, &serde_json::Map::new())
    }

    /// Writes the member of a union that the model does not list, as it was read.
    pub fn unknown<U>(&mut self, member: &UnknownMember<U>) -> &mut Self {
        self.plain(member.name(), member.value())
    }

    /// Ends the object.
    ///
    /// # Errors
    ///
    /// The first of the serializer's, whichever member it was at.
    pub fn end(self) -> Result<S::Ok, S::Error> {
        self.0?.end()
    }
}
