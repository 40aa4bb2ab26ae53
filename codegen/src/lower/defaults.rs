//! `smithy.api#default`.

use super::lowering::Lowering;
use crate::Problem;
use crate::ast::{Member, ShapeId};
use crate::ir::{DefaultDocument, DefaultValue, Type, TypeKind};
use crate::trait_id;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Number, Value};
use std::ops::RangeInclusive;

impl Lowering<'_> {
    /// The default of a member, if it has one.
    pub(super) fn default_value(
        &mut self,
        id: &ShapeId,
        member: &Member,
        ty: &Type,
    ) -> Option<DefaultValue> {
        let value: Value = if member.traits.has(trait_id::DEFAULT) {
            member
                .traits
                .value(trait_id::DEFAULT, id, &mut self.problems)?
        } else {
            // Since Smithy 2.0 a default counts where the member names it; only the prelude's own primitive
            // shapes still bring theirs along.
            return member
                .target
                .name()
                .starts_with("Primitive")
                .then_some(DefaultValue::Zero)
                .filter(|_| member.target.is_prelude());
        };
        let default = match (&value, ty) {
            (Value::Null, _) => return None,
            (_, Type::Document) if let Some(default) = document_default(&value) => {
                DefaultValue::Document(default)
            }
            (Value::Bool(true), Type::Boolean) => DefaultValue::True,
            (Value::Bool(false), Type::Boolean) => DefaultValue::Zero,
            (Value::Array(list), Type::List { .. }) if list.is_empty() => DefaultValue::Zero,
            (Value::Object(map), Type::Map { .. }) if map.is_empty() => DefaultValue::Zero,
            (
                Value::String(text),
                Type::String { .. } | Type::Blob { .. } | Type::Stream { .. },
            ) if text.is_empty() => DefaultValue::Zero,
            (Value::String(text), Type::Blob { .. }) => DefaultValue::Blob(
                STANDARD
                    .decode(text)
                    .unwrap_or_else(|_| text.as_bytes().to_vec()),
            ),
            (Value::String(text), Type::String { .. }) => DefaultValue::String(text.clone()),
            (Value::String(text), Type::Shape(shape)) if shape.kind == TypeKind::StringEnum => {
                DefaultValue::String(text.clone())
            }
            (Value::Number(number), ty) if let Some(default) = number_default(number, ty) => {
                default
            }
            (Value::Number(_), Type::BigDecimal | Type::Document)
            | (Value::String(_), Type::Timestamp(_)) => {
                self.notes.push(format!(
                    "{id}: its default {value} is not kept; there are constants of whole numbers alone for this type"
                ));
                return None;
            }
            _ => {
                self.problems.push(Problem::MalformedTrait {
                    shape: id.clone(),
                    trait_id: trait_id::DEFAULT.to_owned(),
                    message: format!("{value} is no value of the member's type"),
                });
                return None;
            }
        };
        Some(default)
    }
}

/// The default of a member that is a document, if it is one that may be.
fn document_default(value: &Value) -> Option<DefaultDocument> {
    Some(match value {
        Value::Bool(value) => DefaultDocument::Boolean(*value),
        Value::Number(number) => DefaultDocument::Integer(number.as_i64()?),
        Value::String(text) => DefaultDocument::String(text.clone()),
        Value::Array(list) if list.is_empty() => DefaultDocument::EmptyList,
        Value::Object(map) if map.is_empty() => DefaultDocument::EmptyObject,
        _ => return None,
    })
}

/// The seconds since 1970 of the years -9999 to 9999, which are those that the runtime's timestamps have.
const SECONDS: RangeInclusive<i64> = -377_705_116_800..=253_402_300_799;

/// A number as the default of a member of this type, if it is one of its values.
fn number_default(number: &Number, ty: &Type) -> Option<DefaultValue> {
    let range = match ty {
        Type::Float | Type::Double => {
            return Some(match number.as_f64()? {
                0.0 => DefaultValue::Zero,
                float => DefaultValue::Float(float),
            });
        }
        Type::Timestamp(_) => SECONDS,
        Type::Byte => i8::MIN.into()..=i8::MAX.into(),
        Type::Short => i16::MIN.into()..=i16::MAX.into(),
        Type::Integer => i32::MIN.into()..=i32::MAX.into(),
        Type::Shape(shape) if shape.kind == TypeKind::IntEnum => i32::MIN.into()..=i32::MAX.into(),
        Type::Long | Type::BigInteger | Type::BigDecimal => i64::MIN..=i64::MAX,
        _ => return None,
    };
    let integer = number.as_i64().filter(|integer| range.contains(integer))?;
    Some(match (integer, ty) {
        (_, Type::Timestamp(_)) => DefaultValue::Timestamp(integer),
        (0, Type::Shape(_)) => DefaultValue::Integer(0),
        (0, _) => DefaultValue::Zero,
        _ => DefaultValue::Integer(integer),
    })
}
