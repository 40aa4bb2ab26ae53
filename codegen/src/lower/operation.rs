//! Operations: their request, their output and their errors.

use super::http::{pattern_parts, uri_pattern};
use super::members::Place;
use super::{Lowering, docs, support};
use crate::Problem;
use crate::ast::{
    self, Endpoint, Http, RequestCompression, Retryable, Shape, ShapeId, StaticContextParams,
};
use crate::ir::{
    self, BodyStep, ContextParam, ContextValue, InputMember, Presence, RequestLocation, Type,
    UriPart,
};
use crate::naming;
use serde_json::Value;

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
        if http.method.is_empty() || !http.method.bytes().all(|byte| byte.is_ascii_uppercase()) {
            let message = format!("{:?} is no HTTP method", http.method);
            self.problems.push(Problem::Http {
                shape: id.clone(),
                message,
            });
        }
        let input = self.input(shape);
        self.check_labels(id, &uri, &input);
        let host_prefix = self.host_prefix(id, shape, &input);
        let context = self.context(id, shape, &input);
        let body_steps = self.body_steps(id, shape, &input);
        let output = self.output(shape);
        let errors = self.errors(shape);
        let error_name = self.names.operation_error(&name.name);
        let retryable_errors = self.retryable_errors(shape);
        let pagination = self.pagination(id, shape, &input);
        let unsigned = support::auth_schemes(self.model, self.closure, id, shape).is_empty();
        Some(ir::Operation {
            name,
            docs: docs::shape_docs(shape),
            method: http.method,
            uri,
            query_literals,
            host_prefix,
            headers: Vec::new(),
            context,
            body_steps,
            input,
            output,
            errors,
            error_name,
            pagination,
            repeatable: shape.traits.has("smithy.api#readonly")
                || shape.traits.has("smithy.api#idempotent"),
            attempt_timeout: None,
            unsigned,
            unsigned_payload: shape.traits.has("aws.auth#unsignedPayload"),
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
        let mut members: Vec<_> = shape
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
                    label_default: None,
                }
            })
            .collect();
        naming::tell_apart(members.iter_mut().map(|input| &mut input.member.rust), "_");
        let located = members
            .iter_mut()
            .map(|input| (&mut input.member, input.location == RequestLocation::Body));
        self.json_names(&input.target, located);
        members
    }

    /// `smithy.api#endpoint`: text and labels before the host.
    fn host_prefix(
        &mut self,
        id: &ShapeId,
        operation: &Shape,
        input: &[InputMember],
    ) -> Vec<UriPart> {
        let Some(endpoint) = operation.traits.view::<Endpoint>(id, &mut self.problems) else {
            return Vec::new();
        };
        let parts = pattern_parts(&endpoint.host_prefix).unwrap_or_else(|message| {
            self.problems.push(Problem::Http {
                shape: id.clone(),
                message,
            });
            Vec::new()
        });
        for part in &parts {
            if let UriPart::Label(label) | UriPart::GreedyLabel(label) = part
                && !input.iter().any(|input| &input.member.name == label)
            {
                let message = format!(
                    "its host prefix has the label {{{label}}}, but its input no such member"
                );
                self.problems.push(Problem::Http {
                    shape: id.clone(),
                    message,
                });
            }
        }
        parts
    }

    /// The parameters of the endpoint rules that the operation sets; a member's own value comes last and wins.
    fn context(
        &mut self,
        id: &ShapeId,
        operation: &Shape,
        input: &[InputMember],
    ) -> Vec<ContextParam> {
        let fixed: Option<StaticContextParams> = operation.traits.view(id, &mut self.problems);
        let mut context = Vec::new();
        for (name, param) in fixed.map(|params| params.0).unwrap_or_default() {
            let value = match param.value {
                Value::String(text) => ContextValue::String(text),
                Value::Bool(value) => ContextValue::Boolean(value),
                Value::Array(list) => {
                    let texts = list.iter().filter_map(Value::as_str);
                    ContextValue::StringArray(texts.map(str::to_owned).collect())
                }
                other => {
                    self.problems.push(Problem::MalformedTrait {
                        shape: id.clone(),
                        trait_id: "smithy.rules#staticContextParams".to_owned(),
                        message: format!("{other} is no string, boolean or list of strings"),
                    });
                    continue;
                }
            };
            context.push(ContextParam { name, value });
        }
        let source = operation.input.as_ref().map(|input| &input.target);
        if let Some((owner, shape)) = source.and_then(|id| Some((id, self.model.shape(id)?))) {
            for (input, (name, member)) in input.iter().zip(&shape.members) {
                let param: Option<ast::ContextParam> =
                    member.traits.view(&owner.member(name), &mut self.problems);
                if let Some(param) = param {
                    context.push(ContextParam {
                        name: param.name,
                        value: ContextValue::Member(input.member.clone()),
                    });
                }
            }
        }
        context
    }

    fn body_steps(
        &mut self,
        id: &ShapeId,
        operation: &Shape,
        input: &[InputMember],
    ) -> Vec<BodyStep> {
        let mut steps = Vec::new();
        let compression: Option<RequestCompression> = operation.traits.view(id, &mut self.problems);
        if compression
            .is_some_and(|compression| compression.encodings.iter().any(|name| name == "gzip"))
        {
            steps.push(BodyStep::Gzip);
        }
        if operation.traits.has("smithy.api#httpChecksumRequired") {
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

    fn retryable_errors(&mut self, operation: &Shape) -> Vec<(String, bool)> {
        let errors = operation.errors.iter().filter_map(|error| {
            let shape = self.model.shape(&error.target)?;
            let retryable: Retryable = shape.traits.view(&error.target, &mut self.problems)?;
            Some((error.target.name().to_owned(), retryable.throttling))
        });
        errors.collect()
    }
}
