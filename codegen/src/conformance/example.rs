//! Examples: an input, and an output or error, from which an answer is made.

use super::Tests;
use super::cases::{EXAMPLES, Example};
use super::outcome::response_case;
use crate::ast::Http;
use crate::ir::{
    BoundMember, BoundStructure, Operation, OperationError, ResponseLocation, Type, TypeKind,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use indexmap::IndexMap;
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value};

/// The parts of an answer.
#[derive(Default)]
struct Answer {
    code: u16,
    headers: IndexMap<String, String>,
    body: Option<String>,
}

impl Tests<'_> {
    pub(super) fn examples(&self) -> Vec<TokenStream> {
        let mut cases = Vec::new();
        for (id, shape, operation) in self.operations() {
            let examples: Vec<Example> = shape
                .traits
                .value(EXAMPLES, id, &mut Vec::new())
                .unwrap_or_default();
            let http: Option<Http> = shape.traits.view(id, &mut Vec::new());
            let code = http.map_or(200, |http| http.code);
            for example in examples {
                let name = &operation.name.shape;
                let title = &example.title;
                cases.push(self.example(operation, code, &example).unwrap_or_else(
                    |problem| quote!(suite.broken("example", #name, #title, #problem);),
                ));
            }
        }
        cases
    }

    fn example(
        &self,
        operation: &Operation,
        code: u16,
        example: &Example,
    ) -> Result<TokenStream, String> {
        let value = self.operation_value(operation, &example.input)?;
        let empty = Map::new();
        let (answer, check) = match &example.error {
            Some(error) => {
                let modelled = operation
                    .errors
                    .iter()
                    .find(|known| known.code == error.shape_id.name());
                let modelled = modelled
                    .ok_or_else(|| format!("the operation does not list {}", error.shape_id))?;
                let answer = self.error_answer(modelled, error)?;
                (
                    answer,
                    self.error_check(operation, &error.shape_id, &error.content)?,
                )
            }
            None => {
                let output = &seen(operation, code, example.output.as_ref().unwrap_or(&empty));
                (
                    self.output_answer(operation, code, output)?,
                    self.output_check(operation, output)?,
                )
            }
        };
        let case = response_case(
            &operation.name.shape,
            &example.title,
            answer.code,
            answer.headers.iter(),
            answer.body.as_deref(),
        );
        let (name, title) = (&operation.name.shape, &example.title);
        Ok(quote!(suite.example(#name, #title, || #value, #case, async |outcome| #check);))
    }

    fn output_answer(
        &self,
        operation: &Operation,
        code: u16,
        output: &Map<String, Value>,
    ) -> Result<Answer, String> {
        let mut answer = Answer {
            code,
            ..Answer::default()
        };
        if let Some(shape) = &operation.output {
            self.place(shape, output, &mut answer)?;
        }
        Ok(answer)
    }

    fn error_answer(
        &self,
        modelled: &OperationError,
        error: &super::cases::ExampleError,
    ) -> Result<Answer, String> {
        let code = self.model.shape(&error.shape_id).and_then(|shape| {
            shape
                .traits
                .value("smithy.api#httpError", &error.shape_id, &mut Vec::new())
        });
        let mut answer = Answer {
            code: code.unwrap_or(400),
            ..Answer::default()
        };
        answer.headers.insert(
            self.package.protocol.error_header.to_owned(),
            modelled.code.clone(),
        );
        self.place(&modelled.output, &error.content, &mut answer)?;
        Ok(answer)
    }

    /// Puts the members of an output where they travel.
    fn place(
        &self,
        shape: &BoundStructure,
        values: &Map<String, Value>,
        answer: &mut Answer,
    ) -> Result<(), String> {
        let mut body = Map::new();
        for member in &shape.structure.members {
            let Some(value) = values.get(&member.name).filter(|value| !value.is_null()) else {
                continue;
            };
            match shape.location(member) {
                None => {
                    body.insert(member.wire.read.clone(), self.wire(&member.ty, value)?);
                }
                Some(ResponseLocation::Header(name)) => {
                    answer.headers.insert(name.clone(), header(value));
                }
                Some(ResponseLocation::PrefixHeaders(prefix)) => {
                    for (name, value) in value.as_object().into_iter().flatten() {
                        answer
                            .headers
                            .insert(format!("{prefix}{name}"), header(value));
                    }
                }
                Some(ResponseLocation::StatusCode) => {
                    let code = value.as_u64().and_then(|code| u16::try_from(code).ok());
                    answer.code = code.ok_or_else(|| format!("{value} is no status code"))?;
                }
                Some(ResponseLocation::Payload(_)) => {
                    answer.body = Some(match &member.ty {
                        Type::Blob { .. } | Type::Stream { .. } | Type::String { .. } => {
                            header(value)
                        }
                        ty => self.wire(ty, value)?.to_string(),
                    });
                }
            }
        }
        if shape.has_body() {
            answer.body = Some(Value::Object(body).to_string());
        }
        Ok(())
    }

    /// A value of an example as the service would send it: with JSON names, and blobs in base64.
    fn wire(&self, ty: &Type, value: &Value) -> Result<Value, String> {
        Ok(match (ty, value) {
            (Type::Blob { .. }, Value::String(text)) => Value::String(STANDARD.encode(text)),
            (Type::List { member, .. }, Value::Array(list)) => Value::Array(
                list.iter()
                    .map(|item| self.wire(member, item))
                    .collect::<Result<_, _>>()?,
            ),
            (Type::Map { value: part, .. }, Value::Object(map)) => {
                let entries = map
                    .iter()
                    .map(|(key, value)| Ok((key.clone(), self.wire(part, value)?)));
                Value::Object(entries.collect::<Result<_, String>>()?)
            }
            (Type::Shape(shape), Value::Object(object)) => {
                let members = match shape.kind {
                    TypeKind::Structure => {
                        self.structure(shape).map(|structure| &structure.members)
                    }
                    TypeKind::Union => self.union(shape).map(|union| &union.members),
                    _ => None,
                };
                let members =
                    members.ok_or_else(|| format!("{value} is no value of {}", shape.name))?;
                let mut wire = Map::new();
                for (name, value) in object {
                    let member = members.iter().find(|member| &member.name == name);
                    let member =
                        member.ok_or_else(|| format!("{} has no member {name:?}", shape.name))?;
                    wire.insert(member.wire.read.clone(), self.wire(&member.ty, value)?);
                }
                Value::Object(wire)
            }
            (Type::Boolean, Value::String(text)) => {
                text.parse().map_or_else(|_| value.clone(), Value::Bool)
            }
            (Type::Byte | Type::Short | Type::Integer | Type::Long, Value::String(text)) => text
                .parse::<i64>()
                .map_or_else(|_| value.clone(), Value::from),
            (Type::String { .. }, Value::Number(_) | Value::Bool(_)) => {
                Value::String(value.to_string())
            }
            _ => value.clone(),
        })
    }
}

/// An example's output as a client sees it: with the status code that the example leaves to the reader, and
/// without an empty payload, which cannot be told from none.
fn seen(operation: &Operation, code: u16, output: &Map<String, Value>) -> Map<String, Value> {
    let mut seen = output.clone();
    let bound = operation.output.iter().flat_map(|output| &output.bound);
    for BoundMember { member, location } in bound {
        match location {
            ResponseLocation::StatusCode => {
                seen.entry(member.name.clone())
                    .or_insert_with(|| Value::from(code));
            }
            ResponseLocation::Payload(_)
                if seen.get(&member.name).and_then(Value::as_str) == Some("") =>
            {
                seen.remove(&member.name);
            }
            _ => {}
        }
    }
    seen
}

/// A value in a header.
fn header(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(header).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}
