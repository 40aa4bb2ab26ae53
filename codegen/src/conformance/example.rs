//! Examples: an input, and an output or error, from which a response is made.

use super::cases::{EXAMPLES, Example, VendorParams};
use super::context::Tests;
use super::outcome::response_case;
use crate::ast::{AwsQueryError, Http, ShapeId};
use crate::emit::{Around, payload_code, response_code};
use crate::ir::{
    BoundMember, BoundStructure, Operation, OperationError, Payload, ResponseLocation,
};
use crate::trait_id;
use indexmap::IndexMap;
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value};

/// The parts of a response.
struct Response {
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
        let (response, check) = match &example.error {
            Some(error) => {
                let modelled = Self::listed_error(operation, &error.shape_id)?;
                let response = self.error_response(modelled, error)?;
                let said = VendorParams::default();
                (
                    response,
                    self.error_check(operation, &error.shape_id, &error.content, &said)?,
                )
            }
            None => {
                let output = &seen(operation, code, example.output.as_ref().unwrap_or(&empty));
                (
                    self.output_response(operation, code, output)?,
                    self.output_check(operation, output)?,
                )
            }
        };
        let case = response_case(
            "response",
            &operation.name.shape,
            &example.title,
            response.code,
            response.headers.iter(),
            response.body.as_deref(),
            response_code(self.package.protocol.codecs.response).binary_media_type(),
        );
        let (name, title) = (&operation.name.shape, &example.title);
        Ok(quote!(suite.example(#name, #title, || #value, #case, async |outcome| #check);))
    }

    fn output_response(
        &self,
        operation: &Operation,
        code: u16,
        output: &Map<String, Value>,
    ) -> Result<Response, String> {
        let mut response = self.empty_response(code);
        if let Some(shape) = &operation.output {
            let around = Around::Output(&operation.output_path);
            self.place(shape, around, output, &mut response)?;
        }
        Ok(response)
    }

    fn error_response(
        &self,
        modelled: &OperationError,
        error: &super::cases::ExampleError,
    ) -> Result<Response, String> {
        let mut response = self.empty_response(self.error_status(&error.shape_id));
        if let Some(header) = self.package.protocol.error_header {
            response
                .headers
                .insert(header.to_owned(), modelled.code.clone());
        }
        let around = Around::Error(&modelled.code);
        self.place(&modelled.output, around, &error.content, &mut response)?;
        Ok(response)
    }

    /// The status of a response that is this error.
    fn error_status(&self, id: &ShapeId) -> u16 {
        let Some(shape) = self.model.shape(id) else {
            return 400;
        };
        let of_query: Option<AwsQueryError> = shape.traits.view(id, &mut Vec::new());
        let of_http = || {
            shape
                .traits
                .value(trait_id::HTTP_ERROR, id, &mut Vec::new())
        };
        of_query
            .map(|error| error.http_response_code)
            .or_else(of_http)
            .unwrap_or(400)
    }

    /// A response with what every one has.
    fn empty_response(&self, code: u16) -> Response {
        let headers = self.package.protocol.response_headers.iter();
        Response {
            code,
            headers: headers
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            body: None,
        }
    }

    /// Puts the members of an output where they travel.
    fn place(
        &self,
        shape: &BoundStructure,
        around: Around<'_>,
        values: &Map<String, Value>,
        response: &mut Response,
    ) -> Result<(), String> {
        let mut body = Vec::new();
        for member in &shape.structure.members {
            let Some(value) = values.get(&member.name).filter(|value| !value.is_null()) else {
                continue;
            };
            match shape.location(member) {
                None => body.push((member, value)),
                Some(ResponseLocation::Header(name)) => {
                    response.headers.insert(name.clone(), header(value));
                }
                Some(ResponseLocation::PrefixHeaders(prefix)) => {
                    for (name, value) in value.as_object().into_iter().flatten() {
                        response
                            .headers
                            .insert(format!("{prefix}{name}"), header(value));
                    }
                }
                Some(ResponseLocation::StatusCode) => {
                    let code = value.as_u64().and_then(|code| u16::try_from(code).ok());
                    response.code = code.ok_or_else(|| format!("{value} is no status code"))?;
                }
                Some(ResponseLocation::Payload(payload)) => {
                    response.body = Some(match payload {
                        Payload::Text(_) | Payload::Bytes(_) => header(value),
                        Payload::Events => {
                            return Err("events have no form in examples".to_owned());
                        }
                        Payload::Structured(codec, element) => payload_code(*codec)
                            .example_payload(self.package, element, &member.ty, value)?,
                    });
                }
            }
        }
        let is_in_body = self.package.protocol.error_header.is_none();
        if shape.has_body() || matches!(around, Around::Error(_)) && is_in_body {
            let codec = response_code(self.package.protocol.codecs.response);
            response.body = Some(codec.example(self.package, around, &body)?);
        }
        Ok(())
    }
}

/// An example's output as a client sees it: with the status code that the example leaves to the reader, and
/// without an empty payload, which is the same as none.
fn seen(operation: &Operation, code: u16, output: &Map<String, Value>) -> Map<String, Value> {
    let mut seen = output.clone();
    let bound = operation.output.iter().flat_map(|output| &output.bound);
    for BoundMember {
        member, location, ..
    } in bound
    {
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
