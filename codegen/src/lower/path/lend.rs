//! What a value of the model is to a path, and how it is lent to it.

use crate::ir::{Lend, PathType, Type, TypeKind};

/// The type of a value to a path, and how it is lent.
pub(super) fn lend(ty: &Type) -> (PathType, Lend) {
    match ty {
        Type::Boolean => (PathType::Boolean, Lend::Copy),
        Type::Byte | Type::Short | Type::Integer | Type::Long | Type::Float | Type::Double => {
            (PathType::Number(ty.clone()), Lend::Copy)
        }
        Type::String { .. } => (PathType::Text, Lend::Text),
        Type::List { member, sparse, .. } => {
            let (member, sparse) = (member.clone(), *sparse);
            (PathType::List { member, sparse }, Lend::Reference)
        }
        Type::Map {
            key, value, sparse, ..
        } => {
            let map = PathType::Map {
                key: key.clone(),
                value: value.clone(),
                sparse: *sparse,
            };
            (map, Lend::Reference)
        }
        Type::Shape(shape) => match shape.kind {
            TypeKind::StringEnum => (PathType::Text, Lend::EnumText(shape.clone())),
            TypeKind::IntEnum => (
                PathType::Number(Type::Integer),
                Lend::EnumNumber(shape.clone()),
            ),
            TypeKind::Structure => (PathType::Structure(shape.clone()), reference(shape.boxed)),
            TypeKind::Union => (PathType::Union(shape.clone()), reference(shape.boxed)),
        },
        other => (PathType::Other(other.clone()), Lend::Reference),
    }
}

fn reference(boxed: bool) -> Lend {
    if boxed {
        Lend::Unboxed
    } else {
        Lend::Reference
    }
}

/// What a type is called in an error.
pub(in crate::lower) fn describe(ty: &PathType) -> String {
    let name = match ty {
        PathType::Null => "null",
        PathType::Text => "a text",
        PathType::Boolean => "a boolean",
        PathType::Number(_) => "a number",
        PathType::Size => "a length",
        PathType::Input => "the input",
        PathType::Output => "the output",
        PathType::InputAndOutput => "the input with the output",
        PathType::Structure(shape) => return format!("the structure {}", shape.name),
        PathType::Union(shape) => return format!("the union {}", shape.name),
        PathType::List { .. } | PathType::Items(_) | PathType::Array(_) => "a list",
        PathType::Map { .. } => "a map",
        PathType::Other(Type::Timestamp(_)) => "a timestamp",
        PathType::Other(Type::Document) => "a document",
        PathType::Other(Type::Blob { .. } | Type::Stream { .. }) => "a blob",
        PathType::Other(_) => "a number of any length",
    };
    name.to_owned()
}
