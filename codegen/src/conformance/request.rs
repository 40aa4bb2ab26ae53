//! Request cases: an input, and the request it has to become.

use super::cases::{REQUEST_TESTS, RequestTest, applies};
use super::context::Tests;
use crate::ir::Operation;
use proc_macro2::TokenStream;
use quote::quote;

impl Tests<'_> {
    pub(super) fn requests(&self) -> Vec<TokenStream> {
        let mut cases = Vec::new();
        for (id, shape, operation) in self.operations() {
            let tests: Vec<RequestTest> = shape
                .traits
                .value(REQUEST_TESTS, id, &mut Vec::new())
                .unwrap_or_default();
            let tests = tests.iter().filter(|test| {
                applies(
                    self.package.protocol.id,
                    &test.protocol,
                    test.applies_to.as_deref(),
                )
            });
            cases.extend(tests.map(|test| self.request(operation, test, "request")));
        }
        cases
    }

    /// The case, which counts as one of this kind.
    pub(super) fn request(
        &self,
        operation: &Operation,
        test: &RequestTest,
        kind: &str,
    ) -> TokenStream {
        let name = &operation.name.shape;
        let id = &test.id;
        let value = match self.operation_value(operation, &test.params) {
            Ok(value) => value,
            Err(problem) => return quote!(suite.broken(#kind, #name, #id, #problem);),
        };
        let (method, uri) = (&test.method, &test.uri);
        let texts = [
            optional("host", test.host.as_deref()),
            optional("resolved_host", test.resolved_host.as_deref()),
            optional("body", test.body.as_deref()),
            optional("body_media_type", test.body_media_type.as_deref()),
        ];
        let lists = [
            list("query_params", &test.query_params),
            list("forbid_query_params", &test.forbid_query_params),
            list("require_query_params", &test.require_query_params),
            list("forbid_headers", &test.forbid_headers),
            list("require_headers", &test.require_headers),
        ];
        let headers = test
            .headers
            .iter()
            .map(|(name, value)| quote!((#name, #value)));
        let kind_field = (kind != "request").then(|| quote!(kind: #kind,));
        let exact_query = test
            .vendor_params
            .has_exact_query()
            .then(|| quote!(exact_query: true,));
        quote! {
            suite.request(
                ::smithereens_conformance::RequestCase {
                    #kind_field
                    operation: #name,
                    id: #id,
                    method: #method,
                    uri: #uri,
                    headers: &[#(#headers),*],
                    #(#texts)*
                    #(#lists)*
                    #exact_query
                    ..::smithereens_conformance::RequestCase::DEFAULT
                },
                || #value,
            );
        }
    }
}

fn optional(field: &str, value: Option<&str>) -> Option<TokenStream> {
    let field = quote::format_ident!("{field}");
    value.map(|value| quote!(#field: Some(#value),))
}

fn list(field: &str, values: &[String]) -> Option<TokenStream> {
    let field = quote::format_ident!("{field}");
    (!values.is_empty()).then(|| quote!(#field: &[#(#values),*],))
}
