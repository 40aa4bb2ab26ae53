//! Paths into inputs and outputs, with every member resolved and every type known.
//!
//! A value that may be null is an `Option`; a function of null, or an order with it, is null. What a projection takes of a
//! list is an iterator.

use super::{Type, TypeRef};
use crate::path::Comparison;

/// A path, as the expression that it becomes.
#[derive(Clone, Debug, PartialEq)]
pub struct PathExpression {
    /// What is computed.
    pub kind: PathKind,
    /// The type of the result.
    pub ty: PathType,
    /// Whether the result may be null.
    pub optional: bool,
}

impl PathExpression {
    /// What a variable holds, of this type.
    #[must_use]
    pub fn variable(variable: PathVariable, ty: PathType) -> Self {
        Self {
            kind: PathKind::Variable(variable),
            ty,
            optional: false,
        }
    }
}

/// What such an expression computes.
#[derive(Clone, Debug, PartialEq)]
pub enum PathKind {
    /// What a variable holds.
    Variable(PathVariable),
    /// A value that is written out.
    Literal(PathLiteral),
    /// A field of a structure: its name, whether it is an `Option`, and how its value is lent.
    Field {
        of: Box<PathExpression>,
        field: String,
        is_option: bool,
        lend: Lend,
    },
    /// The value of a union's variant, which is null where another one is set.
    Variant {
        of: Box<PathExpression>,
        union: TypeRef,
        variant: String,
        lend: Lend,
    },
    /// The element of a list at an index, which counts from the end if it is negative.
    Element {
        of: Box<PathExpression>,
        index: i64,
        sparse: bool,
        lend: Lend,
    },
    /// An item at an index, likewise.
    Nth(Box<PathExpression>, i64),
    /// The value of an entry of a map.
    Entry {
        of: Box<PathExpression>,
        key: String,
        sparse: bool,
        lend: Lend,
    },
    /// The elements of a list, or the keys or values of a map, without those that are null.
    Items {
        of: Box<PathExpression>,
        part: Part,
        sparse: bool,
        lend: Lend,
    },
    /// What an expression about the variable [`PathVariable::Item`] makes of each item, without what is null.
    Map(Box<PathExpression>, Box<PathExpression>),
    /// What such an expression makes of one value, where it is not null.
    Within(Box<PathExpression>, Box<PathExpression>),
    /// The items that such an expression is true of.
    Filter(Box<PathExpression>, Box<PathExpression>),
    /// The items of items that are iterators themselves.
    Flatten(Box<PathExpression>),
    /// Values side by side, each of which is an `Option`.
    Array(Vec<PathExpression>),
    /// The number of a text's characters, or of the elements, entries or items of anything else.
    Length(Box<PathExpression>),
    /// Whether there is none of those.
    IsEmpty(Box<PathExpression>),
    /// Whether a text contains another one, or an item equals a value.
    Contains(Box<PathExpression>, Box<PathExpression>),
    /// Whether a value is not null.
    IsSome(Box<PathExpression>),
    /// Whether a value that may be null is another one's.
    Compare(Comparison, Box<PathExpression>, Box<PathExpression>),
    /// A number, as one of the expression's type.
    Convert(Box<PathExpression>),
    And(Box<PathExpression>, Box<PathExpression>),
    Or(Box<PathExpression>, Box<PathExpression>),
    Not(Box<PathExpression>),
    /// Whether all items equal a text, of which there has to be one.
    AllEqual(Box<PathExpression>, String),
    /// Whether one of the items equals a text.
    AnyEqual(Box<PathExpression>, String),
    /// One or the other value.
    If(
        Box<PathExpression>,
        Box<PathExpression>,
        Box<PathExpression>,
    ),
}

/// The variables of generated code that paths start at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathVariable {
    /// The operation, which is its input.
    Input,
    /// The input of the operation, in a waiter.
    WaiterInput,
    /// The output of the operation.
    Output,
    /// One of the items that are gone through.
    Item,
}

/// A value that is written out.
#[derive(Clone, Debug, PartialEq)]
pub enum PathLiteral {
    Boolean(bool),
    Integer(i64),
    Float(f64),
    Text(String),
}

/// Which part of a list or map is gone through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Elements,
    Keys,
    Values,
}

/// How the value of a field is lent, so that it can be passed on without a copy of what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lend {
    /// As a reference to it.
    Reference,
    /// As a reference to what is in its box.
    Unboxed,
    /// As a copy.
    Copy,
    /// As a `&str`, of a string.
    Text,
    /// As a `&str`, of an enum.
    EnumText(TypeRef),
    /// As an `i32`, of an enum.
    EnumNumber(TypeRef),
}

/// The types of paths.
#[derive(Clone, Debug, PartialEq)]
pub enum PathType {
    /// The literal null.
    Null,
    /// `&str`.
    Text,
    /// `bool`.
    Boolean,
    /// A number of one of the model's types, which is not one of any length.
    Number(Type),
    /// `usize`: a length.
    Size,
    /// A reference to the input of the operation.
    Input,
    /// A reference to its output.
    Output,
    /// The two of them, as members `input` and `output`.
    InputAndOutput,
    /// A reference to a structure.
    Structure(TypeRef),
    /// A reference to a union.
    Union(TypeRef),
    /// A reference to a list of this type.
    List { member: Box<Type>, sparse: bool },
    /// A reference to a map of these types.
    Map {
        key: Box<Type>,
        value: Box<Type>,
        sparse: bool,
    },
    /// A reference to a value that a path cannot look into, such as a timestamp.
    Other(Type),
    /// An iterator over values that are not null.
    Items(Box<PathType>),
    /// An array of values that may be null.
    Array(Box<PathType>),
}
