//! Absolute shape ids and the identifiers that they and the names of members are made of.
//!
//! No id or name of another form gets past the reading of a model, and so none gets into code, paths or documentation.

use indexmap::IndexMap;
use serde::{Deserialize, Deserializer};
use std::borrow::Borrow;
use std::fmt;

/// An absolute shape id, such as `com.amazonaws.lambda#FunctionName`, or with a member, such as
/// `com.amazonaws.lambda#OnFailure$Destination`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct ShapeId(String);

impl ShapeId {
    /// The id as it stands in the model.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the `#`; empty for an id without one.
    #[must_use]
    pub fn namespace(&self) -> &str {
        self.0
            .split_once('#')
            .map_or("", |(namespace, _)| namespace)
    }

    /// The shape's own name: what stands after the `#`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0
            .split_once('#')
            .map_or(self.as_str(), |(_, name)| name)
    }

    /// The shape's id and the name of the member, where this is the id of one.
    pub(super) fn split_member(&self) -> Option<(Self, &str)> {
        let (shape, member) = self.0.split_once('$')?;
        Some((Self(shape.to_owned()), member))
    }

    /// The id of a member of this shape.
    #[must_use]
    pub fn member(&self, name: &str) -> Self {
        Self(format!("{self}${name}"))
    }

    /// Whether this is a shape of Smithy's prelude, which no model defines.
    #[must_use]
    pub fn is_prelude(&self) -> bool {
        self.namespace() == "smithy.api"
    }

    /// Whether this is `smithy.api#Unit`, which stands for nothing at all.
    #[must_use]
    pub fn is_unit(&self) -> bool {
        self.0 == "smithy.api#Unit"
    }
}

impl TryFrom<String> for ShapeId {
    type Error = String;

    /// Takes an absolute shape id by Smithy's grammar: `namespace#Name` or `namespace#Name$member`.
    fn try_from(id: String) -> Result<Self, String> {
        let parts = id.split_once('#').map(|(namespace, name)| {
            let (name, member) = match name.split_once('$') {
                Some((name, member)) => (name, Some(member)),
                None => (name, None),
            };
            (namespace, name, member)
        });
        let is_id = parts.is_some_and(|(namespace, name, member)| {
            namespace.split('.').all(is_identifier)
                && is_identifier(name)
                && member.is_none_or(is_identifier)
        });
        if is_id {
            Ok(Self(id))
        } else {
            Err(format!(
                "{id:?} is no absolute shape id, such as \"com.example#Name\""
            ))
        }
    }
}

/// Whether a text is an identifier of Smithy: letters, digits and underscores of ASCII, not just underscores, and no
/// digit in front.
fn is_identifier(text: &str) -> bool {
    let is_part = |byte: u8| byte == b'_' || byte.is_ascii_alphanumeric();
    text.bytes().all(is_part)
        && text.bytes().any(|byte| byte != b'_')
        && !text.starts_with(|first: char| first.is_ascii_digit())
}

/// An identifier of Smithy, such as the name of a member.
#[derive(PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "String")]
struct Identifier(String);

impl TryFrom<String> for Identifier {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if is_identifier(&text) {
            Ok(Self(text))
        } else {
            Err(format!(
                "{text:?} is no identifier; it takes letters, digits and underscores of ASCII, and no digit in front"
            ))
        }
    }
}

/// Reads a map whose keys are identifiers.
pub(super) fn with_identifiers<'de, D: Deserializer<'de>, V: Deserialize<'de>>(
    deserializer: D,
) -> Result<IndexMap<String, V>, D::Error> {
    let map = IndexMap::<Identifier, V>::deserialize(deserializer)?;
    Ok(map
        .into_iter()
        .map(|(name, value)| (name.0, value))
        .collect())
}

/// Reads a map whose values are identifiers.
pub(super) fn to_identifiers<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<IndexMap<ShapeId, String>, D::Error> {
    let map = IndexMap::<ShapeId, Identifier>::deserialize(deserializer)?;
    Ok(map.into_iter().map(|(id, name)| (id, name.0)).collect())
}

impl Borrow<str> for ShapeId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ShapeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}
