//! Operations: their request, their output and their errors.

use super::auth::auth;
use super::docs;
use super::http::request_place;
use super::lowering::{Input, Lowering};
use super::members::Owner;
use crate::Problem;
use crate::ast::{self, Model, RequestCompression, Retryable, Shape, ShapeId, StaticContextParams};
use crate::ir::{
    self, BodyStep, BoundMember, ContextParam, ContextValue, Direction, Element, Presence,
    RequestLocation, Type,
};
use crate::naming;
use crate::protocol::{self, Route};
use crate::select::Closure;
use crate::trait_id;
use serde_json::Value;
use std::collections::BTreeMap;

impl Lowering<'_> {
    pub(super) fn operation(&mut self, id: &ShapeId) -> Option<ir::Operation> {
        let shape = self.model.shape(id)?;
        let name = self.names.get(id)?.name.clone();
        let asked = protocol::Operation {
            service_id: &self.closure.service,
            service: self.service_shape()?,
            id,
            shape,
        };
        let Route {
            method,
            uri,
            query_literals,
            mut headers,
        } = self.protocol.route(asked, &mut self.problems)?;
        let Input {
            members: input,
            idempotency_token,
            context: from_members,
        } = self.input(shape);
        let uri = self.uri(id, uri, &input);
        let host_prefix = self.host_prefix(id, shape, &input);
        let mut context = self.static_context(id, shape);
        context.extend(self.path_context(id, shape, &input));
        // A member's own value comes last and wins.
        context.extend(from_members);
        let body_steps = self.body_steps(id, shape, &input);
        let body_element = match &shape.input {
            Some(input) => self.root(&input.target, None),
            None => Element::named(id.name()),
        };
        let output_element = shape.output.as_ref().map(|it| self.root(&it.target, None));
        let errors = self.errors(shape);
        let error_name = self.names.operation_error(&name.name);
        let error = (!errors.is_empty()).then_some(error_name.as_str());
        let output = self.output(shape, error);
        let retryable_errors = self.retryable_errors(shape);
        let own = output.as_ref().map(|output| &output.structure.members);
        if own.is_some_and(|members| members.iter().any(|member| member.ty.is_events())) {
            let accept = headers.iter_mut().find(|(name, _)| name == "Accept");
            if let Some((_, media_type)) = accept {
                ir::EVENT_STREAM.clone_into(media_type);
            }
        }
        let pagination = self.pagination(id, shape, &input, output.as_ref());
        let auth = auth(self.model, &self.closure.service, id, shape).unwrap_or(ir::Auth::SigV4);
        let mut operation = ir::Operation {
            name,
            docs: docs::shape_docs(shape),
            method: method?,
            uri,
            query_literals,
            host_prefix,
            headers,
            context,
            endpoint_url: None,
            body_steps,
            // Where events follow, a body is a message of its own, and there is none without members.
            has_body_without_members: self.protocol.has_body_without_members(asked)
                && !input.iter().any(|bound| bound.member.ty.is_events()),
            body_element,
            input,
            prefixed_ids: Vec::new(),
            idempotency_token,
            output,
            output_path: self.protocol.output_path(asked, output_element),
            errors,
            error_name,
            pagination,
            waiters: Vec::new(),
            idempotent: shape.traits.has(trait_id::READONLY)
                || shape.traits.has(trait_id::IDEMPOTENT),
            attempt_timeout: None,
            auth,
            unsigned_payload: shape.traits.has(trait_id::UNSIGNED_PAYLOAD),
            body_in_presigned_query: false,
            message_checks: None,
            retryable_errors,
        };
        operation.waiters = self.waiters(id, shape, &operation);
        Some(operation)
    }

    /// The members of an operation's input. Several operations may have the same.
    fn input(&mut self, operation: &Shape) -> Input {
        let Some((id, shape)) = operation
            .input
            .as_ref()
            .and_then(|input| Some((&input.target, self.model.shape(&input.target)?)))
        else {
            return Input::default();
        };
        if let Some(known) = self.inputs.get(id) {
            return known.clone();
        }
        let mut members: Vec<_> = shape
            .members
            .iter()
            .map(|(name, source)| {
                let place = request_place(self.protocol, source);
                let mut member = self.member(id, name, source, Owner::Input, place);
                let location = self.request_location(&id.member(name), source, &member.ty);
                if location == RequestLocation::Label {
                    // A request without it has no path.
                    member.presence = Presence::Required;
                }
                BoundMember {
                    target: source.target.name().to_owned(),
                    member,
                    location,
                }
            })
            .collect();
        naming::disambiguate(members.iter_mut().map(|input| &mut input.member.rust), "_");
        let located = members
            .iter_mut()
            .map(|input| (&mut input.member, input.location == RequestLocation::Body));
        let direction = Direction {
            is_written: true,
            is_read: false,
        };
        self.wire_names(id, direction, located);
        self.refuse_reserved_names(id, &members);
        let mut input = Input::default();
        for ((name, source), bound) in shape.members.iter().zip(&members) {
            if input.idempotency_token.is_none() && source.traits.has(trait_id::IDEMPOTENCY_TOKEN) {
                input.idempotency_token = Some(bound.member.clone());
            }
            let param: Option<ast::ContextParam> =
                source.traits.view(&id.member(name), &mut self.problems);
            input.context.extend(param.map(|param| ContextParam {
                name: param.name,
                value: ContextValue::Member(Box::new(bound.member.clone())),
            }));
        }
        input.members = members;
        self.inputs.insert(id.clone(), input.clone());
        input
    }

    /// The parameters of the endpoint rules that the operation sets to the same for every call.
    fn static_context(&mut self, id: &ShapeId, operation: &Shape) -> Vec<ContextParam> {
        let fixed: Option<StaticContextParams> = operation.traits.view(id, &mut self.problems);
        let mut context = Vec::new();
        for (name, param) in fixed.map(|params| params.0).unwrap_or_default() {
            let value = match param.value {
                Value::String(text) => ContextValue::String(text),
                Value::Bool(value) => ContextValue::Boolean(value),
                Value::Array(list) if list.iter().all(Value::is_string) => {
                    let texts = list.iter().filter_map(Value::as_str);
                    ContextValue::StringArray(texts.map(str::to_owned).collect())
                }
                other => {
                    self.problems.push(Problem::MalformedTrait {
                        shape: id.clone(),
                        trait_id: trait_id::STATIC_CONTEXT_PARAMS.to_owned(),
                        message: format!("{other} is no string, boolean or list of strings"),
                    });
                    continue;
                }
            };
            context.push(ContextParam { name, value });
        }
        context
    }

    fn body_steps(
        &mut self,
        id: &ShapeId,
        operation: &Shape,
        input: &[BoundMember<RequestLocation>],
    ) -> Vec<BodyStep> {
        let mut steps = Vec::new();
        let compression: Option<RequestCompression> = operation.traits.view(id, &mut self.problems);
        if compression
            .is_some_and(|compression| compression.encodings.iter().any(|name| name == "gzip"))
        {
            steps.push(BodyStep::Gzip);
        }
        if operation.traits.has(trait_id::HTTP_CHECKSUM_REQUIRED) {
            steps.push(BodyStep::ContentMd5);
        }
        if input.iter().any(|input| {
            matches!(
                input.member.ty,
                Type::Stream {
                    requires_length: true,
                    ..
                }
            )
        }) {
            steps.push(BodyStep::RequireLength);
        }
        steps
    }

    fn retryable_errors(&mut self, operation: &Shape) -> Vec<(String, bool)> {
        let errors = operation.errors.iter().filter_map(|error| {
            let throttling = self.retryable.get(&error.target)?.throttling;
            Some((self.error_code(&error.target), throttling))
        });
        errors.collect()
    }
}

/// Which of the errors of a closure are worth another try (`smithy.api#retryable`).
pub(super) fn retryable(
    model: &Model,
    closure: &Closure,
    problems: &mut Vec<Problem>,
) -> BTreeMap<ShapeId, Retryable> {
    let errors = closure.errors.iter().filter_map(|id| {
        let retryable = model.shape(id)?.traits.view(id, problems)?;
        Some((id.clone(), retryable))
    });
    errors.collect()
}
