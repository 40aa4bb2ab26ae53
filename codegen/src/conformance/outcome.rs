//! Response cases: a response, and the output or error it has to become.

use super::cases::{RESPONSE_TESTS, ResponseTest, VendorParams, applies};
use super::context::Tests;
use super::value::Missing;
use crate::ast::ShapeId;
use crate::ir::{BoundStructure, Crate, Operation, TypeKind, TypeRef};
use crate::naming;
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value};

impl Tests<'_> {
    pub(super) fn responses(&self) -> Vec<TokenStream> {
        let mut cases = Vec::new();
        for (id, shape, operation) in self.operations() {
            for test in response_tests(self.package.protocol.id, id, shape) {
                let check = self.output_check(operation, &test.params);
                cases.push(self.response(operation, &test, check, "response"));
            }
        }
        for id in &self.closure.errors {
            let Some(shape) = self.model.shape(id) else {
                continue;
            };
            let lists = |operation: &&Operation| Self::listed_error(operation, id).is_ok();
            let Some(operation) = self.package.operations.iter().find(lists) else {
                continue;
            };
            for test in response_tests(self.package.protocol.id, id, shape) {
                let check = self.error_check(operation, id, &test.params, &test.vendor_params);
                cases.push(self.response(operation, &test, check, "response"));
            }
        }
        cases
    }

    /// The case, which counts as one of this kind.
    pub(super) fn response(
        &self,
        operation: &Operation,
        test: &ResponseTest,
        check: Result<TokenStream, String>,
        kind: &str,
    ) -> TokenStream {
        let name = &operation.name.shape;
        let id = &test.id;
        let run = self
            .operation_value(operation, &Map::new())
            .and_then(|value| Ok((value, check?)));
        let (value, check) = match run {
            Ok(run) => run,
            Err(problem) => return quote!(suite.broken(#kind, #name, #id, #problem);),
        };
        let case = response_case(
            kind,
            name,
            id,
            test.code,
            test.headers.iter(),
            test.body.as_deref(),
            test.body_media_type.as_deref(),
        );
        quote!(suite.response(#case, || #value, async |outcome| #check);)
    }

    /// The comparison of an output with what is expected of it.
    pub(super) fn output_check(
        &self,
        operation: &Operation,
        params: &Map<String, Value>,
    ) -> Result<TokenStream, String> {
        let comparison = match &operation.output {
            None => quote!({
                let () = output;
                Ok(())
            }),
            Some(output) if output.structure.holds_stream() => {
                let mut comparisons = Vec::new();
                for member in &output.structure.members {
                    let field = naming::ident(&member.rust);
                    if member.ty.is_events() {
                        // Events have cases of their own.
                    } else if member.ty.is_stream() {
                        let expected = params
                            .get(&member.name)
                            .and_then(Value::as_str)
                            .unwrap_or_default();
                        comparisons.push(quote! {
                            let bytes = output.#field.collect().await.map_err(|error| error.to_string())?;
                            ::smithereens_conformance::same_bytes(&bytes, #expected.as_bytes())?;
                        });
                    } else {
                        let expected = self.member_value(member, params)?;
                        comparisons.push(
                            quote!(::smithereens_conformance::same(&output.#field, &#expected)?;),
                        );
                    }
                }
                quote!({ #(#comparisons)* Ok(()) })
            }
            Some(output) => {
                let expected = self.bound_value(output, params)?;
                quote!(::smithereens_conformance::same(&output, &#expected))
            }
        };
        Ok(quote!({
            let output = outcome.map_err(|error| error.to_string())?;
            #comparison
        }))
    }

    /// An output or error of these members, as a client is to read it.
    fn bound_value(
        &self,
        output: &BoundStructure,
        params: &Map<String, Value>,
    ) -> Result<TokenStream, String> {
        let reference = TypeRef {
            name: output.structure.name.name.clone(),
            krate: output.krate,
            kind: TypeKind::Structure,
            boxed: false,
        };
        self.structure_value(&reference, params, Missing::Absent)
    }

    /// The comparison of an error with what is expected of it.
    pub(super) fn error_check(
        &self,
        operation: &Operation,
        id: &ShapeId,
        params: &Map<String, Value>,
        said: &VendorParams,
    ) -> Result<TokenStream, String> {
        let error = Self::listed_error(operation, id)?;
        let expected = self.bound_value(&error.output, params)?;
        let modelled = self.path(Crate::Errors, &operation.error_name);
        let variant = naming::ident(&error.output.structure.name.name);
        let checks = said.error_texts().map(|(name, expected)| {
            let accessor = naming::ident(name);
            quote!(::smithereens_conformance::same_text(#name, error.#accessor(), #expected)?;)
        });
        Ok(quote!({
            let Err(error) = outcome else { return Err("a success where an error is due".to_owned()) };
            #(#checks)*
            match error.service() {
                Some(#modelled::#variant(error)) => ::smithereens_conformance::same(error, &#expected),
                _ => Err(format!("another error than expected: {error}")),
            }
        }))
    }
}

/// The cases of an operation or error that are for clients of this protocol.
fn response_tests(protocol: &str, id: &ShapeId, shape: &crate::ast::Shape) -> Vec<ResponseTest> {
    let mut tests: Vec<ResponseTest> = shape
        .traits
        .value(RESPONSE_TESTS, id, &mut Vec::new())
        .unwrap_or_default();
    tests.retain(|test| applies(protocol, &test.protocol, test.applies_to.as_deref()));
    tests
}

/// A response as the runner takes it.
pub(super) fn response_case<'a>(
    kind: &str,
    operation: &str,
    id: &str,
    code: u16,
    headers: impl Iterator<Item = (&'a String, &'a String)>,
    body: Option<&str>,
    body_media_type: Option<&str>,
) -> TokenStream {
    let headers = headers.map(|(name, value)| quote!((#name, #value)));
    let body = body.map(|body| quote!(body: Some(#body),));
    let kind = (kind != "response").then(|| quote!(kind: #kind,));
    let media_type = body_media_type.map(|it| quote!(body_media_type: Some(#it),));
    quote! {
        ::smithereens_conformance::ResponseCase {
            #kind
            operation: #operation,
            id: #id,
            code: #code,
            headers: &[#(#headers),*],
            #body
            #media_type
            ..::smithereens_conformance::ResponseCase::DEFAULT
        }
    }
}
