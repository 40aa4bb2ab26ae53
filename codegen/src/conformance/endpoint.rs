//! Endpoint cases: parameters, and the endpoint or error that the rules have to find.

use super::cases::{ENDPOINT_TESTS, EndpointTest, EndpointTests};
use super::context::Tests;
use crate::ir::Crate;
use crate::lower::client_parameters;
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;
use std::collections::HashMap;

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
        let known = client_parameters(id, service);
        tests
            .test_cases
            .iter()
            .enumerate()
            .map(|(index, test)| self.endpoint(index, test, &known))
            .collect()
    }

    fn endpoint(
        &self,
        index: usize,
        test: &EndpointTest,
        known: &HashMap<String, &str>,
    ) -> TokenStream {
        let service = self.path(Crate::Operations, &self.package.service.static_name);
        let id = format!(
            "{index}: {}",
            test.documentation.as_deref().unwrap_or_default()
        );
        let settings = match test
            .params
            .iter()
            .map(|(name, value)| setting(name, value, known.get(name).copied()))
            .collect()
        {
            Ok(settings) => settings,
            Err(problem) => {
                let problem: String = problem;
                return quote!(suite.broken("endpoint", "", #id, #problem););
            }
        };
        let settings: Vec<TokenStream> = settings;
        let expected = match (&test.expect.endpoint, &test.expect.error) {
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
        let binding = if settings.is_empty() {
            quote!(params)
        } else {
            quote!(mut params)
        };
        quote! {
            suite.endpoint(
                ::smithereens_conformance::EndpointCase { id: #id, #expected },
                #service.endpoint,
                |#binding| {
                    #(#settings)*
                    params
                },
            );
        }
    }
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
