//! Absolute shape ids.

use serde::Deserialize;
use std::borrow::Borrow;
use std::fmt;

/// An absolute shape id, such as `com.amazonaws.lambda#FunctionName`, or with a member, such as
/// `com.amazonaws.lambda#OnFailure$Destination`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(transparent)]
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

impl From<&str> for ShapeId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
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
