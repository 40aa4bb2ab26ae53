//! Structures are objects: lists, which serde's derived code would take for them member by member, are refused.

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// A value that is read so that every structure in it is an object. Without it, `[]` would read as a structure of
/// which all members are left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AsObjects<T>(pub T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for AsObjects<T> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(Within(deserializer)).map(Self)
    }
}

/// What is wrapped on the way down: deserializers, the seeds that ask them, and what they give of lists and objects.
struct Within<T>(T);

/// A visitor of what may hold structures, or of a structure itself.
struct Visit<V> {
    visitor: V,
    is_structure: bool,
}

/// Passes on a request for a value without parts.
macro_rules! pass_on {
    ($($method:ident)*) => {
        $(#[inline]
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            self.0.$method(visitor)
        })*
    };
}

/// Passes on a request for a value whose parts may be structures.
macro_rules! look_into {
    ($($method:ident($($name:ident: $ty:ty),*))*) => {
        $(#[inline]
        fn $method<V: Visitor<'de>>(
            self,
            $($name: $ty,)*
            visitor: V,
        ) -> Result<V::Value, D::Error> {
            self.0.$method($($name,)* Visit { visitor, is_structure: false })
        })*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Within<D> {
    type Error = D::Error;

    pass_on! {
        deserialize_any deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_i128 deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
        deserialize_f32 deserialize_f64 deserialize_char deserialize_str deserialize_string
        deserialize_bytes deserialize_byte_buf deserialize_unit deserialize_identifier
        deserialize_ignored_any
    }

    look_into! {
        deserialize_option()
        deserialize_seq()
        deserialize_map()
        deserialize_tuple(length: usize)
        deserialize_unit_struct(name: &'static str)
        deserialize_newtype_struct(name: &'static str)
        deserialize_tuple_struct(name: &'static str, length: usize)
    }

    #[inline]
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_map(Visit {
            visitor,
            is_structure: true,
        })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_enum(name, variants, visitor)
    }

    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Visit<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_structure {
            return f.write_str("an object");
        }
        self.visitor.expecting(f)
    }

    #[inline]
    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.visitor.visit_none()
    }

    #[inline]
    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.visitor.visit_unit()
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.visitor.visit_some(Within(deserializer))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<V::Value, D::Error> {
        self.visitor.visit_newtype_struct(Within(deserializer))
    }

    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_seq(Within(list))
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_map(Within(object))
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Within<S> {
    type Value = S::Value;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(Within(deserializer))
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Within<A> {
    type Error = A::Error;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        self.0.next_element_seed(Within(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Within<A> {
    type Error = A::Error;

    #[inline]
    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        self.0.next_key_seed(seed)
    }

    #[inline]
    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.0.next_value_seed(Within(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::AsObjects;
    use crate::json::{self, As};
    use crate::{Document, Timestamp};
    use serde::Deserialize;
    use std::collections::BTreeMap;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default)]
    struct Outer {
        inner: Option<Box<Inner>>,
        #[serde(with = "As::<json::List<json::List>>")]
        lists: Vec<Vec<Inner>>,
        #[serde(with = "As::<json::Map>")]
        map: BTreeMap<String, Inner>,
        #[serde(deserialize_with = "json::or_absent")]
        document: Document,
        at: Option<Timestamp>,
    }

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default)]
    struct Inner {
        text: Option<String>,
    }

    fn read(json: &str) -> Result<Outer, String> {
        let read = serde_json::from_str::<AsObjects<Outer>>(json);
        read.map(|AsObjects(outer)| outer)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn a_list_is_no_structure_at_any_depth() {
        for json in [
            "[]",
            r#"{"inner": []}"#,
            r#"{"inner": ["a"]}"#,
            r#"{"lists": [[{}, []]]}"#,
            r#"{"map": {"a": []}}"#,
        ] {
            let error = read(json).unwrap_err();
            let told = error.starts_with("invalid type: sequence, expected an object");
            assert!(told, "{json}: {error}");
        }
        assert!(read(r#""a""#).unwrap_err().contains("expected an object"));
    }

    #[test]
    fn what_holds_objects_reads_as_ever() {
        let json = r#"{"inner": {"text": "a", "other": [1]}, "lists": [[{"text": null}], null],
            "map": {"a": {"text": "b"}, "b": null}, "document": [{"x": []}], "at": 1.5}"#;
        assert_eq!(read(json).unwrap(), serde_json::from_str(json).unwrap());
        assert_eq!(read(r#"{"inner": null}"#).unwrap(), Outer::default());
    }
}
