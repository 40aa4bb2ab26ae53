//! What a document is made of, and what it turns into.

use super::{Document, Kind};
use crate::ParseError;
use serde_json::{Number, Value};
use std::collections::{BTreeMap, HashMap};
use std::str::FromStr;

macro_rules! from_integers {
    ($($ty:ty),*) => {
        $(
            impl From<$ty> for Document {
                fn from(number: $ty) -> Self {
                    Self(Kind::Number(number.into()))
                }
            }
        )*
    };
}

from_integers!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize);

/// Fails for the numbers that JSON does not have: `NaN` and the infinite ones.
impl TryFrom<f64> for Document {
    type Error = ParseError;

    fn try_from(number: f64) -> Result<Self, Self::Error> {
        let finite = Number::from_f64(number).map(|number| Self(Kind::Number(number)));
        finite.ok_or_else(|| ParseError::new(&number.to_string(), "a number that JSON has"))
    }
}

/// Fails for the numbers that JSON does not have: `NaN` and the infinite ones.
impl TryFrom<f32> for Document {
    type Error = ParseError;

    fn try_from(number: f32) -> Result<Self, Self::Error> {
        f64::from(number).try_into()
    }
}

impl From<()> for Document {
    fn from((): ()) -> Self {
        Self::NULL
    }
}

impl From<bool> for Document {
    fn from(value: bool) -> Self {
        Self(Kind::Bool(value))
    }
}

impl From<&str> for Document {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<String> for Document {
    fn from(text: String) -> Self {
        Self(Kind::Text(text))
    }
}

/// `None` is null.
impl<T: Into<Document>> From<Option<T>> for Document {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::NULL, Into::into)
    }
}

impl<T: Into<Document>> From<Vec<T>> for Document {
    fn from(elements: Vec<T>) -> Self {
        elements.into_iter().collect()
    }
}

impl<T: Into<Document>, const N: usize> From<[T; N]> for Document {
    fn from(elements: [T; N]) -> Self {
        elements.into_iter().collect()
    }
}

impl<K: Into<String>, V: Into<Document>> From<BTreeMap<K, V>> for Document {
    fn from(members: BTreeMap<K, V>) -> Self {
        members.into_iter().collect()
    }
}

impl<K: Into<String>, V: Into<Document>, S> From<HashMap<K, V, S>> for Document {
    fn from(members: HashMap<K, V, S>) -> Self {
        members.into_iter().collect()
    }
}

/// A list.
impl<T: Into<Document>> FromIterator<T> for Document {
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
        Self(Kind::List(elements.into_iter().map(Into::into).collect()))
    }
}

/// An object. Of several members with one name the last counts.
impl<K: Into<String>, V: Into<Document>> FromIterator<(K, V)> for Document {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(members: I) -> Self {
        let members = members.into_iter();
        let members = members.map(|(name, value)| (name.into(), value.into()));
        Self(Kind::Object(members.collect()))
    }
}

impl From<Value> for Document {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Self::NULL,
            Value::Bool(value) => value.into(),
            Value::Number(number) => Self(Kind::Number(number)),
            Value::String(text) => text.into(),
            Value::Array(elements) => elements.into(),
            Value::Object(members) => members.into_iter().collect(),
        }
    }
}

impl From<Document> for Value {
    fn from(document: Document) -> Self {
        match document.0 {
            Kind::Null => Self::Null,
            Kind::Bool(value) => value.into(),
            Kind::Number(number) => number.into(),
            Kind::Text(text) => text.into(),
            Kind::List(elements) => elements.into_iter().collect(),
            Kind::Object(members) => members.into_iter().collect(),
        }
    }
}

/// Reads JSON. A text that is to be the document itself is [converted](From) instead.
impl FromStr for Document {
    type Err = ParseError;

    fn from_str(json: &str) -> Result<Self, Self::Err> {
        serde_json::from_str(json).map_err(|_| ParseError::new(json, "JSON"))
    }
}
