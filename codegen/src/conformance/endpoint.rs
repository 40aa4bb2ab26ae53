//! Endpoint cases: parameters, and the endpoint or error that the rules have to find.

use super::cases::{ENDPOINT_TESTS, EndpointTest, EndpointTests, ExpectedEndpoint, OperationInput};
use super::context::Tests;
use crate::ir::{Crate, Operation};
use crate::lower::{RuleParameter, rule_parameters};
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

impl Tests<'_> {
    pub(super) fn endpoints(&self) -> Vec<TokenStream> {
        let id = &self.closure.service;
        let Some(service) = self.model.shape(id) else {
            return Vec::new();
        };
        let tests: EndpointTests = service
            .traits
            .value(ENDPOINT_TESTS, id, &mut Vec::new())
            .unwrap_or_default();
        let known = rule_parameters(id, service);
        let mut cases = Vec::new();
        for (index, test) in tests.test_cases.iter().enumerate() {
            let id = format!(
                "{index}: {}",
                test.documentation.as_deref().unwrap_or_default()
            );
            let case = case(&id, &test.expect);
            let broken = |problem: String| quote!(suite.broken("endpoint", "", #id, #problem););
            cases.push(self.rules(&case, test, &known).unwrap_or_else(&broken));
            for input in &test.operation_inputs {
                // An operation that is not generated has no endpoint, as it has no examples.
                if let Some(operation) = self.operation(&input.operation_name) {
                    cases.push(
                        self.operation_endpoint(&case, operation, (test, input), &known)
                            .unwrap_or_else(broken),
                    );
                }
            }
        }
        cases
    }

    /// What the rules find for the parameters of a case.
    fn rules(
        &self,
        case: &TokenStream,
        test: &EndpointTest,
        known: &[RuleParameter],
    ) -> Result<TokenStream, String> {
        let service = self.path(Crate::Operations, &self.package.service.static_name);
        let settings = test.params.iter();
        let settings = settings.map(|(name, value)| setting(name, value, field(known, name)));
        let params = params(&settings.collect::<Result<Vec<_>, _>>()?);
        Ok(quote!(suite.endpoint(#case, #service.endpoint, #params);))
    }

    /// What a client finds for an operation, of whose input the parameters are taken that it binds.
    fn operation_endpoint(
        &self,
        case: &TokenStream,
        operation: &Operation,
        (test, input): (&EndpointTest, &OperationInput),
        known: &[RuleParameter],
    ) -> Result<TokenStream, String> {
        let value = self.operation_value(operation, &input.operation_params)?;
        // What the operation does not set is the client's, and not all models say so once more.
        let is_bound = |name: &String| operation.context.iter().any(|param| &param.name == name);
        let others = test.params.iter().filter(|(name, _)| !is_bound(name));
        let mut settings = others
            .map(|(name, value)| setting(name, value, field(known, name)))
            .collect::<Result<Vec<_>, _>>()?;
        for (id, value) in &input.built_in_params {
            let parameter = known
                .iter()
                .find(|parameter| parameter.built_in.as_deref() == Some(id));
            let parameter =
                parameter.ok_or_else(|| format!("no parameter of the rules is {id}"))?;
            settings.push(setting(&parameter.name, value, parameter.field)?);
        }
        for (name, value) in &input.client_params {
            settings.push(setting(name, value, None)?);
        }
        let params = params(&settings);
        Ok(quote!(suite.operation_endpoint(#case, || #value, #params);))
    }
}

/// The field of a parameter, if every client knows it.
fn field(known: &[RuleParameter], name: &str) -> Option<&'static str> {
    known.iter().find(|parameter| parameter.name == name)?.field
}

/// The case as the runner takes it.
fn case(id: &str, expect: &ExpectedEndpoint) -> TokenStream {
    let expected = match (&expect.endpoint, &expect.error) {
        (Some(endpoint), _) => {
            let url = &endpoint.url;
            let headers = Value::Object(endpoint.headers.clone()).to_string();
            let properties = Value::Object(endpoint.properties.clone()).to_string();
            quote!(url: Some(#url), error: None, headers: #headers, properties: #properties)
        }
        (None, error) => {
            let error = error.as_deref().unwrap_or_default();
            quote!(url: None, error: Some(#error), headers: "{}", properties: "{}")
        }
    };
    quote!(::smithereens_conformance::EndpointCase { id: #id, #expected })
}

/// The closure that sets parameters.
fn params(settings: &[TokenStream]) -> TokenStream {
    if settings.is_empty() {
        return quote!(|params| params);
    }
    quote!(|mut params| { #(#settings)* params })
}

/// Sets a parameter, which has a field of its own if every client knows it.
fn setting(name: &str, value: &Value, field: Option<&str>) -> Result<TokenStream, String> {
    let field = field.map(|field| quote::format_ident!("{field}"));
    Ok(match (field, value) {
        (Some(field), Value::Bool(value)) => quote!(params.#field = #value;),
        (Some(field), Value::String(text)) => quote!(params.#field = Some(#text);),
        (None, Value::Bool(value)) => quote!(params = params.with(#name, #value);),
        (None, Value::String(text)) => quote!(params = params.with(#name, #text);),
        (None, Value::Array(list)) => {
            let texts = list.iter().filter_map(Value::as_str);
            quote!(params = params.with(#name, Vec::<String>::from([#(#texts.to_owned()),*]));)
        }
        _ => return Err(format!("the parameter {name} cannot be {value}")),
    })
}
