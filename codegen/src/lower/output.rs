//! The outputs and errors of operations, and where their members come from.

use super::http::response_place;
use super::lowering::Lowering;
use super::members::Owner;
use crate::ast::{Shape, ShapeId};
use crate::ir::{self, BoundMember, BoundStructure, Crate, EventFlow, Type};
use crate::trait_id;
use std::rc::Rc;

impl<'a> Lowering<'a> {
    /// What an operation gives back. Events in it may turn out to be an error of the enum of this name.
    pub(super) fn output(
        &mut self,
        operation: &Shape,
        error: Option<&str>,
    ) -> Option<BoundStructure> {
        let output = operation.output.as_ref()?;
        if output.target.is_unit() {
            return None;
        }
        let mut output = self.bound_structure(&output.target)?;
        let receive = |member: &mut ir::Member| {
            if let Type::Events(events) = &mut member.ty {
                let error = error.map(str::to_owned);
                events.flow = EventFlow::Received { error };
            }
        };
        if output.structure.holds_stream() {
            let members = &mut Rc::make_mut(&mut output.structure).members;
            members.iter_mut().for_each(receive);
            let bound = output.bound.iter_mut().map(|bound| &mut bound.member);
            bound.for_each(receive);
        }
        Some(output)
    }

    /// The exceptions that may end the events that an operation gives back.
    fn exceptions(&self, operation: &Shape) -> Vec<&'a ShapeId> {
        let output = operation.output.as_ref();
        let output = output.and_then(|output| self.model.shape(&output.target));
        let members = output
            .into_iter()
            .flat_map(|output| output.members.values());
        let unions = members.filter_map(|member| self.model.shape(&member.target));
        unions
            .filter(|union| union.is_event_stream())
            .flat_map(|union| union.members.values())
            .map(|member| &member.target)
            .filter(|id| self.is_error(id))
            .collect()
    }

    pub(super) fn is_error(&self, id: &ShapeId) -> bool {
        let shape = self.model.shape(id);
        shape.is_some_and(|shape| shape.traits.has(trait_id::ERROR))
    }

    /// The errors of an operation: its own, those common to its service, and those that may end its events.
    pub(super) fn errors(&mut self, operation: &Shape) -> Vec<ir::OperationError> {
        let common = self
            .service_shape()
            .map(|service| service.errors.as_slice())
            .unwrap_or_default();
        let mut ids: Vec<_> = operation
            .errors
            .iter()
            .chain(common)
            .map(|error| &error.target)
            .chain(self.exceptions(operation))
            .collect();
        ids.sort_by_key(|id| id.name());
        ids.dedup();
        ids.into_iter()
            .filter_map(|id| {
                Some(ir::OperationError {
                    code: self.error_code(id),
                    output: self.bound_structure(id)?,
                })
            })
            .collect()
    }

    /// The code that stands for an error on the wire.
    pub(super) fn error_code(&mut self, id: &ShapeId) -> String {
        let traits = self.model.shape(id).map(|shape| &shape.traits);
        traits.map_or_else(
            || id.name().to_owned(),
            |traits| self.protocol.error_code(id, traits, &mut self.problems),
        )
    }

    /// An output or error, which may be that of several operations.
    fn bound_structure(&mut self, id: &ShapeId) -> Option<BoundStructure> {
        if let Some(known) = self.bound_structures.get(id) {
            return Some(known.clone());
        }
        let krate = self.names.get(id)?.krate;
        let (structure, owner) = if krate == Crate::Operations {
            let own = self.structure_of(id, Owner::OwnOutput, response_place)?;
            (Rc::new(own), Owner::OwnOutput)
        } else {
            (Rc::clone(self.structures.get(id)?), Owner::Structure)
        };
        let shape = self.model.shape(id)?;
        let mut bound = Vec::new();
        for ((name, source), member) in shape.members.iter().zip(&structure.members) {
            let ty = self.member_type(id, source, owner, response_place(self.protocol, source));
            if let Some(location) = self.response_location(&id.member(name), source, &ty) {
                let member = ir::Member {
                    ty,
                    ..member.clone()
                };
                bound.push(BoundMember {
                    target: source.target.name().to_owned(),
                    member,
                    location,
                });
            }
        }
        let output = BoundStructure {
            structure,
            krate,
            bound,
        };
        if !shape.traits.has(trait_id::ERROR) {
            self.refuse_shared_stream(id, &output);
        }
        self.bound_structures.insert(id.clone(), output.clone());
        Some(output)
    }

    /// A stream can be given out once, by an operation that has the output to itself.
    fn refuse_shared_stream(&mut self, id: &ShapeId, output: &BoundStructure) {
        if output.krate != Crate::Operations && output.structure.holds_stream() {
            let message = "an output with a stream that several operations share is not supported; give each its own";
            self.misfit(id, message);
        }
    }
}
