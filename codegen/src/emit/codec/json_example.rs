//! Values of a model's examples as a service would send them in JSON: by their names there, and blobs in base64.

use super::set_members;
use crate::ir::{Member, Package, Type};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

/// An object of these members.
pub(super) fn object<'m>(
    package: &Package,
    members: impl Iterator<Item = (&'m Member, &'m Value)>,
) -> Result<Map<String, Value>, String> {
    let entries = members.map(|(member, given)| {
        let value = value(package, &member.ty, given)?;
        Ok((member.wire.read.clone(), value))
    });
    entries.collect()
}

/// A value of this type. Examples write some numbers and booleans as strings, and the other way round.
pub(super) fn value(package: &Package, ty: &Type, given: &Value) -> Result<Value, String> {
    Ok(match (ty, given) {
        (Type::Blob { .. }, Value::String(text)) => Value::String(STANDARD.encode(text)),
        (Type::List { member, .. }, Value::Array(list)) => Value::Array(
            list.iter()
                .map(|item| value(package, member, item))
                .collect::<Result<_, _>>()?,
        ),
        (Type::Map { value: part, .. }, Value::Object(map)) => {
            let entries = map
                .iter()
                .map(|(key, given)| Ok((key.clone(), value(package, part, given)?)));
            Value::Object(entries.collect::<Result<_, String>>()?)
        }
        (Type::Shape(shape), Value::Object(given)) => {
            let set = set_members(package, shape, given)?;
            Value::Object(object(package, set.into_iter())?)
        }
        (Type::Boolean, Value::String(text)) => {
            text.parse().map_or_else(|_| given.clone(), Value::Bool)
        }
        (Type::Byte | Type::Short | Type::Integer | Type::Long, Value::String(text)) => text
            .parse::<i64>()
            .map_or_else(|_| given.clone(), Value::from),
        (Type::String { .. }, Value::Number(_) | Value::Bool(_)) => {
            Value::String(given.to_string())
        }
        _ => given.clone(),
    })
}
