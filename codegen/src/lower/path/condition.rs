//! Conditions: what holds for filters and waiters.
//!
//! To JMESPath false, null and what is empty are false; and a structure is true if it is there, here also if nothing in it is.

use super::compare::{boolean, comparison, is_some, not};
use super::function::has_length;
use super::lend::describe;
use super::scope::Scope;
use crate::ir::{PathExpression, PathKind, PathLiteral, PathType};
use crate::path::{Comparison, Path};

impl Scope<'_> {
    /// `&&`, `||` or `!`, where a value is asked for.
    pub(super) fn condition(
        &self,
        path: &Path,
        current: &PathExpression,
    ) -> Result<PathExpression, String> {
        let (Path::And(a, b) | Path::Or(a, b)) = path else {
            return self.holds(path, current);
        };
        let (a, b) = (self.value(a, current)?, self.value(b, current)?);
        if a.ty != b.ty
            || matches!(
                a.ty,
                PathType::Null | PathType::Items(_) | PathType::Array(_)
            )
        {
            let (a, b) = (describe(&a.ty), describe(&b.ty));
            return Err(format!(
                "one of {a} and {b} is supported in conditions only"
            ));
        }
        if a.ty == PathType::Boolean && !a.optional && !b.optional {
            return self.holds(path, current);
        }
        let condition = truth(a.clone())?;
        let (then, otherwise) = match path {
            Path::And(..) => (b, a),
            _ => (a, b),
        };
        Ok(PathExpression {
            optional: then.optional || otherwise.optional,
            ty: then.ty.clone(),
            kind: PathKind::If(Box::new(condition), Box::new(then), Box::new(otherwise)),
        })
    }

    /// Whether the value of a path is this boolean, which null is not.
    pub(super) fn is(
        &self,
        path: &Path,
        expected: bool,
        current: &PathExpression,
    ) -> Result<PathExpression, String> {
        let is = |path, expected| self.is(path, expected, current);
        match (path, expected) {
            (Path::And(a, b), true) => Ok(and(is(a, true)?, is(b, true)?)),
            (Path::And(a, b), false) => {
                let second = and(is(a, true)?, is(b, false)?);
                Ok(or(is(a, false)?, second))
            }
            (Path::Or(a, b), true) => Ok(or(is(a, true)?, is(b, true)?)),
            (Path::Or(a, b), false) => Ok(and(not(is(a, true)?), is(b, false)?)),
            (Path::Not(path), expected) => {
                let holds = self.holds(path, current)?;
                Ok(if expected { not(holds) } else { holds })
            }
            _ => {
                let value = self.value(path, current)?;
                if value.ty != PathType::Boolean {
                    return Err(format!("it is {}, and no boolean", describe(&value.ty)));
                }
                Ok(equals(value, expected))
            }
        }
    }

    /// Whether the value of a path is true to JMESPath.
    pub(super) fn holds(
        &self,
        path: &Path,
        current: &PathExpression,
    ) -> Result<PathExpression, String> {
        match path {
            Path::And(a, b) => Ok(and(self.holds(a, current)?, self.holds(b, current)?)),
            Path::Or(a, b) => Ok(or(self.holds(a, current)?, self.holds(b, current)?)),
            Path::Not(path) => Ok(not(self.holds(path, current)?)),
            _ => truth(self.value(path, current)?),
        }
    }
}

fn and(a: PathExpression, b: PathExpression) -> PathExpression {
    boolean(PathKind::And(Box::new(a), Box::new(b)))
}

fn or(a: PathExpression, b: PathExpression) -> PathExpression {
    boolean(PathKind::Or(Box::new(a), Box::new(b)))
}

/// Whether a boolean is this one.
fn equals(value: PathExpression, expected: bool) -> PathExpression {
    match (value.optional, expected) {
        (false, true) => value,
        (false, false) => not(value),
        (true, _) => {
            let expected = boolean(PathKind::Literal(PathLiteral::Boolean(expected)));
            comparison(Comparison::Equal, value, expected)
        }
    }
}

/// Whether a value is true to JMESPath.
fn truth(value: PathExpression) -> Result<PathExpression, String> {
    match &value.ty {
        PathType::Boolean => Ok(equals(value, true)),
        PathType::Null => Err("null is never true".to_owned()),
        ty if has_length(ty) => {
            let filled = not(boolean(PathKind::IsEmpty(Box::new(value.clone()))));
            Ok(filled)
        }
        PathType::Array(_) => Ok(boolean(PathKind::Literal(PathLiteral::Boolean(true)))),
        _ => is_some(value),
    }
}
