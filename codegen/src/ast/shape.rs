//! Models, shapes and members.

use super::{ShapeId, Traits};
use crate::shape_id::{to_identifiers, with_identifiers};
use crate::trait_id;
use indexmap::IndexMap;
use serde::Deserialize;

/// A model: every shape by its id, in the order of the file.
#[derive(Debug, Deserialize)]
#[serde(expecting = "an object with \"smithy\" and \"shapes\"")]
pub struct Model {
    /// The version of Smithy that the model is written in.
    pub smithy: String,
    /// What is said of the model as a whole.
    #[serde(default)]
    metadata: Metadata,
    /// The shapes.
    #[serde(default)]
    pub shapes: IndexMap<ShapeId, Shape>,
}

/// As much of a model's metadata as is read.
#[derive(Debug, Default, Deserialize)]
struct Metadata {
    #[serde(rename = "smithereens.excerptOf", default)]
    excerpt_of: Option<String>,
}

impl Model {
    /// Where the whole model is, if this is an excerpt of one that says so.
    #[must_use]
    pub fn excerpt_of(&self) -> Option<&str> {
        self.metadata.excerpt_of.as_deref()
    }

    /// The shape of this id, if the model defines it.
    #[must_use]
    pub fn shape(&self, id: &ShapeId) -> Option<&Shape> {
        self.shapes.get(id)
    }
}

/// A shape. Which of the fields are set depends on its type.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(
    rename_all = "camelCase",
    default,
    expecting = "an object that describes a shape"
)]
#[expect(clippy::struct_field_names, reason = "`type` alone is a keyword")]
pub struct Shape {
    /// What kind of shape this is.
    #[serde(rename = "type")]
    pub shape_type: ShapeType,
    /// Its traits.
    pub traits: Traits,
    /// The members of a structure, union, enum or intEnum, in the order of the model.
    #[serde(deserialize_with = "with_identifiers")]
    pub members: IndexMap<String, Member>,
    /// The member of a list.
    pub member: Option<Member>,
    /// The key of a map.
    pub key: Option<Member>,
    /// The value of a map.
    pub value: Option<Member>,
    /// The shapes whose members and traits this one takes over.
    pub mixins: Vec<Reference>,
    /// The version of a service.
    pub version: Option<String>,
    /// The operations bound to a service or resource.
    pub operations: Vec<Reference>,
    /// The resources bound to a service or resource.
    pub resources: Vec<Reference>,
    /// The errors of an operation, or those common to all operations of a service.
    pub errors: Vec<Reference>,
    /// Names that a service gives to shapes of its closure in place of their own.
    #[serde(deserialize_with = "to_identifiers")]
    pub rename: IndexMap<ShapeId, String>,
    /// The input of an operation.
    pub input: Option<Reference>,
    /// The output of an operation.
    pub output: Option<Reference>,
    /// The lifecycle operations of a resource.
    pub create: Option<Reference>,
    /// See [`create`](Self::create).
    pub put: Option<Reference>,
    /// See [`create`](Self::create).
    pub read: Option<Reference>,
    /// See [`create`](Self::create).
    pub update: Option<Reference>,
    /// See [`create`](Self::create).
    pub delete: Option<Reference>,
    /// See [`create`](Self::create).
    pub list: Option<Reference>,
    /// The operations bound to the collection of a resource.
    pub collection_operations: Vec<Reference>,
}

impl Shape {
    /// Whether it is a union whose members are events (`smithy.api#streaming` on a union).
    #[must_use]
    pub fn is_event_stream(&self) -> bool {
        self.shape_type == ShapeType::Union && self.traits.has(trait_id::STREAMING)
    }

    /// Its members by their names: those of a structure, union or enum, that of a list, and the key and value of a map.
    pub fn all_members(&self) -> impl Iterator<Item = (&str, &Member)> {
        let parts = [
            ("member", &self.member),
            ("key", &self.key),
            ("value", &self.value),
        ];
        let parts = parts
            .into_iter()
            .filter_map(|(name, member)| Some((name, member.as_ref()?)));
        let named = self.members.iter();
        named
            .map(|(name, member)| (name.as_str(), member))
            .chain(parts)
    }

    /// The operations bound to this service or resource itself, not those of resources below it.
    pub fn bound_operations(&self) -> impl Iterator<Item = &ShapeId> {
        let lifecycle = [
            &self.create,
            &self.put,
            &self.read,
            &self.update,
            &self.delete,
            &self.list,
        ];
        self.operations
            .iter()
            .chain(&self.collection_operations)
            .chain(lifecycle.into_iter().flatten())
            .map(|operation| &operation.target)
    }
}

/// A member of a shape: what it targets, and its own traits.
#[derive(Clone, Debug, Deserialize)]
#[serde(expecting = "an object with a \"target\"")]
pub struct Member {
    /// The shape that the member's values are of.
    pub target: ShapeId,
    /// The member's own traits; those of the target are not among them.
    #[serde(default)]
    pub traits: Traits,
}

/// A reference to another shape.
#[derive(Clone, Debug, Deserialize)]
#[serde(expecting = "an object with a \"target\"")]
pub struct Reference {
    /// The shape referred to.
    pub target: ShapeId,
}

/// The kinds of shapes of Smithy 2.0.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub enum ShapeType {
    Blob,
    Boolean,
    String,
    Enum,
    Byte,
    Short,
    Integer,
    IntEnum,
    Long,
    Float,
    Double,
    BigInteger,
    BigDecimal,
    Timestamp,
    Document,
    List,
    /// A list without duplicates, as Smithy 1.0 has it.
    Set,
    Map,
    Structure,
    Union,
    Service,
    Resource,
    Operation,
    /// Traits that are added to a shape from elsewhere in the model.
    Apply,
    /// Nothing was said.
    #[default]
    Missing,
    /// A word that is none of these.
    Other(String),
}

impl From<String> for ShapeType {
    fn from(word: String) -> Self {
        match word.as_str() {
            "blob" => Self::Blob,
            "boolean" => Self::Boolean,
            "string" => Self::String,
            "enum" => Self::Enum,
            "byte" => Self::Byte,
            "short" => Self::Short,
            "integer" => Self::Integer,
            "intEnum" => Self::IntEnum,
            "long" => Self::Long,
            "float" => Self::Float,
            "double" => Self::Double,
            "bigInteger" => Self::BigInteger,
            "bigDecimal" => Self::BigDecimal,
            "timestamp" => Self::Timestamp,
            "document" => Self::Document,
            "list" => Self::List,
            "set" => Self::Set,
            "map" => Self::Map,
            "structure" => Self::Structure,
            "union" => Self::Union,
            "service" => Self::Service,
            "resource" => Self::Resource,
            "operation" => Self::Operation,
            "apply" => Self::Apply,
            _ => Self::Other(word),
        }
    }
}
