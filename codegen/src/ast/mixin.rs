//! Mixins and `apply` statements: shapes that are put together from several places of a model.

use super::{Member, Model, Shape, ShapeId, ShapeType, Traits};
use crate::Problem;
use indexmap::IndexMap;
use std::collections::BTreeSet;

/// Gives every shape the members and traits that it takes from mixins and from `apply`.
///
/// # Errors
///
/// A mixin or a target of `apply` does not exist, or a shape is a mixin of itself.
pub(super) fn resolve(model: &mut Model) -> Result<(), Vec<Problem>> {
    let mut problems = Vec::new();
    let mixing: Vec<_> = model
        .shapes
        .iter()
        .filter(|(_, shape)| !shape.mixins.is_empty())
        .map(|(id, _)| id.clone())
        .collect();
    for id in mixing {
        if let Err(problem) = flatten(model, &id, &mut BTreeSet::new()) {
            problems.push(problem);
        }
    }
    problems.extend(apply(model));
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems)
    }
}

/// Takes over what the mixins of one shape have, theirs first.
fn flatten(model: &mut Model, id: &ShapeId, above: &mut BTreeSet<ShapeId>) -> Result<(), Problem> {
    if !above.insert(id.clone()) {
        return Err(Problem::MixinCycle { shape: id.clone() });
    }
    let mixins = model
        .shapes
        .get_mut(id)
        .map(|shape| std::mem::take(&mut shape.mixins))
        .unwrap_or_default();
    let mut members = IndexMap::new();
    let mut traits = Traits::default();
    for mixin in mixins {
        if !model.shapes.contains_key(&mixin.target) {
            return Err(Problem::DanglingTarget {
                from: id.clone(),
                target: mixin.target,
            });
        }
        flatten(model, &mixin.target, above)?;
        let Some(shape) = model.shape(&mixin.target) else {
            continue;
        };
        members.extend(
            shape
                .members
                .iter()
                .map(|(name, member)| (name.clone(), member.clone())),
        );
        traits.extend_from_mixin(&shape.traits);
    }
    if let Some(shape) = model.shapes.get_mut(id) {
        for (name, member) in std::mem::take(&mut shape.members) {
            members.insert(name, member);
        }
        shape.members = members;
        traits.extend(std::mem::take(&mut shape.traits));
        shape.traits = traits;
    }
    above.remove(id);
    Ok(())
}

/// Moves the traits of `apply` statements to the shapes and members they are meant for.
fn apply(model: &mut Model) -> Vec<Problem> {
    let statements: Vec<_> = model
        .shapes
        .iter()
        .filter(|(_, shape)| shape.shape_type == ShapeType::Apply)
        .map(|(id, _)| id.clone())
        .collect();
    let mut problems = Vec::new();
    for id in statements {
        let Some(statement) = model.shapes.shift_remove(&id) else {
            continue;
        };
        match traits_of(model, &id) {
            Some(traits) => traits.extend(statement.traits),
            None => problems.push(Problem::DanglingTarget {
                from: id.clone(),
                target: id,
            }),
        }
    }
    problems
}

/// The traits of a shape, or of a member where the id names one.
fn traits_of<'a>(model: &'a mut Model, id: &ShapeId) -> Option<&'a mut Traits> {
    match id.as_str().split_once('$') {
        None => model.shapes.get_mut(id).map(|shape| &mut shape.traits),
        Some((shape, member)) => model
            .shapes
            .get_mut(shape)
            .and_then(|shape| member_of(shape, member))
            .map(|member| &mut member.traits),
    }
}

fn member_of<'a>(shape: &'a mut Shape, name: &str) -> Option<&'a mut Member> {
    match (name, shape.shape_type.clone()) {
        ("member", ShapeType::List | ShapeType::Set) => shape.member.as_mut(),
        ("key", ShapeType::Map) => shape.key.as_mut(),
        ("value", ShapeType::Map) => shape.value.as_mut(),
        _ => shape.members.get_mut(name),
    }
}
