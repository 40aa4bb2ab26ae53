//! Lists and maps that have an element of their own, with an element for each part in it.

use super::flat::Item;
use super::reader::Children;
use super::{Content, Element, Error, Flat, FlatMap, ReadAs, ReadItem, WriteAs, WriteItems};
use std::collections::BTreeMap;

/// A list: the name of each member's element, and its adapter. A member that is `xsi:nil` is passed over, unless its
/// adapter is [`Sparse`](super::Sparse).
#[derive(Clone, Copy, Debug)]
pub struct List<A>(pub &'static str, pub A);

/// A map: the names of the elements of each key and each value, and their adapters. They stand in an element `entry`. An
/// entry without a value is passed over, unless the value's adapter is [`Sparse`](super::Sparse).
#[derive(Clone, Copy, Debug)]
pub struct Map<K, V>(pub (&'static str, K), pub (&'static str, V));

/// What each entry of a map stands in, unless the map is flattened.
const ENTRY: &str = "entry";

impl<T, A: ReadAs<T>> ReadAs<Vec<T>> for List<A> {
    fn read_as(&self, element: Element<'_, '_>) -> Result<Vec<T>, Error> {
        read_items(self.0, &Flat(&self.1), element)
    }
}

impl<T, A: WriteAs<T>> WriteAs<Vec<T>> for List<A> {
    fn write_as(&self, list: &Vec<T>, content: &mut Content<'_>) {
        Flat(&self.1).write_items(Item::named(self.0), list, content);
    }
}

impl<K: Ord, V, A: ReadAs<K>, B: ReadAs<V>> ReadAs<BTreeMap<K, V>> for Map<A, B> {
    fn read_as(&self, element: Element<'_, '_>) -> Result<BTreeMap<K, V>, Error> {
        let Self((key_name, key), (value_name, value)) = self;
        read_items(
            ENTRY,
            &FlatMap((key_name, key), (value_name, value)),
            element,
        )
    }
}

impl<K, V, A: WriteAs<K>, B: WriteAs<V>> WriteAs<BTreeMap<K, V>> for Map<A, B> {
    fn write_as(&self, map: &BTreeMap<K, V>, content: &mut Content<'_>) {
        let Self((key_name, key), (value_name, value)) = self;
        FlatMap((key_name, key), (value_name, value)).write_items(Item::named(ENTRY), map, content);
    }
}

/// Reads the parts of a list or map, which are elements of this name. Others are passed over.
fn read_items<C: Default>(
    name: &str,
    item: &impl ReadItem<C>,
    Element { reader, start }: Element<'_, '_>,
) -> Result<C, Error> {
    let mut collection = C::default();
    let mut children = Children::of(start);
    while let Some(start) = &children.next(reader)? {
        let is_item = start.name() == name;
        let element = Element { reader, start };
        if is_item {
            item.read_item(&mut collection, element)?;
        } else {
            element.skip()?;
        }
    }
    Ok(collection)
}
