//! Functions.

use super::compare::equal;
use super::item::{elements, entries};
use super::lend::describe;
use super::scope::Scope;
use crate::ir::{Part, PathExpression, PathKind, PathType, PathVariable};
use crate::path::Path;

impl Scope<'_> {
    /// A call of a function.
    pub(super) fn call(
        &self,
        name: &str,
        arguments: &[Path],
        current: &PathExpression,
    ) -> Result<PathExpression, String> {
        let values = arguments
            .iter()
            .map(|argument| self.value(argument, current))
            .collect::<Result<Vec<_>, _>>()?;
        match (name, <[_; 1]>::try_from(values)) {
            ("length", Ok([of])) => length(of),
            ("keys", Ok([of])) => entries(of, Part::Keys),
            ("contains", Err(values)) => match <[_; 2]>::try_from(values) {
                Ok([whole, part]) => contains(whole, part),
                Err(_) => Err("contains takes two arguments".to_owned()),
            },
            ("contains", Ok(_)) => Err("contains takes two arguments".to_owned()),
            ("length" | "keys", Err(_)) => Err(format!("{name} takes one argument")),
            _ => Err(format!("the function {name:?} is not supported")),
        }
    }
}

fn length(of: PathExpression) -> Result<PathExpression, String> {
    let of = match of.kind {
        // There are as many items as elements, unless some of them are null.
        PathKind::Items {
            of, sparse: false, ..
        } => *of,
        kind => PathExpression { kind, ..of },
    };
    if !has_length(&of.ty) {
        return Err(format!("{} has no length", describe(&of.ty)));
    }
    Ok(PathExpression {
        optional: of.optional,
        kind: PathKind::Length(Box::new(of)),
        ty: PathType::Size,
    })
}

/// Whether there is a number of what a value is made of.
pub(super) fn has_length(ty: &PathType) -> bool {
    matches!(
        ty,
        PathType::Text | PathType::List { .. } | PathType::Map { .. } | PathType::Items(_)
    )
}

fn contains(whole: PathExpression, part: PathExpression) -> Result<PathExpression, String> {
    let (whole, part) = match (&whole.ty, &part.ty) {
        (PathType::Text, PathType::Text) => (whole, part),
        (PathType::Text, other) => {
            return Err(format!("a text never contains {}", describe(other)));
        }
        _ => {
            let items = elements(whole)?;
            let PathType::Items(item) = &items.ty else {
                return Err("the elements of a list are none".to_owned());
            };
            // Whatever can be compared can be looked for.
            let item = PathExpression::variable(PathVariable::Item, (**item).clone());
            let (found, part) = equal(item.clone(), part)?;
            if found != item {
                return Err("contains is not supported for numbers of several types".to_owned());
            }
            (items, part)
        }
    };
    Ok(PathExpression {
        optional: whole.optional,
        kind: PathKind::Contains(Box::new(whole), Box::new(part)),
        ty: PathType::Boolean,
    })
}
