//! Lists and maps: dense ones pass over the nulls that a service sends, sparse ones keep them. What null means
//! for all of a list or map is for the [`Member`](super::Member) to say.

use super::structure::{Name, NameOf};
use super::{Adapted, DeserializeAs, Own, SerializeAs, adapted, trace};
use serde::de::{
    Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess,
    SeqAccess, Visitor,
};
use serde::ser::{Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

/// A list whose elements are adapted by `T`. Nulls in it are passed over.
pub struct List<T = Own>(PhantomData<T>);

/// A list whose elements are adapted by `T` or are null (Smithy's `sparse` trait).
pub struct SparseList<T = Own>(PhantomData<T>);

/// A map whose values are adapted by `T`. Entries whose value is null are passed over.
pub struct Map<T = Own>(PhantomData<T>);

/// A map whose values are adapted by `T` or are null (Smithy's `sparse` trait).
pub struct SparseMap<T = Own>(PhantomData<T>);

impl<T, U: SerializeAs<T>> SerializeAs<Vec<T>> for List<U> {
    fn serialize_as<S: Serializer>(list: &Vec<T>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(list.iter().map(adapted::<U, T>))
    }
}

impl<T, U: SerializeAs<T>> SerializeAs<Vec<Option<T>>> for SparseList<U> {
    fn serialize_as<S: Serializer>(
        list: &Vec<Option<T>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(
            list.iter()
                .map(|element| element.as_ref().map(adapted::<U, T>)),
        )
    }
}

impl<K: Serialize, V, U: SerializeAs<V>> SerializeAs<BTreeMap<K, V>> for Map<U> {
    fn serialize_as<S: Serializer>(map: &BTreeMap<K, V>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(map.iter().map(|(key, value)| (key, adapted::<U, V>(value))))
    }
}

impl<K: Serialize, V, U: SerializeAs<V>> SerializeAs<BTreeMap<K, Option<V>>> for SparseMap<U> {
    fn serialize_as<S: Serializer>(
        map: &BTreeMap<K, Option<V>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let entries = map
            .iter()
            .map(|(key, value)| (key, value.as_ref().map(adapted::<U, V>)));
        serializer.collect_map(entries)
    }
}

impl<T, U: DeserializeAs<T>> DeserializeAs<Vec<T>> for List<U> {
    fn deserialize_as<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
        let dense = |list: &mut Vec<T>, element: Option<T>| list.extend(element);
        deserializer.deserialize_seq(Elements::<_, T, U> {
            push: dense,
            adapter: PhantomData,
        })
    }
}

impl<T, U: DeserializeAs<T>> DeserializeAs<Vec<Option<T>>> for SparseList<U> {
    fn deserialize_as<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<Option<T>>, D::Error> {
        let sparse = |list: &mut Vec<Option<T>>, element: Option<T>| list.push(element);
        deserializer.deserialize_seq(Elements::<_, T, U> {
            push: sparse,
            adapter: PhantomData,
        })
    }
}

impl<K, V, U> DeserializeAs<BTreeMap<K, V>> for Map<U>
where
    K: DeserializeOwned + Ord,
    U: DeserializeAs<V>,
{
    fn deserialize_as<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<K, V>, D::Error> {
        let dense = |map: &mut BTreeMap<K, V>, key, value: Option<V>| {
            map.extend(value.map(|value| (key, value)));
        };
        deserializer.deserialize_map(Entries::<_, _, V, U> {
            insert: dense,
            adapter: PhantomData,
        })
    }
}

impl<K, V, U> DeserializeAs<BTreeMap<K, Option<V>>> for SparseMap<U>
where
    K: DeserializeOwned + Ord,
    U: DeserializeAs<V>,
{
    fn deserialize_as<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<K, Option<V>>, D::Error> {
        let sparse = |map: &mut BTreeMap<K, Option<V>>, key, value| drop(map.insert(key, value));
        deserializer.deserialize_map(Entries::<_, _, V, U> {
            insert: sparse,
            adapter: PhantomData,
        })
    }
}

/// Reads a collection `C` of elements `T` by the adapter `U`.
struct Elements<C, T, U> {
    push: fn(&mut C, Option<T>),
    adapter: PhantomData<U>,
}

impl<'de, C, T, U> Visitor<'de> for Elements<C, T, U>
where
    C: Default,
    U: DeserializeAs<T>,
{
    type Value = C;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<C, A::Error> {
        let mut list = C::default();
        let mut index = 0;
        loop {
            let next = Element {
                list: &mut list,
                push: self.push,
                adapter: self.adapter,
            };
            match elements.next_element_seed(next) {
                Ok(Some(())) => index += 1,
                Ok(None) => return Ok(list),
                Err(error) => return Err(trace::at(error, index)),
            }
        }
    }
}

/// Reads an element to where it stays, rather than to give it to what is between the two.
struct Element<'a, C, T, U> {
    list: &'a mut C,
    push: fn(&mut C, Option<T>),
    adapter: PhantomData<U>,
}

impl<'de, C, T, U: DeserializeAs<T>> DeserializeSeed<'de> for Element<'_, C, T, U> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let element = Option::<Adapted<T, U>>::deserialize(deserializer)?;
        (self.push)(self.list, element.map(Adapted::into_inner));
        Ok(())
    }
}

/// Reads a collection `C` of entries from `K` to `V` by the adapter `U`.
struct Entries<C, K, V, U> {
    insert: fn(&mut C, K, Option<V>),
    adapter: PhantomData<U>,
}

impl<'de, C, K, V, U> Visitor<'de> for Entries<C, K, V, U>
where
    C: Default,
    K: Deserialize<'de>,
    U: DeserializeAs<V>,
{
    type Value = C;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<C, A::Error> {
        let mut map = C::default();
        while let Some(Name(name)) = entries.next_key_seed(NameOf::<C>::member())? {
            let value = entries
                .next_value::<Option<Adapted<V, U>>>()
                .map_err(|error| trace::within(error, &name))?;
            let key = K::deserialize(name.as_ref().into_deserializer())?;
            (self.insert)(&mut map, key, value.map(Adapted::into_inner));
        }
        Ok(map)
    }
}
