//! Mixins and `apply` statements: shapes that are put together from several places of a model.

use super::{Member, Model, Reference, Shape, ShapeId, ShapeType, Traits};
use crate::Problem;
use crate::trait_id;
use indexmap::IndexMap;
use std::collections::{HashMap, HashSet};

/// The most members that may be copied from mixins in all. Each level of a chain of mixins repeats those above it, so that
/// a small file could stand for more of them than there is memory.
const MAX_COPIES: usize = 1_000_000;

/// Gives every shape the members and traits that it takes from mixins and from `apply`.
///
/// # Errors
///
/// A mixin or a target of `apply` does not exist, a shape is a mixin of itself, or mixins multiply without measure.
pub(super) fn resolve(model: &mut Model) -> Result<(), Vec<Problem>> {
    let mut problems = Vec::new();
    let statements = take_statements(model);
    let order = order(model, &mut problems);
    let mut work = Work {
        uses: uses(model),
        statements,
        copies: 0,
        used_up: HashSet::new(),
    };
    for id in plain(model) {
        work.apply(model, &id);
    }
    for id in order {
        work.merge(model, &id);
        if work.copies > MAX_COPIES {
            problems.push(Problem::MixinSize {
                shape: id,
                limit: MAX_COPIES,
            });
            return Err(problems);
        }
        work.apply(model, &id);
    }
    // Nothing but another shape's `mixins` may name a mixin, and these have been seen to.
    model.shapes.retain(|id, _| !work.used_up.contains(id));
    problems.extend(work.left_over());
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems)
    }
}

/// The shapes that have mixins, each after those that it takes over: a list that is walked rather than recursion, for
/// chains of any length.
fn order(model: &Model, problems: &mut Vec<Problem>) -> Vec<ShapeId> {
    let mut order = Vec::new();
    // Whether a shape is done, of those that have been come to.
    let mut seen: HashMap<&ShapeId, bool> = HashMap::new();
    for (root, _) in model.shapes.iter().filter(|(_, shape)| is_mixed(shape)) {
        let mut above = if seen.contains_key(root) {
            Vec::new()
        } else {
            vec![(root, mixins(model, root))]
        };
        seen.entry(root).or_insert(false);
        while let Some((id, rest)) = above.last_mut() {
            let id: &ShapeId = id;
            match rest.split_first() {
                None => {
                    seen.insert(id, true);
                    order.push(id.clone());
                    above.pop();
                }
                Some((mixin, others)) => {
                    let mixin = &mixin.target;
                    *rest = others;
                    match (model.shape(mixin), seen.get(mixin)) {
                        (None, _) => problems.push(Problem::DanglingTarget {
                            from: id.clone(),
                            target: mixin.clone(),
                        }),
                        (_, Some(false)) => problems.push(Problem::MixinCycle {
                            shape: mixin.clone(),
                        }),
                        (Some(shape), None) if is_mixed(shape) => {
                            seen.insert(mixin, false);
                            above.push((mixin, &shape.mixins));
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    order
}

fn is_mixed(shape: &Shape) -> bool {
    !shape.mixins.is_empty()
}

fn mixins<'a>(model: &'a Model, id: &ShapeId) -> &'a [Reference] {
    model
        .shape(id)
        .map(|shape| shape.mixins.as_slice())
        .unwrap_or_default()
}

/// The shapes without mixins.
fn plain(model: &Model) -> Vec<ShapeId> {
    let shapes = model.shapes.iter().filter(|(_, shape)| !is_mixed(shape));
    shapes.map(|(id, _)| id.clone()).collect()
}

/// How often each mixin is taken over.
fn uses(model: &Model) -> HashMap<ShapeId, usize> {
    let mut uses = HashMap::new();
    for mixin in model.shapes.values().flat_map(|shape| &shape.mixins) {
        *uses.entry(mixin.target.clone()).or_default() += 1;
    }
    uses
}

/// Takes the `apply` statements out of a model: what is said of each shape, and of which of its members.
fn take_statements(model: &mut Model) -> IndexMap<ShapeId, Vec<Statement>> {
    let mut statements: IndexMap<ShapeId, Vec<Statement>> = IndexMap::new();
    let is_statement = |shape: &Shape| shape.shape_type == ShapeType::Apply;
    for (id, shape) in model
        .shapes
        .iter_mut()
        .filter(|(_, shape)| is_statement(shape))
    {
        let (of, member) = match id.split_member() {
            Some((of, member)) => (of, Some(member.to_owned())),
            None => (id.clone(), None),
        };
        statements.entry(of).or_default().push(Statement {
            id: id.clone(),
            member,
            traits: std::mem::take(&mut shape.traits),
        });
    }
    model.shapes.retain(|_, shape| !is_statement(shape));
    statements
}

/// Traits that are added to a shape or member from elsewhere in the model.
struct Statement {
    id: ShapeId,
    member: Option<String>,
    traits: Traits,
}

/// What is still to be done, and what has been.
struct Work {
    /// How often each mixin is still to be taken over.
    uses: HashMap<ShapeId, usize>,
    statements: IndexMap<ShapeId, Vec<Statement>>,
    copies: usize,
    /// The mixins whose members have gone to the one shape that was left to take them.
    used_up: HashSet<ShapeId>,
}

impl Work {
    /// Takes over what the mixins of one shape have, theirs first.
    fn merge(&mut self, model: &mut Model, id: &ShapeId) {
        let Some(shape) = model.shapes.get_mut(id) else {
            return;
        };
        let mixins = std::mem::take(&mut shape.mixins);
        let mut members = IndexMap::new();
        let mut traits = Traits::default();
        for Reference { target } in mixins {
            let Some(mixin) = model.shapes.get_mut(&target) else {
                continue;
            };
            traits.extend_from_mixin(&mixin.traits);
            let uses = self.uses.entry(target.clone()).or_default();
            *uses = uses.saturating_sub(1);
            let taken = if *uses == 0 && mixin.traits.has(trait_id::MIXIN) {
                self.used_up.insert(target);
                std::mem::take(&mut mixin.members)
            } else {
                self.copies += mixin.members.len();
                if self.copies > MAX_COPIES {
                    return;
                }
                mixin.members.clone()
            };
            if members.is_empty() {
                members = taken;
            } else {
                members.extend(taken);
            }
        }
        if let Some(shape) = model.shapes.get_mut(id) {
            members.extend(std::mem::take(&mut shape.members));
            shape.members = members;
            traits.extend(std::mem::take(&mut shape.traits));
            shape.traits = traits;
        }
    }

    /// Adds the traits that statements have for a shape, which is as its mixins make it by now.
    fn apply(&mut self, model: &mut Model, id: &ShapeId) {
        let (Some(statements), Some(shape)) =
            (self.statements.get_mut(id), model.shapes.get_mut(id))
        else {
            return;
        };
        statements.retain_mut(|statement| {
            let traits = match &statement.member {
                None => Some(&mut shape.traits),
                Some(name) => member_of(shape, name).map(|member| &mut member.traits),
            };
            match traits {
                Some(traits) => {
                    traits.extend(std::mem::take(&mut statement.traits));
                    false
                }
                None => true,
            }
        });
    }

    /// A problem for each statement that has found nothing to add to.
    fn left_over(self) -> impl Iterator<Item = Problem> {
        let statements = self.statements.into_values().flatten();
        statements.map(|statement| Problem::DanglingTarget {
            from: statement.id.clone(),
            target: statement.id,
        })
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
