//! Values whose form the model leaves open.

mod convert;

use crate::write_printable;
use serde_json::Number;
use std::collections::BTreeMap;
use std::fmt;

/// Any value that JSON has (Smithy's `document` type): null, a boolean, a number, a text, a list, or an object.
///
/// It is made of what Rust has for these, and of [`serde_json::Value`], and turns into the latter again:
///
/// ```
/// use smithereens_types::Document;
///
/// let filter: Document = [("name", Document::from("size")), ("sizes", vec![1, 2].into())]
///     .into_iter()
///     .collect();
/// assert_eq!(filter.to_string(), r#"{"name":"size","sizes":[1,2]}"#);
/// assert_eq!(filter.get("name").and_then(Document::as_str), Some("size"));
/// assert_eq!(Document::from(serde_json::json!({ "name": "size", "sizes": [1, 2] })), filter);
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Document(pub(crate) Kind);

#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    #[default]
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Document>),
    Object(BTreeMap<String, Document>),
}

impl Document {
    /// Null, which is the default as well.
    pub const NULL: Self = Self(Kind::Null);

    /// Whether it is null.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self.0, Kind::Null)
    }

    /// The boolean, if it is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self.0 {
            Kind::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The number, if it is one that was written without a decimal point and exponent and is in the range of `i64`.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.number()?.as_i64()
    }

    /// The number, if it is one that was written without a decimal point and exponent and is in the range of `u64`.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        self.number()?.as_u64()
    }

    /// The number that is nearest to it, if it is a number.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        self.number()?.as_f64()
    }

    fn number(&self) -> Option<&Number> {
        match &self.0 {
            Kind::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The text, if it is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.0 {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The elements, if it is a list.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Self]> {
        match &self.0 {
            Kind::List(elements) => Some(elements),
            _ => None,
        }
    }

    /// The members by their names, if it is an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&BTreeMap<String, Self>> {
        match &self.0 {
            Kind::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The member of this name, if it is an object that has one.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.as_object()?.get(name)
    }
}

/// The value in JSON, on one line.
impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

/// As [`Display`](fmt::Display), as far as it is printable, and escaped where it is not.
impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Document(")?;
        write_printable(f, &self.to_string())?;
        f.write_str(")")
    }
}
