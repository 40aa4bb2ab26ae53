//! Event stream cases: events, and the messages that they have to become, or come from.

use super::cases::{EVENT_STREAM_TESTS, EventStreamTest, EventTest, ResponseTest, applies};
use super::context::Tests;
use super::value::Missing;
use crate::ir::{Crate, EVENT_STREAM, Events, Member, Operation, Type};
use crate::naming;
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

impl Tests<'_> {
    pub(super) fn event_streams(&self) -> Vec<TokenStream> {
        let mut cases = Vec::new();
        for (id, shape, operation) in self.operations() {
            let tests: Vec<EventStreamTest> = shape
                .traits
                .value(EVENT_STREAM_TESTS, id, &mut Vec::new())
                .unwrap_or_default();
            for test in tests {
                let protocol = self.package.protocol.id;
                if applies(protocol, &test.protocol, test.applies_to.as_deref()) {
                    let name = &operation.name.shape;
                    let id = &test.id;
                    let case = self.event_stream(operation, test.clone());
                    cases.push(case.unwrap_or_else(
                        |problem| quote!(suite.broken("event", #name, #id, #problem);),
                    ));
                }
            }
        }
        cases
    }

    fn event_stream(
        &self,
        operation: &Operation,
        mut test: EventStreamTest,
    ) -> Result<TokenStream, String> {
        let has_values = test.events.iter().any(|event| event.params.is_some());
        if has_values
            && (test.initial_request.is_some() || !test.initial_response_params.is_empty())
        {
            return Err("a case of both an initial message and events".to_owned());
        }
        if let Some(mut request) = test.initial_request.take() {
            request.id.clone_from(&test.id);
            request.params = test.initial_request_params;
            return Ok(self.request(operation, &request, "event"));
        }
        if test.events.iter().any(|event| event.direction == "request") {
            return self.sent_events(operation, &test);
        }
        let mut response = test
            .initial_response
            .take()
            .unwrap_or_else(|| ResponseTest {
                code: 200,
                ..ResponseTest::default()
            });
        response.id.clone_from(&test.id);
        if !test.events.is_empty() {
            let messages = test.events.iter().map(|event| event.bytes.as_str());
            response.body = Some(messages.collect::<Vec<_>>().join(" "));
            response.body_media_type = Some(EVENT_STREAM.to_owned());
        }
        let check = match &test.expectation.failure {
            Some(failure) => self.failure_check(operation, failure.error_id.as_ref()),
            None if test.events.iter().all(|event| event.params.is_none()) => {
                self.output_check(operation, &test.initial_response_params)
            }
            None => self.events_check(operation, &test.events),
        };
        Ok(self.response(operation, &response, check, "event"))
    }

    /// The messages that events have to become.
    fn sent_events(
        &self,
        operation: &Operation,
        test: &EventStreamTest,
    ) -> Result<TokenStream, String> {
        let (member, events) = stream_of(operation.members()).ok_or("its input has no events")?;
        let values = self.events(events, &test.events)?;
        let value = self.operation_value(operation, &test.initial_request_params)?;
        let field = naming::ident(&member.rust);
        let messages = test.events.iter().map(|event| &event.bytes);
        let (name, id) = (&operation.name.shape, &test.id);
        Ok(quote! {
            suite.sent_events(#name, #id, &[#(#messages),*], || {
                let mut operation = #value;
                operation.#field = vec![#(#values),*].into();
                operation
            });
        })
    }

    /// The comparison of the events of an output with what is expected of them.
    fn events_check(
        &self,
        operation: &Operation,
        expected: &[EventTest],
    ) -> Result<TokenStream, String> {
        let (field, events) = received(operation)?;
        let values = self.events(events, expected)?;
        Ok(quote!({
            let mut output = outcome.map_err(|error| error.to_string())?;
            for expected in [#(#values),*] {
                let event = output.#field.recv().await.map_err(|error| error.to_string())?;
                ::smithereens_conformance::same(&event, &Some(expected))?;
            }
            match output.#field.recv().await {
                Ok(None) => Ok(()),
                more => Err(format!("more than is expected: {more:?}")),
            }
        }))
    }

    /// Whether the call fails, or else the first of its events, and whether that is this error.
    fn failure_check(
        &self,
        operation: &Operation,
        error: Option<&crate::ast::ShapeId>,
    ) -> Result<TokenStream, String> {
        let (field, _) = received(operation)?;
        let check = match error {
            None => quote!({
                let _ = error;
                Ok(())
            }),
            Some(id) => {
                let error = Self::listed_error(operation, id)?;
                let modelled = self.path(Crate::Errors, &operation.error_name);
                let variant = naming::ident(&error.output.structure.name.name);
                quote!(match error.service() {
                    Some(#modelled::#variant(_)) => Ok(()),
                    _ => Err(format!("another error than expected: {error}")),
                })
            }
        };
        Ok(quote!({
            let error = match outcome {
                Err(error) => error,
                Ok(mut output) => match output.#field.recv().await {
                    Err(error) => error,
                    Ok(event) => return Err(format!("no error, but {event:?}")),
                },
            };
            #check
        }))
    }

    fn events(&self, events: &Events, cases: &[EventTest]) -> Result<Vec<TokenStream>, String> {
        let ty = Type::Shape(events.union.clone());
        let values = cases.iter().filter_map(|case| case.params.clone());
        values
            .map(|params| self.value(&ty, &Value::Object(params), Missing::Absent))
            .collect()
    }
}

/// The field of an output that gives its events, and what they are.
fn received(operation: &Operation) -> Result<(proc_macro2::Ident, &Events), String> {
    let members = operation
        .own_output()
        .into_iter()
        .flat_map(|it| &it.members);
    let (member, events) = stream_of(members).ok_or("its output has no events")?;
    Ok((naming::ident(&member.rust), events))
}

fn stream_of<'m>(
    mut members: impl Iterator<Item = &'m Member>,
) -> Option<(&'m Member, &'m Events)> {
    members.find_map(|member| match &member.ty {
        Type::Events(events) => Some((member, events)),
        _ => None,
    })
}
