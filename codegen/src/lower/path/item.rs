//! The elements of lists, one by one and as what a projection goes through.

use super::lend::{describe, lend};
use crate::ir::{Part, PathExpression, PathKind, PathType};

/// The element at an index.
pub(super) fn element(of: PathExpression, index: i64) -> Result<PathExpression, String> {
    let (kind, ty) = match of.ty.clone() {
        PathType::List { member, sparse } => {
            let (ty, lend) = lend(&member);
            let of = Box::new(of);
            let kind = PathKind::Element {
                of,
                index,
                sparse,
                lend,
            };
            (kind, ty)
        }
        PathType::Items(item) if matches!(*item, PathType::Items(_) | PathType::Array(_)) => {
            return Err("an element of a projection to lists is not supported".to_owned());
        }
        PathType::Items(item) => (PathKind::Nth(Box::new(of), index), *item),
        PathType::Array(item) => {
            let items = elements(of)?;
            (PathKind::Nth(Box::new(items), index), *item)
        }
        other => return Err(format!("{} has no element [{index}]", describe(&other))),
    };
    Ok(PathExpression {
        kind,
        ty,
        optional: true,
    })
}

/// The elements of a list.
pub(in crate::lower) fn elements(of: PathExpression) -> Result<PathExpression, String> {
    match of.ty.clone() {
        PathType::Items(_) => Ok(of),
        PathType::List { member, sparse } => {
            let (item, lend) = lend(&member);
            Ok(items(of, Part::Elements, sparse, lend, item))
        }
        PathType::Array(item) => Ok(PathExpression {
            optional: of.optional,
            kind: PathKind::Flatten(Box::new(of)),
            ty: PathType::Items(item),
        }),
        other => Err(format!("{} is no list", describe(&other))),
    }
}

/// The keys of a map, or its values.
pub(super) fn entries(of: PathExpression, part: Part) -> Result<PathExpression, String> {
    match of.ty.clone() {
        PathType::Map { key, .. } if part == Part::Keys => {
            let (item, lend) = lend(&key);
            Ok(items(of, part, false, lend, item))
        }
        PathType::Map { value, sparse, .. } => {
            let (item, lend) = lend(&value);
            Ok(items(of, part, sparse, lend, item))
        }
        other => Err(format!("{} is no map", describe(&other))),
    }
}

fn items(
    of: PathExpression,
    part: Part,
    sparse: bool,
    lend: crate::ir::Lend,
    item: PathType,
) -> PathExpression {
    PathExpression {
        optional: of.optional,
        kind: PathKind::Items {
            of: Box::new(of),
            part,
            sparse,
            lend,
        },
        ty: PathType::Items(Box::new(item)),
    }
}
