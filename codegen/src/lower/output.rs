//! The outputs and errors of operations, and where their members come from.

use super::Lowering;
use super::members::Place;
use crate::Problem;
use crate::ast::{Shape, ShapeId};
use crate::ir::{self, Home, Output, OutputMember, ResponseLocation, TypeKind};

impl Lowering<'_> {
    /// What an operation gives back.
    pub(super) fn output(&mut self, operation: &Shape) -> Output {
        let Some(output) = operation
            .output
            .as_ref()
            .filter(|output| !output.target.is_unit())
        else {
            return Output::Unit;
        };
        let id = &output.target;
        match self.names.get(id).map(|named| named.home) {
            Some(Home::Operations) => {
                let Some(mut structure) = self.structure_in(id, Place::OwnOutput) else {
                    return Output::Unit;
                };
                let locations = self.locations(id, &mut structure.members);
                Output::Own {
                    structure,
                    locations,
                }
            }
            _ => {
                let Some(mut structure) = self.structure(id) else {
                    return Output::Unit;
                };
                let locations = self.locations(id, &mut structure.members);
                let Some(shape) = self.type_ref(id, TypeKind::Structure) else {
                    return Output::Unit;
                };
                let has_body = locations.contains(&ResponseLocation::Body);
                let has_default = structure.has_default();
                self.refuse_shared_stream(id, &structure);
                let members = outside_body(structure.members, locations);
                Output::Shared {
                    shape,
                    members,
                    has_body,
                    has_default,
                }
            }
        }
    }

    /// Where the members of an output or error come from, in order.
    fn locations(&mut self, id: &ShapeId, members: &mut [ir::Member]) -> Vec<ResponseLocation> {
        let Some(shape) = self.model.shape(id) else {
            return Vec::new();
        };
        let sources = shape.members.iter().zip(members);
        sources
            .map(|((name, source), member)| {
                self.response_location(&id.member(name), source, &mut member.ty)
            })
            .collect()
    }

    /// A stream can be given out once, by an operation that has the output to itself.
    fn refuse_shared_stream(&mut self, id: &ShapeId, structure: &ir::Structure) {
        if structure.holds_stream() {
            let message = "an output with a stream that several operations share is not supported; give each its own";
            self.problems.push(Problem::Http {
                shape: id.clone(),
                message: message.to_owned(),
            });
        }
    }

    /// The errors of an operation, its own and those common to its service.
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
            .collect();
        ids.sort_by_key(|id| id.name());
        ids.dedup();
        ids.into_iter()
            .filter_map(|id| {
                let shape = self.type_ref(id, TypeKind::Structure)?;
                let mut structure = self.structure(id)?;
                let locations = self.locations(id, &mut structure.members);
                let members = outside_body(structure.members, locations);
                Some(ir::OperationError {
                    code: id.name().to_owned(),
                    docs: structure.docs,
                    shape,
                    members,
                })
            })
            .collect()
    }
}

/// The members that do not come from the JSON body, with where they come from.
fn outside_body(members: Vec<ir::Member>, locations: Vec<ResponseLocation>) -> Vec<OutputMember> {
    let members = members.into_iter().zip(locations);
    members
        .map(|(member, location)| OutputMember { member, location })
        .filter(|member| member.location != ResponseLocation::Body)
        .collect()
}
