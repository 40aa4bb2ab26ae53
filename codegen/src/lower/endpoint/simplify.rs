//! What can be said of expressions without the runtime.

use crate::ir::{Expression, ExpressionKind, RuleType};

/// A part of a structure or list: `name`, `name[0]`, `[0]` or a path of them.
pub(super) fn attribute(value: Expression, path: &str) -> Result<Expression, String> {
    let mut value = value;
    for step in path.split('.') {
        let (name, index) = match step.split_once('[') {
            Some((name, index)) => (name, Some(index.trim_end_matches(']'))),
            None => (step, None),
        };
        if !name.is_empty() {
            value = field(value, name)?;
        }
        if let Some(index) = index {
            let index = index
                .parse()
                .map_err(|_| format!("{path:?} is no path: {index:?} is no index"))?;
            value = Expression {
                kind: ExpressionKind::Element(Box::new(value), index),
                ty: RuleType::Str,
                optional: true,
            };
        }
    }
    Ok(value)
}

fn field(value: Expression, name: &str) -> Result<Expression, String> {
    use RuleType::{Arn, Boolean, Partition, Str, StringArray, Url};
    let (field, ty) = match (value.ty, name) {
        (Partition, "name") => ("name", Str),
        (Partition, "dnsSuffix") => ("dns_suffix", Str),
        (Partition, "dualStackDnsSuffix") => ("dual_stack_dns_suffix", Str),
        (Partition, "supportsFIPS") => ("supports_fips", Boolean),
        (Partition, "supportsDualStack") => ("supports_dual_stack", Boolean),
        (Partition, "implicitGlobalRegion") => ("implicit_global_region", Str),
        (Url, "scheme") => ("scheme", Str),
        (Url, "authority") => ("authority", Str),
        (Url, "path") => ("path", Str),
        (Url, "normalizedPath") => ("normalized_path", RuleType::String),
        (Url, "isIp") => ("is_ip", Boolean),
        (Arn, "partition") => ("partition", Str),
        (Arn, "service") => ("service", Str),
        (Arn, "region") => ("region", Str),
        (Arn, "accountId") => ("account_id", Str),
        (Arn, "resourceId") => ("resource_id", StringArray),
        (ty, name) => return Err(format!("{ty:?} has no attribute {name:?}")),
    };
    Ok(Expression {
        optional: value.optional,
        kind: ExpressionKind::Field(Box::new(value), field),
        ty,
    })
}

pub(super) fn boolean(value: bool) -> Expression {
    Expression {
        kind: ExpressionKind::Boolean(value),
        ty: RuleType::Boolean,
        optional: false,
    }
}

pub(super) fn is_some(value: Expression) -> Expression {
    if !value.optional {
        return boolean(true);
    }
    Expression {
        kind: ExpressionKind::IsSome(Box::new(value)),
        ty: RuleType::Boolean,
        optional: false,
    }
}

pub(super) fn not(value: Expression) -> Expression {
    match value.kind {
        ExpressionKind::Not(inner) => *inner,
        ExpressionKind::Boolean(value) => boolean(!value),
        kind => {
            let value = Expression { kind, ..value };
            Expression {
                kind: ExpressionKind::Not(Box::new(value)),
                ty: RuleType::Boolean,
                optional: false,
            }
        }
    }
}

/// `a == true` is `a`.
pub(super) fn equal(a: Expression, b: Expression) -> Expression {
    match (&a.kind, &b.kind) {
        (ExpressionKind::Boolean(expected), _) if !b.optional => {
            return if *expected { b } else { not(b) };
        }
        (_, ExpressionKind::Boolean(expected)) if !a.optional => {
            return if *expected { a } else { not(a) };
        }
        _ => {}
    }
    Expression {
        kind: ExpressionKind::Equal(Box::new(a), Box::new(b)),
        ty: RuleType::Boolean,
        optional: false,
    }
}

/// Has a condition hold where another one does as well. Comparisons of one value with several texts become one.
pub(super) fn or(condition: &mut Expression, other: &Expression) {
    let kind = std::mem::replace(&mut condition.kind, ExpressionKind::Boolean(true));
    let mut values = match kind {
        ExpressionKind::Any(values) => values,
        kind => vec![Expression { kind, ..*condition }],
    };
    if values.contains(&not(other.clone())) {
        // One of the two always does.
        return;
    }
    if !values.contains(other) && !values.iter_mut().any(|value| add_text(value, other)) {
        values.push(other.clone());
    }
    condition.kind = match <[_; 1]>::try_from(values) {
        Ok([value]) => value.kind,
        Err(values) => ExpressionKind::Any(values),
    };
}

/// Adds the text of a comparison to another one, if both are of the same value.
fn add_text(comparison: &mut Expression, other: &Expression) -> bool {
    let Some((other, text)) = comparison_with_text(other) else {
        return false;
    };
    if let ExpressionKind::OneOf(value, texts) = &mut comparison.kind {
        let is_same = **value == *other;
        if is_same && texts.iter().all(|known| known != text) {
            texts.push(text.to_owned());
        }
        return is_same;
    }
    match comparison_with_text(comparison) {
        Some((value, first)) if value == other && first == text => true,
        Some((value, first)) if value == other => {
            let texts = vec![first.to_owned(), text.to_owned()];
            comparison.kind = ExpressionKind::OneOf(Box::new(value.clone()), texts);
            true
        }
        _ => false,
    }
}

/// The value that is compared with a text, and that text.
fn comparison_with_text(comparison: &Expression) -> Option<(&Expression, &str)> {
    let ExpressionKind::Equal(a, b) = &comparison.kind else {
        return None;
    };
    match (&a.kind, &b.kind) {
        (_, ExpressionKind::String(text)) if a.ty == RuleType::Str => Some((a, text)),
        (ExpressionKind::String(text), _) if b.ty == RuleType::Str => Some((b, text)),
        _ => None,
    }
}

/// The first value that is there; what follows one that always is, is never looked at.
pub(super) fn coalesce(mut values: Vec<Expression>) -> Result<Expression, String> {
    if let Some(certain) = values.iter().position(|value| !value.optional) {
        values.truncate(certain + 1);
    }
    let mut values = values.into_iter();
    let Some(first) = values.next() else {
        return Err("coalesce lacks an argument".to_owned());
    };
    let rest: Vec<_> = values.collect();
    let Some(last) = rest.last() else {
        return Ok(first);
    };
    let mut ty = first.ty;
    for value in &rest {
        let common = common_type(&first, value)?;
        ty = if ty == RuleType::String { ty } else { common };
    }
    let optional = last.optional;
    Ok(Expression {
        kind: ExpressionKind::Coalesce(Box::new(first), rest),
        ty,
        optional,
    })
}

/// Text that is borrowed and text that is owned can stand for each other.
pub(super) fn common_type(a: &Expression, b: &Expression) -> Result<RuleType, String> {
    match (a.ty, b.ty) {
        (a, b) if a == b => Ok(a),
        (RuleType::Str | RuleType::String, RuleType::Str | RuleType::String) => {
            Ok(RuleType::String)
        }
        (a, b) => Err(format!("a {a:?} and a {b:?} cannot stand for each other")),
    }
}
