//! The shapes of Smithy's prelude.

use super::{Shape, ShapeId, ShapeType};

/// The simple shapes that every model can target without defining them.
#[must_use]
pub fn prelude_shape(id: &ShapeId) -> Option<Shape> {
    if !id.is_prelude() {
        return None;
    }
    let shape_type = match id.name() {
        "Blob" => ShapeType::Blob,
        "Boolean" | "PrimitiveBoolean" => ShapeType::Boolean,
        "String" => ShapeType::String,
        "Byte" | "PrimitiveByte" => ShapeType::Byte,
        "Short" | "PrimitiveShort" => ShapeType::Short,
        "Integer" | "PrimitiveInteger" => ShapeType::Integer,
        "Long" | "PrimitiveLong" => ShapeType::Long,
        "Float" | "PrimitiveFloat" => ShapeType::Float,
        "Double" | "PrimitiveDouble" => ShapeType::Double,
        "BigInteger" => ShapeType::BigInteger,
        "BigDecimal" => ShapeType::BigDecimal,
        "Timestamp" => ShapeType::Timestamp,
        "Document" => ShapeType::Document,
        // A structure without members, but never a type of its own.
        "Unit" => ShapeType::Missing,
        _ => return None,
    };
    Some(Shape {
        shape_type,
        ..Shape::default()
    })
}
