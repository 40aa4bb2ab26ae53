//! Values of a model's examples as a service would send them in JSON: by their names there, and blobs in base64.

use crate::ir::{Member, Package, Type, TypeKind, TypeRef};
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
            let known = members(package, shape)
                .ok_or_else(|| format!("{} is no structure or union", shape.name))?;
            let set = given.iter().map(|(name, value)| {
                let member = known.iter().find(|member| &member.name == name);
                let member = member.ok_or_else(|| format!("{} has no member {name:?}", shape.name));
                Ok((member?, value))
            });
            let set = set.collect::<Result<Vec<_>, String>>()?;
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

fn members<'p>(package: &'p Package, shape: &TypeRef) -> Option<&'p [Member]> {
    match shape.kind {
        TypeKind::Structure => package.structure(shape).map(|it| it.members.as_slice()),
        TypeKind::Union => package.union(shape).map(|it| it.members.as_slice()),
        _ => None,
    }
}
