//! Lists and maps that are nested too deeply to become types: those that contain themselves, first of all.

use crate::Problem;
use crate::ast::{Model, Shape, ShapeId, ShapeType};
use crate::select::Closure;
use std::collections::BTreeSet;

/// So deep may lists and maps be nested without a structure or union between them. The published models at hand come to 3.
const MAX_DEPTH: usize = 16;

/// Reports every list and map of the closure with more of them inside, level by level, than that.
///
/// Everything that follows a type inwards relies on this to come to an end.
pub(super) fn check(model: &Model, closure: &Closure) -> Vec<Problem> {
    let mut deep: BTreeSet<&ShapeId> = closure.targets.iter().collect();
    deep.retain(|id| model.shape(id).is_some_and(is_collection));
    for _ in 0..MAX_DEPTH {
        // What is left after each round has one more level inside of it.
        let before = deep.clone();
        deep.retain(|id| {
            model
                .shape(id)
                .is_some_and(|shape| parts(shape).any(|part| before.contains(part)))
        });
    }
    deep.into_iter()
        .map(|shape| Problem::DeepNesting {
            shape: shape.clone(),
            limit: MAX_DEPTH,
        })
        .collect()
}

fn is_collection(shape: &Shape) -> bool {
    matches!(
        shape.shape_type,
        ShapeType::List | ShapeType::Set | ShapeType::Map
    )
}

fn parts(shape: &Shape) -> impl Iterator<Item = &ShapeId> {
    [&shape.member, &shape.key, &shape.value]
        .into_iter()
        .flatten()
        .map(|part| &part.target)
}
