//! What the client needs to know of the service.

use super::context::{Context, Module};
use super::endpoint;
use crate::ir::Crate;
use crate::{markdown, naming};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The modules for the service itself: its description, and its endpoint rules.
pub(super) fn service_modules(context: &Context<'_>) -> Vec<(Module, TokenStream)> {
    let service = &context.package.service;
    let name = naming::ident(&service.static_name);
    let docs = format!(" {}.", markdown::shown(&service.title));
    let (sdk_id, signing_name, version) =
        (&service.sdk_id, &service.signing_name, &service.version);
    let protocol = naming::ident(context.package.protocol.runtime_name);
    let query_error_codes = service
        .query_error_codes
        .then(|| quote!(.with_query_error_codes()));
    let body_check = service
        .sends_crc32
        .then(|| quote!(.with_body_check(&::smithereens::codegen::CRC32)));
    let retry_defaults = service.retry_defaults.map(|defaults| {
        let attempts = Literal::u32_unsuffixed(defaults.max_attempts);
        let millis = Literal::u64_unsuffixed(defaults.base_delay_millis);
        quote!(.with_retry_defaults(::smithereens::codegen::RetryDefaults::new(
            #attempts,
            ::std::time::Duration::from_millis(#millis),
        )))
    });
    let account_id_endpoints = (service.rules.as_ref())
        .is_some_and(|rules| rules.uses_account_id)
        .then(|| quote!(.with_account_id_endpoints()));
    let root = context.root(Crate::Operations);
    let resolve = match &service.rules {
        Some(_) => quote!(#root::endpoint::resolve),
        None => quote!(::smithereens::codegen::endpoint::explicit),
    };
    let tokens = quote! {
        #[doc = #docs]
        pub static #name: ::smithereens::codegen::Service =
            ::smithereens::codegen::Service::new(#sdk_id, &::smithereens::codegen::#protocol, #resolve)
                .with_signing_name(#signing_name)
                .with_version(#version)
                #query_error_codes
                #body_check
                #account_id_endpoints
                #retry_defaults;
    };
    let exports = vec![service.static_name.clone()];
    let mut modules = vec![(
        Module {
            file: "service".to_owned(),
            exports,
        },
        tokens,
    )];
    if let Some(rules) = &service.rules {
        let module = Module {
            file: "endpoint".to_owned(),
            exports: Vec::new(),
        };
        modules.push((module, endpoint::endpoint(service, rules)));
    }
    modules
}
