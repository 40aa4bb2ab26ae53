//! The parts of lists and maps: what stands in a list's or map's own element, or in its place (Smithy's `xmlFlattened`
//! trait).

use super::reader::Children;
use super::{Content, Element, Error, Namespaced, ReadAs, WriteAs};
use std::collections::BTreeMap;

/// How a part of the collection `C` is read.
pub trait ReadItem<C> {
    /// Reads the element and adds it.
    ///
    /// # Errors
    ///
    /// It is no XML, or no such part.
    fn read_item(&self, collection: &mut C, element: Element<'_, '_>) -> Result<(), Error>;
}

/// How the parts of the collection `C` are written.
pub trait WriteItems<C> {
    /// Writes such an element for each part.
    fn write_items(&self, item: Item<'_>, collection: &C, content: &mut Content<'_>);
}

/// The element of a part of a list or map.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    pub(super) name: &'a str,
    /// The attribute that declares a namespace, and what identifies it.
    pub(super) namespace: Option<(&'a str, &'a str)>,
}

impl<'a> Item<'a> {
    /// An element of this name.
    pub(super) fn named(name: &'a str) -> Self {
        Self {
            name,
            namespace: None,
        }
    }
}

/// Of parts that stand in their list's or map's place, each declares the namespace.
impl<C, A: WriteItems<C>> WriteItems<C> for Namespaced<A> {
    fn write_items(&self, item: Item<'_>, collection: &C, content: &mut Content<'_>) {
        let item = Item {
            namespace: Some((self.0, self.1)),
            ..item
        };
        self.2.write_items(item, collection, content);
    }
}

/// The members of a list, each by the adapter `A`. One that is `xsi:nil` is passed over, unless the adapter is
/// [`Sparse`](super::Sparse).
#[derive(Clone, Copy, Debug)]
pub struct Flat<A>(pub A);

/// The entries of a map: the names of the elements of each key and each value, and their adapters. An entry without a
/// value is passed over, unless the value's adapter is [`Sparse`](super::Sparse).
#[derive(Clone, Copy, Debug)]
pub struct FlatMap<K, V>(pub (&'static str, K), pub (&'static str, V));

impl<T, A: ReadAs<T>> ReadItem<Vec<T>> for Flat<A> {
    #[inline]
    fn read_item(&self, list: &mut Vec<T>, element: Element<'_, '_>) -> Result<(), Error> {
        match element.value(&self.0) {
            Ok(value) => list.extend(value),
            Err(error) => return Err(error.at(list.len())),
        }
        Ok(())
    }
}

impl<T, A: WriteAs<T>> WriteItems<Vec<T>> for Flat<A> {
    fn write_items(&self, item: Item<'_>, list: &Vec<T>, content: &mut Content<'_>) {
        for value in list {
            content.item(
                item,
                |attributes| self.0.attributes_as(value, attributes),
                |content| self.0.write_as(value, content),
            );
        }
    }
}

impl<K: Ord, V, A: ReadAs<K>, B: ReadAs<V>> ReadItem<BTreeMap<K, V>> for FlatMap<A, B> {
    fn read_item(&self, map: &mut BTreeMap<K, V>, element: Element<'_, '_>) -> Result<(), Error> {
        let (key, value) = read_entry(&self.0, &self.1, map.len(), element)?;
        map.extend(value.map(|value| (key, value)));
        Ok(())
    }
}

impl<K, V, A: WriteAs<K>, B: WriteAs<V>> WriteItems<BTreeMap<K, V>> for FlatMap<A, B> {
    fn write_items(&self, item: Item<'_>, map: &BTreeMap<K, V>, content: &mut Content<'_>) {
        let Self((key_name, key_adapter), (value_name, value_adapter)) = self;
        for (key, value) in map {
            content.item(
                item,
                |_| (),
                |entry| {
                    entry.element(key_name, key, key_adapter);
                    entry.element(value_name, value, value_adapter);
                },
            );
        }
    }
}

/// Reads the entry that has this number in a map.
fn read_entry<K, V>(
    (key_name, key_adapter): &(&'static str, impl ReadAs<K>),
    (value_name, value_adapter): &(&'static str, impl ReadAs<V>),
    index: usize,
    Element { reader, start }: Element<'_, '_>,
) -> Result<(K, Option<V>), Error> {
    let (mut key, mut value) = (None, None);
    let mut children = Children::of(start);
    while let Some(start) = &children.next(reader).map_err(|error| error.at(index))? {
        let name = start.name();
        let element = Element { reader, start };
        let read = if name == *key_name {
            element.value(key_adapter).map(|it| key = it)
        } else if name == *value_name {
            element.value(value_adapter).map(|it| value = it)
        } else {
            element.skip()
        };
        read.map_err(|error| error.within(name).at(index))?;
    }
    match key {
        Some(key) => Ok((key, value.or_else(|| value_adapter.nil()))),
        None => {
            let reason = format!("an entry without its key, the element `{key_name}`");
            Err(reader.mismatch(reason).at(index))
        }
    }
}
