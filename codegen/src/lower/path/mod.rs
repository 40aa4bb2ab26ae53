//! Paths into inputs and outputs: every member resolved against the shapes, and every type checked.
//!
//! What JMESPath finds out while it runs, that a value is of no use to a function or a comparison, is an error here.

mod compare;
mod condition;
mod function;
mod item;
mod lend;
mod matches;
mod member;
mod project;
mod scope;

pub(super) use item::elements;
pub(super) use lend::describe;
pub(super) use matches::Comparator;
pub(super) use scope::{Scope, Shapes};

use crate::ir::{PathExpression, PathKind, PathLiteral, PathType, PathVariable, Type};
use crate::path::{Literal, Path};

impl Scope<'_> {
    /// The expression for a path that starts at the input of the operation or at its output.
    pub(in crate::lower) fn compile(
        &self,
        path: &Path,
        start: PathVariable,
    ) -> Result<PathExpression, String> {
        let ty = match start {
            PathVariable::Output => PathType::Output,
            _ => PathType::Input,
        };
        self.value(path, &PathExpression::variable(start, ty))
    }

    /// The value of a path that starts at this one.
    fn value(&self, path: &Path, current: &PathExpression) -> Result<PathExpression, String> {
        match path {
            Path::Current => Ok(current.clone()),
            Path::Literal(literal) => literal_value(literal),
            Path::Member(of, name) => self.member(self.value(of, current)?, name),
            Path::Element(of, index) => item::element(self.value(of, current)?, *index),
            Path::List(of, paths) => self.list(&self.value(of, current)?, paths),
            Path::Project(of, by, then) => self.project(&self.value(of, current)?, by, then),
            Path::Call(name, arguments) => self.call(name, arguments, current),
            Path::Compare(how, a, b) => {
                compare::compare(*how, self.value(a, current)?, self.value(b, current)?)
            }
            Path::And(..) | Path::Or(..) | Path::Not(_) => self.condition(path, current),
        }
    }
}

fn literal_value(literal: &Literal) -> Result<PathExpression, String> {
    let (literal, ty) = match literal {
        Literal::Null => return Ok(null()),
        Literal::Boolean(value) => (PathLiteral::Boolean(*value), PathType::Boolean),
        Literal::String(text) => (PathLiteral::Text(text.clone()), PathType::Text),
        Literal::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(number), _) => (PathLiteral::Integer(number), PathType::Number(Type::Long)),
            (None, Some(number)) => (PathLiteral::Float(number), PathType::Number(Type::Double)),
            (None, None) => return Err(format!("{number} is too large")),
        },
    };
    Ok(PathExpression {
        kind: PathKind::Literal(literal),
        ty,
        optional: false,
    })
}

/// The literal null.
fn null() -> PathExpression {
    PathExpression {
        kind: PathKind::Literal(PathLiteral::Boolean(false)),
        ty: PathType::Null,
        optional: true,
    }
}
