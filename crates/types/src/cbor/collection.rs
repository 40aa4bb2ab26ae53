//! Lists and maps: dense ones pass over the nulls that a service sends, sparse ones (Smithy's `sparse` trait), whose
//! elements are an `Option`, keep them. What null means for all of a list or map is for the [`Member`](super::Member) to say.

use super::items::Items;
use super::{Error, Read, Reader, Write, Writer};
use std::collections::BTreeMap;

impl<T: Read> Read for Vec<T> {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        read_list(reader, |list, element: Option<T>| list.extend(element))
    }
}

impl<T: Read> Read for Vec<Option<T>> {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        read_list(reader, |list, element: Option<T>| list.push(element))
    }
}

impl<K, V> Read for BTreeMap<K, V>
where
    K: for<'a> From<&'a str> + Ord,
    V: Read,
{
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        read_map(reader, |map: &mut Self, key, value: Option<V>| {
            map.extend(value.map(|value| (K::from(key), value)));
        })
    }
}

impl<K, V> Read for BTreeMap<K, Option<V>>
where
    K: for<'a> From<&'a str> + Ord,
    V: Read,
{
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        read_map(reader, |map: &mut Self, key, value: Option<V>| {
            map.insert(K::from(key), value);
        })
    }
}

/// Reads a list of elements that are a `T` or null.
fn read_list<E, T: Read>(
    reader: &mut Reader<'_>,
    push: impl Fn(&mut Vec<E>, Option<T>),
) -> Result<Vec<E>, Error> {
    let mut elements = reader.list()?;
    let mut list = Vec::with_capacity(reader.capacity::<E>(&elements));
    let mut index = 0;
    while reader.has_next(&mut elements) {
        match value(reader) {
            Ok(element) => push(&mut list, element),
            Err(error) => return Err(error.within_element(index)),
        }
        index += 1;
    }
    Ok(list)
}

/// Reads a map from texts to values that are a `T` or null.
fn read_map<C: Default, T: Read>(
    reader: &mut Reader<'_>,
    insert: impl Fn(&mut C, &str, Option<T>),
) -> Result<C, Error> {
    let mut map = C::default();
    let mut entries: Items = reader.map()?;
    while reader.has_next(&mut entries) {
        let key = reader.text()?;
        match value(reader) {
            Ok(value) => insert(&mut map, &key, value),
            Err(error) => return Err(error.within(&key)),
        }
    }
    Ok(map)
}

/// Reads a value that is there or null.
pub(super) fn value<T: Read>(reader: &mut Reader<'_>) -> Result<Option<T>, Error> {
    if reader.null() {
        return Ok(None);
    }
    T::read(reader).map(Some)
}

impl<T: Write> Write for Vec<T> {
    fn write(&self, writer: &mut Writer) {
        writer.list(self.len());
        for element in self {
            element.write(writer);
        }
    }
}

impl<T: Write> Write for Vec<Option<T>> {
    fn write(&self, writer: &mut Writer) {
        writer.list(self.len());
        for element in self {
            writer.value_or_null(element.as_ref());
        }
    }
}

impl<K: AsRef<str>, V: Write> Write for BTreeMap<K, V> {
    fn write(&self, writer: &mut Writer) {
        writer.map_of(self.len());
        for (key, value) in self {
            key.as_ref().write(writer);
            value.write(writer);
        }
    }
}

impl<K: AsRef<str>, V: Write> Write for BTreeMap<K, Option<V>> {
    fn write(&self, writer: &mut Writer) {
        writer.map_of(self.len());
        for (key, value) in self {
            key.as_ref().write(writer);
            writer.value_or_null(value.as_ref());
        }
    }
}
