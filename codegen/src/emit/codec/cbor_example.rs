//! Values of a model's examples as a service would send them in CBOR.

use super::set_members;
use crate::ir::{Member, Package, Type};
use minicbor::Encoder;
use minicbor::data::IanaTag;
use serde_json::{Number, Value};

/// Nothing is written but into memory.
type Out<'a> = &'a mut Encoder<Vec<u8>>;

/// A body of these members, and of the code if it is that of an error.
pub(super) fn body(
    package: &Package,
    members: &[(&Member, &Value)],
    error_code: Option<&str>,
) -> Result<Vec<u8>, String> {
    let mut out = Encoder::new(Vec::new());
    written(out.begin_map())?;
    if let Some(code) = error_code {
        written(out.str("__type"))?;
        written(out.str(code))?;
    }
    entries(&mut out, package, members.iter().copied())?;
    written(out.end())?;
    Ok(out.into_writer())
}

fn entries<'m>(
    out: Out<'_>,
    package: &Package,
    members: impl Iterator<Item = (&'m Member, &'m Value)>,
) -> Result<(), String> {
    for (member, given) in members {
        written(out.str(&member.wire.read))?;
        value(out, package, &member.ty, given)?;
    }
    Ok(())
}

/// A value of this type. Examples write some numbers and booleans as strings, and the other way round.
fn value(out: Out<'_>, package: &Package, ty: &Type, given: &Value) -> Result<(), String> {
    match (ty, given) {
        (_, Value::Null) => written(out.null()),
        (Type::Blob { .. }, Value::String(text)) => written(out.bytes(text.as_bytes())),
        (Type::Timestamp(_), Value::Number(seconds)) => {
            written(out.tag(IanaTag::Timestamp))?;
            number(out, seconds)
        }
        (Type::Timestamp(_), Value::String(text)) => {
            written(out.tag(IanaTag::DateTime))?;
            written(out.str(text))
        }
        (Type::List { member, .. }, Value::Array(list)) => {
            written(out.begin_array())?;
            for item in list {
                value(out, package, member, item)?;
            }
            written(out.end())
        }
        (Type::Map { value: part, .. }, Value::Object(map)) => {
            written(out.begin_map())?;
            for (key, item) in map {
                written(out.str(key))?;
                value(out, package, part, item)?;
            }
            written(out.end())
        }
        (Type::Shape(shape), Value::Object(given)) => {
            let set = set_members(package, shape, given)?;
            written(out.begin_map())?;
            entries(out, package, set.into_iter())?;
            written(out.end())
        }
        (Type::String { .. }, Value::Number(_) | Value::Bool(_)) => {
            written(out.str(&given.to_string()))
        }
        (_, Value::Bool(given)) => written(out.bool(*given)),
        (_, Value::Number(given)) => number(out, given),
        (_, Value::String(text)) => scalar(out, ty, text),
        (_, Value::Array(_) | Value::Object(_)) => Err(format!("{given} is no {ty:?}")),
    }
}

/// A value that an example has as a string.
fn scalar(out: Out<'_>, ty: &Type, text: &str) -> Result<(), String> {
    let wrong = || format!("{text:?} is no {ty:?}");
    match ty {
        Type::Boolean => written(out.bool(text.parse().map_err(|_| wrong())?)),
        Type::Byte | Type::Short | Type::Integer | Type::Long => {
            written(out.i64(text.parse().map_err(|_| wrong())?))
        }
        Type::Float | Type::Double => written(out.f64(text.parse().map_err(|_| wrong())?)),
        _ => written(out.str(text)),
    }
}

fn number(out: Out<'_>, number: &Number) -> Result<(), String> {
    match (number.as_i64(), number.as_u64()) {
        (Some(number), _) => written(out.i64(number)),
        (_, Some(number)) => written(out.u64(number)),
        _ => written(out.f64(number.as_f64().unwrap_or_default())),
    }
}

fn written<T, E: ToString>(result: Result<T, E>) -> Result<(), String> {
    result.map(drop).map_err(|error| error.to_string())
}
