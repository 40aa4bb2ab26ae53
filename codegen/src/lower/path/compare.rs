//! Comparisons, whose sides are brought to one type.

use super::lend::describe;
use crate::ir::{PathExpression, PathKind, PathLiteral, PathType, Type};
use crate::path::Comparison;

/// Whether a comparison holds. One of which value is greater is null where one of them is.
pub(super) fn compare(
    how: Comparison,
    a: PathExpression,
    b: PathExpression,
) -> Result<PathExpression, String> {
    if how.is_order() {
        if !is_number(&a.ty) || !is_number(&b.ty) {
            let (a, b) = (describe(&a.ty), describe(&b.ty));
            let symbol = how.symbol();
            return Err(format!("`{symbol}` takes numbers, and not {a} and {b}"));
        }
        let (a, b) = numbers(a, b)?;
        return Ok(emptiness(how, &a, &b).unwrap_or_else(|| comparison(how, a, b)));
    }
    let is_equal = how == Comparison::Equal;
    if a.ty == PathType::Null || b.ty == PathType::Null {
        let value = if a.ty == PathType::Null { b } else { a };
        let is_some = is_some(value)?;
        return Ok(if is_equal { not(is_some) } else { is_some });
    }
    let (a, b) = equal(a, b)?;
    Ok(emptiness(how, &a, &b).unwrap_or_else(|| comparison(how, a, b)))
}

/// A comparison of two sides of one type.
pub(super) fn comparison(how: Comparison, a: PathExpression, b: PathExpression) -> PathExpression {
    PathExpression {
        optional: how.is_order() && (a.optional || b.optional),
        kind: PathKind::Compare(how, Box::new(a), Box::new(b)),
        ty: PathType::Boolean,
    }
}

pub(super) fn not(value: PathExpression) -> PathExpression {
    match value.kind {
        PathKind::Not(inner) => *inner,
        // These are never null themselves.
        PathKind::Compare(Comparison::Equal, a, b) => {
            boolean(PathKind::Compare(Comparison::NotEqual, a, b))
        }
        PathKind::Compare(Comparison::NotEqual, a, b) => {
            boolean(PathKind::Compare(Comparison::Equal, a, b))
        }
        kind => {
            let value = PathExpression { kind, ..value };
            boolean(PathKind::Not(Box::new(value)))
        }
    }
}

pub(super) fn boolean(kind: PathKind) -> PathExpression {
    PathExpression {
        kind,
        ty: PathType::Boolean,
        optional: false,
    }
}

/// Whether a value is not null.
pub(super) fn is_some(value: PathExpression) -> Result<PathExpression, String> {
    if value.ty == PathType::Null {
        return Err("null is compared with null".to_owned());
    }
    Ok(if value.optional {
        boolean(PathKind::IsSome(Box::new(value)))
    } else {
        boolean(PathKind::Literal(PathLiteral::Boolean(true)))
    })
}

/// A length against 0 or 1, where that says whether there is anything.
fn emptiness(how: Comparison, a: &PathExpression, b: &PathExpression) -> Option<PathExpression> {
    let (of, number, how) = match (&a.kind, &b.kind) {
        (PathKind::Length(of), PathKind::Literal(PathLiteral::Integer(it))) => (of, *it, how),
        (PathKind::Literal(PathLiteral::Integer(it)), PathKind::Length(of)) => {
            (of, *it, how.swapped())
        }
        _ => return None,
    };
    let is_empty = match (how, number) {
        (Comparison::Equal | Comparison::LessOrEqual, 0) | (Comparison::Less, 1) => true,
        (Comparison::NotEqual | Comparison::Greater, 0) | (Comparison::GreaterOrEqual, 1) => false,
        _ => return None,
    };
    // Null is no length, and so not 0, nor more or less than that.
    if of.optional {
        return None;
    }
    let empty = boolean(PathKind::IsEmpty(of.clone()));
    Some(if is_empty { empty } else { not(empty) })
}

/// Two sides that can be equal, each of the same type.
pub(super) fn equal(
    a: PathExpression,
    b: PathExpression,
) -> Result<(PathExpression, PathExpression), String> {
    let is_literal = |it: &PathExpression| matches!(it.kind, PathKind::Literal(_));
    if is_literal(&a) && is_literal(&b) {
        return Err("two literals are compared".to_owned());
    }
    match (&a.ty, &b.ty) {
        (PathType::Text, PathType::Text) | (PathType::Boolean, PathType::Boolean) => Ok((a, b)),
        (a_type, b_type) if is_number(a_type) && is_number(b_type) => numbers(a, b),
        (a_type, b_type) => {
            let (a, b) = (describe(a_type), describe(b_type));
            Err(format!(
                "{a} and {b} are never equal, or cannot be compared"
            ))
        }
    }
}

fn is_number(ty: &PathType) -> bool {
    matches!(ty, PathType::Number(_) | PathType::Size)
}

/// Two numbers, each of the same type.
fn numbers(
    a: PathExpression,
    b: PathExpression,
) -> Result<(PathExpression, PathExpression), String> {
    // A literal is of the type that the other side has, if it fits.
    if let Some(a) = literal_as(&a, &b.ty) {
        return Ok((a, b));
    }
    if let Some(b) = literal_as(&b, &a.ty) {
        return Ok((a, b));
    }
    if a.ty == b.ty {
        return Ok((a, b));
    }
    let common = if is_float(&a.ty) || is_float(&b.ty) {
        Type::Double
    } else {
        Type::Long
    };
    let exact = |ty: &PathType| {
        common == Type::Long || matches!(ty, PathType::Number(ty) if !matches!(ty, Type::Long))
    };
    if !exact(&a.ty) || !exact(&b.ty) {
        return Err("a long or a length cannot be compared with a fraction".to_owned());
    }
    let ty = PathType::Number(common);
    Ok((converted(a, &ty), converted(b, &ty)))
}

fn is_float(ty: &PathType) -> bool {
    matches!(ty, PathType::Number(Type::Float | Type::Double))
}

/// A literal as one of this type, if it is one and fits.
#[expect(
    clippy::cast_precision_loss,
    reason = "numbers that models write out are small, and JMESPath has them as floats too"
)]
fn literal_as(value: &PathExpression, ty: &PathType) -> Option<PathExpression> {
    let PathKind::Literal(literal) = &value.kind else {
        return None;
    };
    let literal = match (literal, ty) {
        (PathLiteral::Integer(number), PathType::Size) => {
            u32::try_from(*number).ok()?;
            literal.clone()
        }
        (PathLiteral::Integer(number), PathType::Number(Type::Float | Type::Double)) => {
            PathLiteral::Float(*number as f64)
        }
        (PathLiteral::Integer(number), PathType::Number(ty)) => {
            let fits = match ty {
                Type::Byte => i8::try_from(*number).is_ok(),
                Type::Short => i16::try_from(*number).is_ok(),
                Type::Integer => i32::try_from(*number).is_ok(),
                _ => true,
            };
            fits.then(|| literal.clone())?
        }
        (PathLiteral::Float(_), PathType::Number(Type::Float | Type::Double)) => literal.clone(),
        _ => return None,
    };
    Some(PathExpression {
        kind: PathKind::Literal(literal),
        ty: ty.clone(),
        optional: false,
    })
}

fn converted(value: PathExpression, ty: &PathType) -> PathExpression {
    if value.ty == *ty {
        return value;
    }
    PathExpression {
        optional: value.optional,
        kind: PathKind::Convert(Box::new(value)),
        ty: ty.clone(),
    }
}
