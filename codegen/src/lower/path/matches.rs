//! What waiters compare the value of a path with.

use super::compare::{boolean, comparison};
use super::item::elements;
use super::lend::describe;
use super::scope::Scope;
use crate::ir::{PathExpression, PathKind, PathLiteral, PathType};
use crate::path::{Comparison, Path};

/// How a waiter compares: the comparators of `smithy.waiters#PathComparator`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lower) enum Comparator {
    String,
    Boolean,
    AllStrings,
    AnyString,
}

impl Comparator {
    /// The comparator of this name in the model.
    pub(in crate::lower) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "stringEquals" => Self::String,
            "booleanEquals" => Self::Boolean,
            "allStringEquals" => Self::AllStrings,
            "anyStringEquals" => Self::AnyString,
            _ => return None,
        })
    }
}

impl Scope<'_> {
    /// Whether the value of a path is the expected one.
    pub(in crate::lower) fn matches(
        &self,
        path: &Path,
        start: &PathExpression,
        comparator: Comparator,
        expected: &str,
    ) -> Result<PathExpression, String> {
        match comparator {
            Comparator::Boolean => match expected {
                "true" => self.is(path, true, start),
                "false" => self.is(path, false, start),
                _ => Err(format!("{expected:?} is no boolean")),
            },
            Comparator::String => {
                let value = self.value(path, start)?;
                if value.ty != PathType::Text {
                    return Err(format!("it is {}, and no text", describe(&value.ty)));
                }
                let expected = PathExpression {
                    kind: PathKind::Literal(PathLiteral::Text(expected.to_owned())),
                    ty: PathType::Text,
                    optional: false,
                };
                Ok(comparison(Comparison::Equal, value, expected))
            }
            Comparator::AllStrings | Comparator::AnyString => {
                let value = self.value(path, start)?;
                if matches!(
                    value.ty,
                    PathType::List { sparse: true, .. } | PathType::Array(_)
                ) && comparator == Comparator::AllStrings
                {
                    return Err("a list that may hold null is not supported here".to_owned());
                }
                let items = elements(value)?;
                if !matches!(&items.ty, PathType::Items(item) if **item == PathType::Text) {
                    return Err("it is a list of other values than texts".to_owned());
                }
                let (items, expected) = (Box::new(items), expected.to_owned());
                Ok(boolean(match comparator {
                    Comparator::AllStrings => PathKind::AllEqual(items, expected),
                    _ => PathKind::AnyEqual(items, expected),
                }))
            }
        }
    }
}
