//! Projections, and lists of paths.

use super::item::{elements, entries};
use super::lend::describe;
use super::scope::Scope;
use crate::ir::{Part, PathExpression, PathKind, PathType, PathVariable};
use crate::path::{Path, Projection};

impl Scope<'_> {
    /// What a projection takes of a value, and what becomes of each of it.
    pub(super) fn project(
        &self,
        of: &PathExpression,
        by: &Projection,
        then: &Path,
    ) -> Result<PathExpression, String> {
        let items = match by {
            Projection::Elements => elements(of.clone())?,
            Projection::Values => entries(of.clone(), Part::Values)?,
            Projection::Flattened => flattened(of.clone())?,
            Projection::Filtered(condition) => {
                let items = elements(of.clone())?;
                let item = item_of(&items)?;
                if matches!(item.ty, PathType::Items(_) | PathType::Array(_)) {
                    return Err("a filter over lists of lists is not supported".to_owned());
                }
                let condition = self.holds(condition, &item)?;
                PathExpression {
                    optional: items.optional,
                    ty: items.ty.clone(),
                    kind: PathKind::Filter(Box::new(items), Box::new(condition)),
                }
            }
        };
        if *then == Path::Current {
            return Ok(items);
        }
        let each = self.value(then, &item_of(&items)?)?;
        map(items, each)
    }

    /// The values of some paths side by side.
    pub(super) fn list(
        &self,
        of: &PathExpression,
        paths: &[Path],
    ) -> Result<PathExpression, String> {
        if of.optional {
            // Of null it is null, rather than a list of nulls.
            let there = PathExpression::variable(PathVariable::Item, of.ty.clone());
            let list = self.list(&there, paths)?;
            return Ok(PathExpression {
                ty: list.ty.clone(),
                kind: PathKind::Within(Box::new(of.clone()), Box::new(list)),
                optional: true,
            });
        }
        let mut parts = Vec::new();
        let mut ty: Option<PathType> = None;
        for path in paths {
            let part = self.value(path, of)?;
            let common = ty.get_or_insert_with(|| part.ty.clone());
            if part.ty != *common || part.ty == PathType::Null {
                let (one, other) = (describe(common), describe(&part.ty));
                return Err(format!(
                    "a list of paths to {one} and to {other} is not supported"
                ));
            }
            if matches!(part.ty, PathType::Items(_) | PathType::Array(_)) {
                return Err("a list of paths to projections is not supported".to_owned());
            }
            parts.push(part);
        }
        let ty = ty.ok_or("a list of no paths is not supported")?;
        Ok(PathExpression {
            kind: PathKind::Array(parts),
            ty: PathType::Array(Box::new(ty)),
            optional: false,
        })
    }
}

/// The variable for each of some items.
fn item_of(items: &PathExpression) -> Result<PathExpression, String> {
    match &items.ty {
        PathType::Items(item) => Ok(PathExpression::variable(
            PathVariable::Item,
            (**item).clone(),
        )),
        other => Err(format!("{} is no list", describe(other))),
    }
}

fn map(items: PathExpression, each: PathExpression) -> Result<PathExpression, String> {
    if each.ty == PathType::Null {
        return Err("a projection to null is not supported".to_owned());
    }
    Ok(PathExpression {
        optional: items.optional,
        ty: PathType::Items(Box::new(each.ty.clone())),
        kind: PathKind::Map(Box::new(items), Box::new(each)),
    })
}

/// The elements of a list, and in place of those that are lists their elements.
fn flattened(of: PathExpression) -> Result<PathExpression, String> {
    let items = elements(of)?;
    let item = item_of(&items)?;
    match item.ty.clone() {
        PathType::Items(inner) => Ok(flatten(items, inner)),
        PathType::List { .. } | PathType::Array(_) => {
            let (items, item) = match items.kind {
                // Lists that are put together for each item are taken apart at once.
                PathKind::Map(of, each) if !each.optional => (*of, *each),
                kind => (PathExpression { kind, ..items }, item),
            };
            let within = elements(item)?;
            let PathType::Items(inner) = within.ty.clone() else {
                return Err("the elements of a list are none".to_owned());
            };
            Ok(flatten(map(items, within)?, inner))
        }
        _ => Ok(items),
    }
}

fn flatten(items: PathExpression, inner: Box<PathType>) -> PathExpression {
    PathExpression {
        optional: items.optional,
        kind: PathKind::Flatten(Box::new(items)),
        ty: PathType::Items(inner),
    }
}
