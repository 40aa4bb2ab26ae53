//! The Rust name and crate of every shape that becomes a type.

use crate::Problem;
use crate::ast::{Model, Shape, ShapeId, ShapeType};
use crate::ir::{Crate, TypeKind, TypeName};
use crate::naming;
use crate::select::Closure;
use crate::trait_id;
use std::collections::{BTreeMap, BTreeSet};

/// The types that are generated, by shape.
pub(super) struct Names(BTreeMap<ShapeId, Named>);

/// A shape's type: what it is called, and where it is.
pub(super) struct Named {
    pub name: TypeName,
    pub krate: Crate,
}

impl Names {
    /// Gives every shape of the closure its name, and reports those that would get the same one.
    pub(super) fn assign(model: &Model, closure: &Closure, problems: &mut Vec<Problem>) -> Self {
        let mut names = Self(BTreeMap::new());
        let service = model.shape(&closure.service);
        let operations: BTreeSet<_> = closure
            .operations
            .iter()
            .map(|id| naming::type_name(id.name()))
            .collect();
        let mut add = |id: &ShapeId, krate| {
            let renamed = service.and_then(|service| service.rename.get(id));
            let shape = renamed.map_or(id.name(), String::as_str);
            let mut name = naming::type_name(shape);
            if krate == Crate::Operations
                && operations.contains(&name)
                && !closure.operations.contains(id)
            {
                name.push_str("Output");
            }
            let mut module = naming::module_name(&name);
            if krate == Crate::Operations && matches!(module.as_str(), "endpoint" | "service") {
                module.push('_');
            }
            names.0.insert(
                id.clone(),
                Named {
                    name: TypeName {
                        name,
                        module,
                        shape: shape.to_owned(),
                    },
                    krate,
                },
            );
        };
        for id in &closure.operations {
            add(id, Crate::Operations);
        }
        for (id, shape) in closure
            .targets
            .iter()
            .filter_map(|id| Some((id, model.shape(id)?)))
        {
            if type_kind(shape).is_some() {
                add(id, Crate::Shapes);
            }
        }
        for id in &closure.event_streams {
            add(id, Crate::Operations);
        }
        for id in closure
            .errors
            .iter()
            .filter(|id| !closure.targets.contains(*id))
        {
            add(id, Crate::Errors);
        }
        for (id, own) in outputs(model, closure) {
            if !closure.targets.contains(&id) && !closure.errors.contains(&id) {
                add(
                    &id,
                    if own {
                        Crate::Operations
                    } else {
                        Crate::Shapes
                    },
                );
            }
        }
        names.report_collisions(problems);
        names
    }

    /// The type for a shape, if it becomes one.
    pub(super) fn get(&self, id: &ShapeId) -> Option<&Named> {
        self.0.get(id)
    }

    /// Output structures that several operations share and no member targets.
    pub(super) fn shared_outputs(model: &Model, closure: &Closure) -> Vec<ShapeId> {
        let shared = outputs(model, closure)
            .into_iter()
            .filter(|(_, own)| !own)
            .map(|(id, _)| id);
        shared
            .filter(|id| !closure.targets.contains(id) && !closure.errors.contains(id))
            .collect()
    }

    /// The enum of an operation's errors, which stands beside the errors themselves.
    pub(super) fn operation_error(&self, operation: &str) -> String {
        let name = format!("{operation}Error");
        let module = naming::module_name(&name);
        let mut errors = self.0.values().filter(|named| named.krate == Crate::Errors);
        if errors.any(|named| named.name.module == module) {
            format!("{operation}OperationError")
        } else {
            name
        }
    }

    /// Types that would be the same file: in one crate, and whatever their case.
    fn report_collisions(&self, problems: &mut Vec<Problem>) {
        let mut taken: BTreeMap<(Crate, &str), &ShapeId> = BTreeMap::new();
        for (id, named) in &self.0 {
            if let Some(first) = taken.insert((named.krate, &named.name.module), id) {
                problems.push(Problem::NameCollision {
                    first: first.to_string(),
                    second: id.to_string(),
                    name: named.name.name.clone(),
                    place: format!("the {} crate", format!("{:?}", named.krate).to_lowercase()),
                    help: "give one of them another name with the service's `rename`",
                });
            }
        }
    }
}

/// The output structures of the operations, and whether one operation has each to itself.
fn outputs(model: &Model, closure: &Closure) -> BTreeMap<ShapeId, bool> {
    let mut outputs = BTreeMap::new();
    for operation in closure.operations.iter().filter_map(|id| model.shape(id)) {
        if let Some(output) = operation
            .output
            .as_ref()
            .filter(|output| !output.target.is_unit())
        {
            outputs
                .entry(output.target.clone())
                .and_modify(|own| *own = false)
                .or_insert(true);
        }
    }
    outputs
}

/// What kind of type a shape becomes, if it becomes one.
pub(super) fn type_kind(shape: &Shape) -> Option<TypeKind> {
    Some(match shape.shape_type {
        ShapeType::Structure => TypeKind::Structure,
        ShapeType::Union => TypeKind::Union,
        ShapeType::Enum => TypeKind::StringEnum,
        ShapeType::String if shape.traits.has(trait_id::ENUM) => TypeKind::StringEnum,
        ShapeType::IntEnum => TypeKind::IntEnum,
        _ => return None,
    })
}
