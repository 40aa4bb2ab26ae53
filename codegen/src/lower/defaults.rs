//! `smithy.api#default`.

use super::lowering::Lowering;
use crate::Problem;
use crate::ast::{Member, ShapeId};
use crate::ir::{DefaultValue, Type};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

impl Lowering<'_> {
    /// The default of a member, if it has one.
    pub(super) fn default_value(
        &mut self,
        id: &ShapeId,
        member: &Member,
        ty: &Type,
    ) -> Option<DefaultValue> {
        let value: Value = if member.traits.has("smithy.api#default") {
            member
                .traits
                .value("smithy.api#default", id, &mut self.problems)?
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
            (_, Type::Document) => DefaultValue::Document(value.to_string()),
            (Value::Bool(true), _) => DefaultValue::True,
            (Value::Bool(false), _) => DefaultValue::Zero,
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
            (Value::String(text), _) => DefaultValue::String(text.clone()),
            (Value::Number(number), Type::Timestamp(_)) => {
                DefaultValue::Timestamp(number.as_i64()?)
            }
            (Value::Number(number), Type::Float | Type::Double) => match number.as_f64()? {
                0.0 => DefaultValue::Zero,
                float => DefaultValue::Float(float),
            },
            (Value::Number(number), Type::Shape(_)) => DefaultValue::Integer(number.as_i64()?),
            (Value::Number(number), _) => match number.as_i64()? {
                0 => DefaultValue::Zero,
                integer => DefaultValue::Integer(integer),
            },
            _ => {
                self.problems.push(Problem::MalformedTrait {
                    shape: id.clone(),
                    trait_id: "smithy.api#default".to_owned(),
                    message: format!("{value} is no value of the member's type"),
                });
                return None;
            }
        };
        Some(default)
    }
}
