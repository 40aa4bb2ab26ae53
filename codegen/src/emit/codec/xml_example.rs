//! Values of a model's examples as a service would send them in XML.

use super::{Around, set_members};
use crate::ir::{Member, Package, Type};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

/// A body of these members.
pub(super) fn body(
    package: &Package,
    around: Around<'_>,
    members: &[(&Member, &Value)],
) -> Result<String, String> {
    match around {
        Around::Output(path) => {
            let (last, outer) = path
                .split_last()
                .ok_or_else(|| "an output without an element".to_owned())?;
            let inner = structure(package, last, members)?;
            Ok(outer
                .iter()
                .rev()
                .fold(inner, |inner, name| tag(name, "", &inner)))
        }
        Around::Error(code) => {
            let (attributes, content) = parts(package, members)?;
            let code = tag("Code", "", &escaped(code));
            let error = tag("Error", &attributes, &format!("{code}{content}"));
            Ok(tag("ErrorResponse", "", &error))
        }
    }
}

fn structure(
    package: &Package,
    name: &str,
    members: &[(&Member, &Value)],
) -> Result<String, String> {
    let (attributes, content) = parts(package, members)?;
    Ok(tag(name, &attributes, &content))
}

/// The attributes and the elements of these members.
fn parts(package: &Package, members: &[(&Member, &Value)]) -> Result<(String, String), String> {
    let (mut attributes, mut content) = (String::new(), String::new());
    for (member, given) in members {
        let name = &member.wire.read;
        if given.is_null() {
            continue;
        }
        if member.wire.is_attribute {
            attributes.extend([" ", name, "=\"", &escaped(&text(given)), "\""]);
            continue;
        }
        content.push_str(&match (&member.ty, given) {
            (Type::List { member: part, .. }, Value::Array(list)) if member.wire.is_flattened => {
                let items = list.iter().map(|item| value(package, name, part, item));
                items.collect::<Result<String, _>>()?
            }
            (ty @ Type::Map { .. }, Value::Object(_)) if member.wire.is_flattened => {
                entries(package, name, ty, given)?
            }
            (ty, given) => value(package, name, ty, given)?,
        });
    }
    Ok((attributes, content))
}

/// An element of this name that holds a value of this type.
pub(super) fn value(
    package: &Package,
    name: &str,
    ty: &Type,
    given: &Value,
) -> Result<String, String> {
    match (ty, given) {
        (Type::Blob { .. }, Value::String(text)) => Ok(tag(name, "", &STANDARD.encode(text))),
        (
            Type::List {
                member, element, ..
            },
            Value::Array(list),
        ) => {
            let items = list
                .iter()
                .map(|item| value(package, &element.name, member, item));
            Ok(tag(name, "", &items.collect::<Result<String, _>>()?))
        }
        (Type::Map { .. }, Value::Object(_)) => {
            Ok(tag(name, "", &entries(package, "entry", ty, given)?))
        }
        (Type::Shape(shape), Value::Object(given)) => {
            structure(package, name, &set_members(package, shape, given)?)
        }
        (_, given) => Ok(tag(name, "", &escaped(&text(given)))),
    }
}

/// An element of this name for each entry of a map.
fn entries(package: &Package, name: &str, ty: &Type, given: &Value) -> Result<String, String> {
    let Type::Map {
        key: key_type,
        value: value_type,
        key_element,
        value_element,
        ..
    } = ty
    else {
        return Ok(String::new());
    };
    let entries = given.as_object().into_iter().flatten();
    let entries = entries.map(|(key, part)| {
        let key = Value::String(key.clone());
        let key = value(package, &key_element.name, key_type, &key)?;
        let value = value(package, &value_element.name, value_type, part)?;
        Ok(tag(name, "", &format!("{key}{value}")))
    });
    entries.collect()
}

fn tag(name: &str, attributes: &str, content: &str) -> String {
    format!("<{name}{attributes}>{content}</{name}>")
}

fn text(given: &Value) -> String {
    match given {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\r', "&#xD;")
}
