//! Lists and maps: their parts by positions, which stand behind the name of the parts or, where they are flat, behind that
//! of the member.

use super::{Form, WriteAs};
use std::collections::BTreeMap;

/// A list whose elements have this name, and an adapter: `Names.member.1=a&Names.member.2=b`. An empty list is an empty
/// value, `Names=`.
#[derive(Clone, Copy, Debug)]
pub struct List<A>(pub &'static str, pub A);

/// A list of elements without a name (Smithy's `xmlFlattened` trait): `Names.1=a&Names.2=b`. An empty list is an empty
/// value, `Names=`.
#[derive(Clone, Copy, Debug)]
pub struct FlatList<A>(pub A);

/// A list as ec2Query has them: without names for elements, `Names.1=a&Names.2=b`, and not written where it is empty.
#[derive(Clone, Copy, Debug)]
pub struct Ec2List<A>(pub A);

/// A map whose keys and values have these names, the values with an adapter: `Tags.entry.1.key=a&Tags.entry.1.value=b`. An
/// empty map is not written.
#[derive(Clone, Copy, Debug)]
pub struct Map<A>(pub &'static str, pub &'static str, pub A);

/// A map whose entries have no name (Smithy's `xmlFlattened` trait): `Tags.1.key=a&Tags.1.value=b`.
#[derive(Clone, Copy, Debug)]
pub struct FlatMap<A>(pub &'static str, pub &'static str, pub A);

impl<T, A: WriteAs<T>> WriteAs<Vec<T>> for List<A> {
    fn write_as(self, list: &Vec<T>, form: &mut Form) {
        if list.is_empty() {
            form.text("");
        } else {
            form.below(self.0, |form| elements(list, self.1, form));
        }
    }
}

impl<T, A: WriteAs<T>> WriteAs<Vec<T>> for FlatList<A> {
    fn write_as(self, list: &Vec<T>, form: &mut Form) {
        if list.is_empty() {
            form.text("");
        } else {
            elements(list, self.0, form);
        }
    }
}

impl<T, A: WriteAs<T>> WriteAs<Vec<T>> for Ec2List<A> {
    fn write_as(self, list: &Vec<T>, form: &mut Form) {
        elements(list, self.0, form);
    }
}

impl<K: AsRef<str>, V, A: WriteAs<V>> WriteAs<BTreeMap<K, V>> for Map<A> {
    fn write_as(self, map: &BTreeMap<K, V>, form: &mut Form) {
        form.below("entry", |form| {
            entries(map, (self.0, self.1), self.2, form);
        });
    }
}

impl<K: AsRef<str>, V, A: WriteAs<V>> WriteAs<BTreeMap<K, V>> for FlatMap<A> {
    fn write_as(self, map: &BTreeMap<K, V>, form: &mut Form) {
        entries(map, (self.0, self.1), self.2, form);
    }
}

fn elements<T>(list: &[T], adapter: impl WriteAs<T>, form: &mut Form) {
    for (element, position) in list.iter().zip(1..) {
        form.at(position, |form| adapter.write_as(element, form));
    }
}

fn entries<K: AsRef<str>, V>(
    map: &BTreeMap<K, V>,
    (key_name, value_name): (&str, &str),
    adapter: impl WriteAs<V>,
    form: &mut Form,
) {
    for ((key, value), position) in map.iter().zip(1..) {
        form.at(position, |form| {
            form.below(key_name, |form| form.text(key.as_ref()));
            form.below(value_name, |form| adapter.write_as(value, form));
        });
    }
}
