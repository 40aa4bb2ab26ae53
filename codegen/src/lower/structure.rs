//! Structures and unions.

use super::docs;
use super::http::is_bound;
use super::lowering::Lowering;
use super::members::Owner;
use crate::Problem;
use crate::ast::{Member, Model, ShapeId, ShapeType};
use crate::ir::{Direction, ErrorShape, Presence, Structure, Type, Union};
use crate::naming;
use crate::protocol::{Place, Protocol};
use crate::select::Closure;
use crate::trait_id;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

impl Lowering<'_> {
    /// A structure of the shapes or errors crate, which is data: all of its members travel in the body.
    pub(super) fn structure(&mut self, id: &ShapeId) -> Option<Rc<Structure>> {
        let structure = Rc::new(self.structure_of(id, Owner::Structure, |_, _| Place::Body)?);
        self.structures.insert(id.clone(), Rc::clone(&structure));
        Some(structure)
    }

    /// A structure whose members travel in these places; `owner` says how their absence is kept.
    pub(super) fn structure_of(
        &mut self,
        id: &ShapeId,
        owner: Owner,
        place: fn(&dyn Protocol, &Member) -> Place,
    ) -> Option<Structure> {
        let shape = self.model.shape(id)?;
        let name = self.names.get(id)?.name.clone();
        let mut members: Vec<_> = shape
            .members
            .iter()
            .map(|(name, member)| {
                self.member(id, name, member, owner, place(self.protocol, member))
            })
            .collect();
        naming::disambiguate(members.iter_mut().map(|member| &mut member.rust), "_");
        let in_body: Vec<_> = shape
            .members
            .values()
            .map(|member| self.is_in_body(id, member))
            .collect();
        let direction = self.direction(id);
        self.wire_names(id, direction, members.iter_mut().zip(in_body));
        let error = shape.traits.has(trait_id::ERROR).then(|| {
            let message = ["message", "errorMessage"].into_iter().find_map(|name| {
                members.iter().find(|member| {
                    member.name.eq_ignore_ascii_case(name)
                        && matches!(member.ty, Type::String { .. })
                })
            });
            ErrorShape {
                message: message.map(|member| member.rust.clone()),
            }
        });
        if members.iter().any(|member| {
            member.presence == Presence::Required
                && matches!(&member.ty, Type::Shape(shape) if shape.boxed)
        }) {
            self.report_if_infinite(id);
        }
        Some(Structure {
            name,
            docs: docs::shape_docs(shape),
            members,
            sensitive: shape.traits.has(trait_id::SENSITIVE),
            direction,
            needs_absent: self.required.contains(id),
            error,
        })
    }

    pub(super) fn union(&mut self, id: &ShapeId) -> Option<Union> {
        let shape = self.model.shape(id)?;
        let name = self.names.get(id)?.name.clone();
        let mut members: Vec<_> = shape
            .members
            .iter()
            .map(|(name, member)| self.member(id, name, member, Owner::Union, Place::Body))
            .collect();
        naming::disambiguate(members.iter_mut().map(|member| &mut member.rust), "");
        let direction = self.direction(id);
        self.wire_names(
            id,
            direction,
            members.iter_mut().map(|member| (member, true)),
        );
        let sensitive = shape.traits.has(trait_id::SENSITIVE);
        Some(Union {
            name,
            docs: docs::shape_docs(shape),
            members,
            sensitive,
            direction,
            needs_absent: self.required.contains(id),
        })
    }

    fn direction(&self, id: &ShapeId) -> Direction {
        Direction {
            is_written: self.closure.writable.contains(id),
            is_read: self.closure.readable.contains(id),
        }
    }

    /// A structure that requires itself, directly or through others.
    fn report_if_infinite(&mut self, id: &ShapeId) {
        let mut next = vec![id];
        let mut seen = BTreeSet::new();
        while let Some(current) = next.pop() {
            let Some(shape) = self.model.shape(current) else {
                continue;
            };
            if shape.shape_type != ShapeType::Structure {
                continue;
            }
            for member in shape
                .members
                .values()
                .filter(|member| member.traits.has(trait_id::REQUIRED))
            {
                if &member.target == id {
                    self.problems
                        .push(Problem::InfiniteShape { shape: id.clone() });
                    return;
                }
                if seen.insert(&member.target) {
                    next.push(&member.target);
                }
            }
        }
    }
}

/// The shapes that any structure of the closure requires as a member, and for which something has to stand
/// when a service leaves them out.
pub(super) fn required_shapes(
    model: &Model,
    closure: &Closure,
    protocol: &dyn Protocol,
) -> BTreeSet<ShapeId> {
    let operations = closure.operations.iter().filter_map(|id| model.shape(id));
    let outputs = operations
        .filter_map(|operation| operation.output.as_ref())
        .map(|output| &output.target);
    let mut uses: BTreeMap<&ShapeId, usize> = BTreeMap::new();
    for output in outputs.clone() {
        *uses.entry(output).or_default() += 1;
    }
    // An output that several operations share may have nothing in the body to start from.
    let shared: Vec<_> = outputs
        .clone()
        .filter(|id| closure.targets.contains(*id) || uses.get(id).is_some_and(|uses| *uses > 1))
        .filter(|id| {
            model.shape(id).is_some_and(|shape| {
                shape
                    .members
                    .values()
                    .all(|member| is_bound(protocol, member))
            })
        })
        .cloned()
        .collect();
    let data = closure
        .targets
        .iter()
        .chain(&closure.errors)
        .chain(outputs)
        .filter_map(|id| model.shape(id));
    data.filter(|shape| shape.shape_type == ShapeType::Structure)
        .flat_map(|shape| shape.members.values())
        .filter(|member| {
            member.traits.has(trait_id::REQUIRED) && !member.traits.has(trait_id::CLIENT_OPTIONAL)
        })
        .map(|member| member.target.clone())
        .chain(shared)
        .collect()
}
