//! Expressions: references, templates, and calls of functions with their arguments.

use super::function;
use super::scope::Scope;
use super::simplify::{attribute, boolean};
use crate::ir::{Expression, ExpressionKind, RuleType, TemplatePart};
use serde_json::Value;

pub(super) fn expression(value: &Value, scope: &Scope) -> Result<Expression, String> {
    match value {
        Value::String(text) => template(text, scope),
        Value::Bool(value) => Ok(boolean(*value)),
        Value::Number(number) => {
            let number = number
                .as_i64()
                .ok_or_else(|| format!("{number} is no integer"))?;
            Ok(Expression {
                kind: ExpressionKind::Integer(number),
                ty: RuleType::Integer,
                optional: false,
            })
        }
        Value::Object(object) => {
            if let Some(Value::String(name)) = object.get("ref") {
                return scope.resolve(name);
            }
            match (object.get("fn"), object.get("argv")) {
                (Some(Value::String(function)), Some(Value::Array(arguments))) => {
                    call(function, arguments, scope)
                }
                _ => Err(format!("{value} is no expression")),
            }
        }
        _ => Err(format!("{value} is no expression")),
    }
}

/// A call of a function. `getAttr` is none: its second argument is a path, which is no value.
pub(super) fn call(
    function: &str,
    arguments: &[Value],
    scope: &Scope,
) -> Result<Expression, String> {
    if function == "getAttr" {
        return match arguments {
            [value, Value::String(path)] => attribute(expression(value, scope)?, path),
            _ => Err("getAttr takes a value and a path".to_owned()),
        };
    }
    let arguments = arguments.iter().map(|argument| expression(argument, scope));
    function::call(function, arguments.collect::<Result<_, _>>()?)
}

/// A string in which `{Name}` and `{Name#path}` stand for values, and doubled braces for themselves.
pub(super) fn template(text: &str, scope: &Scope) -> Result<Expression, String> {
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, brace) = rest.split_at(at);
        literal.push_str(before);
        if let Some(after) = brace.strip_prefix("{{") {
            literal.push('{');
            rest = after;
        } else if let Some(after) = brace.strip_prefix("}}") {
            literal.push('}');
            rest = after;
        } else {
            let inside = brace
                .strip_prefix('{')
                .and_then(|inside| inside.split_once('}'));
            let (reference, after) = inside
                .ok_or_else(|| format!("the template {text:?} has a brace that is not closed"))?;
            if !literal.is_empty() {
                parts.push(TemplatePart::Literal(std::mem::take(&mut literal)));
            }
            let (name, path) = reference.split_once('#').unwrap_or((reference, ""));
            let value = scope.resolve(name)?;
            let value = if path.is_empty() {
                value
            } else {
                attribute(value, path)?
            };
            parts.push(TemplatePart::Value(value));
            rest = after;
        }
    }
    literal.push_str(rest);
    if parts.is_empty() {
        return Ok(Expression {
            kind: ExpressionKind::String(literal),
            ty: RuleType::Str,
            optional: false,
        });
    }
    if !literal.is_empty() {
        parts.push(TemplatePart::Literal(literal));
    }
    Ok(match <[_; 1]>::try_from(parts) {
        Ok([TemplatePart::Value(value)]) => value,
        Ok([part]) => Expression {
            kind: ExpressionKind::Template(vec![part]),
            ty: RuleType::String,
            optional: false,
        },
        Err(parts) => Expression {
            kind: ExpressionKind::Template(parts),
            ty: RuleType::String,
            optional: false,
        },
    })
}
