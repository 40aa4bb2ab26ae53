//! Shapes and their members.

use super::Docs;
use crate::naming;
use std::rc::Rc;

/// The Rust name of a generated type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeName {
    /// The type's name, such as `OnFailure`.
    pub name: String,
    /// The module that it is defined in, such as `on_failure`.
    pub module: String,
    /// The shape's name in the model.
    pub shape: String,
}

/// A shape that becomes a type of its own.
#[derive(Debug)]
pub enum Shape {
    Structure(Rc<Structure>),
    Union(Union),
    StringEnum(StringEnum),
    IntEnum(IntEnum),
}

impl Shape {
    /// The members of a structure or union; an enum has none.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        match self {
            Self::Structure(shape) => &shape.members,
            Self::Union(shape) => &shape.members,
            Self::StringEnum(_) | Self::IntEnum(_) => &[],
        }
    }

    /// The shape's name.
    #[must_use]
    pub fn name(&self) -> &TypeName {
        match self {
            Self::Structure(shape) => &shape.name,
            Self::Union(shape) => &shape.name,
            Self::StringEnum(shape) => &shape.name,
            Self::IntEnum(shape) => &shape.name,
        }
    }
}

/// A structure.
#[derive(Clone, Debug)]
pub struct Structure {
    /// Its name.
    pub name: TypeName,
    /// Its documentation.
    pub docs: Docs,
    /// Its members, in the order of the model.
    pub members: Vec<Member>,
    /// Whether nothing of it may be shown.
    pub sensitive: bool,
    /// Whether callers build it, and so want setters, and whether services send it.
    pub direction: Direction,
    /// Whether it is the type of a required member. A response may lack that member all the same, so the structure has
    /// a value that stands in for it (Smithy calls this client error correction).
    pub needs_absent: bool,
    /// What makes it an error, if it is one.
    pub error: Option<ErrorShape>,
}

impl Structure {
    /// Whether nothing in it is required.
    #[must_use]
    pub fn has_default(&self) -> bool {
        !self.members.iter().any(Member::is_required)
    }

    /// Whether one of its members is a stream, so that it is no data which could be copied, compared or built.
    #[must_use]
    pub fn holds_stream(&self) -> bool {
        self.members.iter().any(|member| member.ty.is_stream())
    }
}

/// The messages that a shape is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Direction {
    /// Whether it is part of a request.
    pub is_written: bool,
    /// Whether it is part of a response.
    pub is_read: bool,
}

/// What an error structure has beyond its members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorShape {
    /// The member that holds the message.
    pub message: Option<String>,
}

/// A union.
#[derive(Debug)]
pub struct Union {
    /// Its name.
    pub name: TypeName,
    /// Its documentation.
    pub docs: Docs,
    /// Its members; `rust` is the name of the variant.
    pub members: Vec<Member>,
    /// Whether nothing of it may be shown.
    pub sensitive: bool,
    /// Whether callers build it, and whether services send it.
    pub direction: Direction,
    /// See [`Structure::needs_absent`].
    pub needs_absent: bool,
}

/// An enum of strings.
#[derive(Debug)]
pub struct StringEnum {
    /// Its name.
    pub name: TypeName,
    /// Its documentation.
    pub docs: Docs,
    /// Its values, in the order of the model.
    pub values: Vec<EnumValue<String>>,
    /// Whether its value may not be shown.
    pub sensitive: bool,
}

/// An enum of integers.
#[derive(Debug)]
pub struct IntEnum {
    /// Its name.
    pub name: TypeName,
    /// Its documentation.
    pub docs: Docs,
    /// Its values, in the order of the model.
    pub values: Vec<EnumValue<i32>>,
    /// Whether its value may not be shown.
    pub sensitive: bool,
}

/// A value of an enum.
#[derive(Debug)]
pub struct EnumValue<T> {
    /// The variant's name.
    pub variant: String,
    /// The value on the wire.
    pub value: T,
    /// What it means.
    pub docs: Docs,
}

/// A member of a structure, union or operation.
#[derive(Clone, Debug)]
pub struct Member {
    /// The member's name in the model.
    pub name: String,
    /// Its name in bodies.
    pub wire: Wire,
    /// The field's name, or the variant's.
    pub rust: String,
    /// Its type.
    pub ty: Type,
    /// Whether it can be absent.
    pub presence: Presence,
    /// Its documentation.
    pub docs: Docs,
    /// Whether its value may not be shown.
    pub sensitive: bool,
}

/// What a member is in bodies. Which name is read need not be the one that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wire {
    /// The name that is written.
    pub write: String,
    /// The name that is read.
    pub read: String,
    /// Whether it is an attribute of the element around it (`smithy.api#xmlAttribute`).
    pub is_attribute: bool,
    /// Whether the parts of a list or map stand in its place (`smithy.api#xmlFlattened`).
    pub is_flattened: bool,
    /// What its element declares (`smithy.api#xmlNamespace`).
    pub namespace: Option<Namespace>,
}

impl Wire {
    /// A member that is read and written by one name.
    #[must_use]
    pub fn named(name: String) -> Self {
        Self {
            write: name.clone(),
            read: name,
            is_attribute: false,
            is_flattened: false,
            namespace: None,
        }
    }
}

/// The element that a value has in codecs which name one for each value, be it part of a list or map or the whole body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Its name.
    pub name: String,
    /// What it declares.
    pub namespace: Option<Namespace>,
}

impl Element {
    /// An element of this name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            namespace: None,
        }
    }
}

/// An XML namespace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Namespace {
    /// The prefix that stands for it; without one it is that of all names without a prefix.
    pub prefix: Option<String>,
    /// What identifies it.
    pub uri: String,
}

impl Member {
    /// Whether `new` takes it.
    #[must_use]
    pub fn is_required(&self) -> bool {
        self.presence == Presence::Required
    }

    /// Whether its field is an `Option`.
    #[must_use]
    pub fn is_optional(&self) -> bool {
        self.presence == Presence::Optional
    }
}

/// The name of the setter that adds to a list or map, which is among these members: the singular of the member's, if that
/// can be told and nothing else is called so.
#[must_use]
pub fn adder(members: &[&Member], member: &Member) -> Option<String> {
    let is_dense = matches!(
        &member.ty,
        Type::List { sparse: false, .. } | Type::Map { sparse: false, .. }
    );
    if member.is_required() || !is_dense {
        return None;
    }
    let singular = naming::singular(&member.rust)?;
    let is_taken = |other: &&Member| {
        other.rust == singular
            || other.rust != member.rust
                && naming::singular(&other.rust).as_ref() == Some(&singular)
    };
    (!members.iter().any(is_taken)).then_some(singular)
}

/// Whether a member can be absent, and what stands there then.
#[derive(Clone, Debug, PartialEq)]
pub enum Presence {
    /// The field is an `Option`.
    Optional,
    /// The field is its type itself, and `new` takes it. What a service leaves out is corrected.
    Required,
    /// The field is its type itself, and starts as this value.
    Default(DefaultValue),
    /// The field is a plain list or map, empty where the service leaves it out.
    Collection,
}

/// A value of `smithy.api#default`.
#[derive(Clone, Debug, PartialEq)]
pub enum DefaultValue {
    /// What Rust's `Default` gives: zero, false, empty.
    Zero,
    /// True.
    True,
    /// An integer.
    Integer(i64),
    /// A floating-point number.
    Float(f64),
    /// A string, also that of an enum.
    String(String),
    /// The bytes of a blob.
    Blob(Vec<u8>),
    /// Seconds since 1970.
    Timestamp(i64),
    /// A document.
    Document(DefaultDocument),
}

/// A document that a member may start as: of lists and objects, the empty ones alone.
#[derive(Clone, Debug, PartialEq)]
pub enum DefaultDocument {
    /// True or false.
    Boolean(bool),
    /// An integer.
    Integer(i64),
    /// A string.
    String(String),
    /// A list without elements.
    EmptyList,
    /// An object without members.
    EmptyObject,
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    Boolean,
    Byte,
    Short,
    Integer,
    Long,
    Float,
    Double,
    BigInteger,
    BigDecimal,
    /// A string, with the media type that says what is in it.
    String {
        media_type: Option<String>,
    },
    Blob {
        media_type: Option<String>,
    },
    /// A blob that is not held in memory.
    Stream {
        requires_length: bool,
        media_type: Option<String>,
    },
    /// Events of a union.
    Events(Events),
    Timestamp(TimestampFormat),
    Document,
    List {
        member: Box<Type>,
        /// The element of each member.
        element: Element,
        sparse: bool,
    },
    Map {
        key: Box<Type>,
        value: Box<Type>,
        /// The element of each key.
        key_element: Element,
        /// The element of each value.
        value_element: Element,
        sparse: bool,
    },
    /// `smithy.api#Unit` as the member of a union.
    Unit,
    /// A generated type.
    Shape(TypeRef),
}

impl Type {
    /// Whether it is a stream: a blob that is not held in memory, or events.
    #[must_use]
    pub fn is_stream(&self) -> bool {
        matches!(self, Self::Stream { .. } | Self::Events(_))
    }

    /// Whether it is events.
    #[must_use]
    pub fn is_events(&self) -> bool {
        matches!(self, Self::Events(_))
    }

    /// Whether it is text: a string, or an enum of strings.
    #[must_use]
    pub fn is_text(&self) -> bool {
        match self {
            Self::String { .. } => true,
            Self::Shape(shape) => shape.kind == TypeKind::StringEnum,
            _ => false,
        }
    }
}

/// A stream of events.
#[derive(Clone, Debug, PartialEq)]
pub struct Events {
    /// The union that each of them is.
    pub union: TypeRef,
    /// Which way they go.
    pub flow: EventFlow,
}

/// Which way events go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventFlow {
    /// From the program to the service.
    Sent,
    /// From the service to the program, or else an error of the enum of this name, if the operation has one.
    Received { error: Option<String> },
}

/// How a timestamp stands on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimestampFormat {
    DateTime,
    HttpDate,
    EpochSeconds,
}

/// A reference to a generated type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeRef {
    /// The type's name.
    pub name: String,
    /// The crate that it is in.
    pub krate: Crate,
    /// What it is.
    pub kind: TypeKind,
    /// Whether it stands in a box, since it contains itself.
    pub boxed: bool,
}

/// The crates that generated types are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Crate {
    Shapes,
    Errors,
    Operations,
}

impl Crate {
    /// What its name ends with, and the name of the module that stands for it where there is one crate alone.
    #[must_use]
    pub fn module(self) -> &'static str {
        match self {
            Self::Shapes => "shapes",
            Self::Errors => "errors",
            Self::Operations => "operations",
        }
    }
}

/// The kinds of generated types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeKind {
    Structure,
    Union,
    StringEnum,
    IntEnum,
}
