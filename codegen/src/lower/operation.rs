//! Operations: their request, their output and their errors.

use super::http::uri_pattern;
use super::members::Place;
use super::{Lowering, docs};
use crate::Problem;
use crate::ast::{Http, Retryable, Shape, ShapeId};
use crate::ir::{
    self, Home, InputMember, Output, OutputMember, Presence, RequestLocation, ResponseLocation,
    TypeKind, UriPart,
};

impl Lowering<'_> {
    pub(super) fn operation(&mut self, id: &ShapeId) -> Option<ir::Operation> {
        let shape = self.model.shape(id)?;
        let name = self.names.get(id)?.name.clone();
        let Some(http) = shape.traits.view::<Http>(id, &mut self.problems) else {
            let message =
                "the operation has no smithy.api#http trait, which restJson1 needs".to_owned();
            self.problems.push(Problem::Http {
                shape: id.clone(),
                message,
            });
            return None;
        };
        let (uri, query_literals) = uri_pattern(&http.uri).unwrap_or_else(|message| {
            self.problems.push(Problem::Http {
                shape: id.clone(),
                message,
            });
            Default::default()
        });
        let input = self.input(shape);
        self.check_labels(id, &uri, &input);
        let output = self.output(shape);
        let errors = self.errors(shape);
        let retryable_errors = self.retryable_errors(shape);
        let pagination = self.pagination(id, shape, &input);
        let unsigned = self.is_unsigned(id, shape);
        Some(ir::Operation {
            name,
            docs: docs::shape_docs(shape),
            method: http.method,
            uri,
            query_literals,
            input,
            output,
            errors,
            pagination,
            repeatable: shape.traits.has("smithy.api#readonly")
                || shape.traits.has("smithy.api#idempotent"),
            unsigned,
            retryable_errors,
        })
    }

    fn input(&mut self, operation: &Shape) -> Vec<InputMember> {
        let Some(input) = operation
            .input
            .as_ref()
            .filter(|input| !input.target.is_unit())
        else {
            return Vec::new();
        };
        let Some(shape) = self.model.shape(&input.target) else {
            return Vec::new();
        };
        let members: Vec<_> = shape
            .members
            .iter()
            .map(|(name, source)| {
                let id = input.target.member(name);
                let mut member = self.member(&input.target, name, source, Place::Input);
                let location = self.request_location(&id, source, &mut member.ty);
                if location == RequestLocation::Label {
                    // A request without it has no path.
                    member.presence = Presence::Required;
                }
                InputMember {
                    member,
                    location,
                    idempotency_token: source.traits.has("smithy.api#idempotencyToken"),
                }
            })
            .collect();
        let fields: Vec<_> = members.iter().map(|input| input.member.clone()).collect();
        self.report_field_collisions(&input.target, &fields);
        members
    }

    fn check_labels(&mut self, id: &ShapeId, uri: &[UriPart], input: &[InputMember]) {
        let is_label = |input: &&InputMember| input.location == RequestLocation::Label;
        let labels: Vec<_> = input
            .iter()
            .filter(is_label)
            .map(|input| input.member.name.as_str())
            .collect();
        let mut unbound = labels.clone();
        for part in uri {
            let (UriPart::Label(label) | UriPart::GreedyLabel(label)) = part else {
                continue;
            };
            unbound.retain(|name| name != label);
            if !labels.contains(&label.as_str()) {
                let message = format!(
                    "its URI has the label {{{label}}}, but no member of that name with smithy.api#httpLabel"
                );
                self.problems.push(Problem::Http {
                    shape: id.clone(),
                    message,
                });
            }
        }
        for label in unbound {
            let message = format!(
                "its member {label} has smithy.api#httpLabel, but its URI has no {{{label}}}"
            );
            self.problems.push(Problem::Http {
                shape: id.clone(),
                message,
            });
        }
    }

    fn output(&mut self, operation: &Shape) -> Output {
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
                let members = structure.members.into_iter().zip(locations);
                let members = members.map(|(member, location)| OutputMember { member, location });
                let members = members
                    .filter(|member| member.location != ResponseLocation::Body)
                    .collect();
                Output::Shared {
                    shape,
                    members,
                    has_body,
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

    fn errors(&mut self, operation: &Shape) -> Vec<ir::OperationError> {
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
                let members = structure.members.into_iter().zip(locations);
                let members = members.map(|(member, location)| OutputMember { member, location });
                let members = members
                    .filter(|member| member.location != ResponseLocation::Body)
                    .collect();
                Some(ir::OperationError {
                    code: id.name().to_owned(),
                    docs: structure.docs,
                    shape,
                    members,
                })
            })
            .collect()
    }

    fn retryable_errors(&mut self, operation: &Shape) -> Vec<(String, bool)> {
        let errors = operation.errors.iter().filter_map(|error| {
            let shape = self.model.shape(&error.target)?;
            let retryable: Retryable = shape.traits.view(&error.target, &mut self.problems)?;
            Some((error.target.name().to_owned(), retryable.throttling))
        });
        errors.collect()
    }

    /// `smithy.api#auth` and `optionalAuth`: an empty list of schemes means that nothing is signed.
    fn is_unsigned(&mut self, id: &ShapeId, shape: &Shape) -> bool {
        let own: Option<Vec<String>> =
            shape
                .traits
                .value("smithy.api#auth", id, &mut self.problems);
        let service = self.service_shape();
        let schemes = own.or_else(|| {
            service.and_then(|service| {
                service
                    .traits
                    .value("smithy.api#auth", &self.closure.service, &mut self.problems)
            })
        });
        schemes.is_some_and(|schemes| schemes.is_empty())
    }
}
