//! Adapters: how a value stands in JSON whose type does not say so by itself, after the manner of the crate `serde_with`.

use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde::ser::{Serialize, Serializer};
use std::marker::PhantomData;

/// An adapter by which values of the type `T` are written.
pub trait SerializeAs<T> {
    /// Writes the value.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    fn serialize_as<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error>;
}

/// An adapter by which values of the type `T` are read.
pub trait DeserializeAs<T> {
    /// Reads a value.
    ///
    /// # Errors
    ///
    /// What is read is not such a value.
    fn deserialize_as<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error>;
}

/// The adapter that leaves it to the type, for the parts of a list or map that need none.
pub struct Own;

impl<T: Serialize> SerializeAs<T> for Own {
    fn serialize_as<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }
}

impl<T: DeserializeOwned> DeserializeAs<T> for Own {
    #[inline]
    fn deserialize_as<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        T::deserialize(deserializer)
    }
}

/// A value that is read by the adapter `A`.
pub struct Adapted<T, A> {
    value: T,
    adapter: PhantomData<A>,
}

impl<T, A> Adapted<T, A> {
    /// The value.
    pub fn into_inner(self) -> T {
        self.value
    }
}

impl<'de, T, A: DeserializeAs<T>> Deserialize<'de> for Adapted<T, A> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = A::deserialize_as(deserializer)?;
        Ok(Self {
            value,
            adapter: PhantomData,
        })
    }
}

/// This value, to be written by the adapter `A`.
pub fn adapted<A: SerializeAs<T>, T>(value: &T) -> impl Serialize {
    Written::<T, A> {
        value,
        adapter: PhantomData,
    }
}

struct Written<'a, T, A> {
    value: &'a T,
    adapter: PhantomData<A>,
}

impl<T, A: SerializeAs<T>> Serialize for Written<'_, T, A> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        A::serialize_as(self.value, serializer)
    }
}
