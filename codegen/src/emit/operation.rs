//! Operations: the value, and how it runs.

use super::context::{CodecUse, Context, Module};
use super::docs::docs;
use super::facts::facts;
use super::setters::{constructor, setters};
use super::struct_item::{Struct, struct_item};
use super::{message_checks, pagination, request, response, sample, structure};
use crate::ir::{Auth, AuthScheme, Crate, Member, Operation, Structure, TypeName};
use crate::naming;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The module of an operation.
pub(super) fn operation_module(
    context: &Context<'_>,
    operation: &Operation,
) -> (Module, TokenStream) {
    let mut exports = vec![operation.name.name.clone()];
    let value = value(context, operation);
    let implementation = implementation(context, operation);
    let pagination = operation
        .pagination
        .as_ref()
        .map(|pages| pagination::pagination(context, operation, pages));
    let output = operation.own_output().map(|output| {
        exports.push(output.name.name.clone());
        structure::output(context, output)
    });
    let initial = initial_response(context, operation);
    let own_data = operation
        .own_output()
        .filter(|output| !output.holds_stream() || initial.is_some())
        .map(|output| context.codec_use(output.direction));
    let imports = context.codec_imports(CodecUse {
        writes: operation.has_body() || own_data.is_some_and(|code| code.writes),
        reads: own_data.is_some_and(|code| code.reads),
    });
    let tokens = quote! {
        #imports
        #value
        #implementation
        #pagination
        #output
        #initial
    };
    (
        Module {
            file: operation.name.module.clone(),
            exports,
        },
        tokens,
    )
}

/// The members of an output that come in a message ahead of its events, where some do.
fn initial_response(context: &Context<'_>, operation: &Operation) -> Option<TokenStream> {
    if !operation.has_initial_response() {
        return None;
    }
    let output = operation.output.as_ref()?;
    let structure = &output.structure;
    let in_body = |member: &&Member| output.location(member).is_none();
    let initial = Structure {
        name: TypeName {
            name: response::initial_name(structure),
            ..structure.name.clone()
        },
        docs: Vec::new(),
        members: structure.members.iter().filter(in_body).cloned().collect(),
        ..Structure::clone(structure)
    };
    Some(structure::private(context, &initial))
}

/// The struct with its constructor and setters.
fn value(context: &Context<'_>, operation: &Operation) -> TokenStream {
    let name = naming::ident(&operation.name.name);
    let shape = &operation.name.shape;
    let members: Vec<&Member> = operation.members().collect();
    let body: Vec<&Member> = operation.body_members().collect();
    let has_default = operation.has_default();
    let mut documentation = operation.docs.clone();
    if documentation.is_empty() {
        documentation.push(format!("The operation `{shape}`."));
    }
    documentation.push(String::new());
    documentation.extend(facts(context, operation));
    documentation.extend(sample::documentation(context, operation));
    let item = Struct {
        name: &operation.name.name,
        docs: docs(&documentation),
        members: &members,
        sensitive: false,
        is_data: !operation.holds_stream(),
        derives_default: has_default,
    };
    let (item, debug_impl) = struct_item(context, &item);
    let serialize = operation
        .has_body()
        .then(|| context.request_codec().write_impl(&name, &body));
    let constructor_docs = if has_default {
        format!("The operation `{shape}`.")
    } else {
        format!("The operation `{shape}` with what it requires.")
    };
    let new = constructor(context, &members, &constructor_docs);
    let setters = setters(context, &members);
    quote! {
        #item
        impl #name { #new #setters }
        #debug_impl
        #serialize
    }
}

/// `impl Operation`.
fn implementation(context: &Context<'_>, operation: &Operation) -> TokenStream {
    let name = naming::ident(&operation.name.name);
    let shape = &operation.name.shape;
    let root = context.root(Crate::Operations);
    let service = naming::ident(&context.package.service.static_name);
    let idempotent = operation.idempotent.then(|| {
        quote!(
            const IDEMPOTENT: bool = true;
        )
    });
    let attempt_timeout = operation.attempt_timeout.map(|timeout| {
        let timeout = duration(timeout.as_secs());
        quote!(
            const ATTEMPT_TIMEOUT: Option<::std::time::Duration> = Some(#timeout);
        )
    });
    let auth = auth(&operation.auth);
    let unsigned_payload = operation.unsigned_payload.then(|| {
        quote!(
            const UNSIGNED_PAYLOAD: bool = true;
        )
    });
    let presigned = operation.body_in_presigned_query.then(|| {
        quote!(
            const BODY_IN_PRESIGNED_QUERY: bool = true;
        )
    });
    let streaming = operation.streams_output().then(|| {
        quote!(
            const STREAMING_OUTPUT: bool = true;
        )
    });
    let event_streams = event_streams(operation);
    let retryable = retryable(operation);
    let output = match &operation.output {
        None => quote!(()),
        Some(output) if output.krate == context.krate => {
            let output = naming::ident(&output.structure.name.name);
            quote!(#output)
        }
        Some(output) => context.path(output.krate, &output.structure.name.name),
    };
    let errors = if operation.errors.is_empty() {
        quote!(::std::convert::Infallible)
    } else {
        context.path(Crate::Errors, &operation.error_name)
    };
    let endpoint = super::endpoint::operation_endpoint(context, operation);
    let message_checks = message_checks::message_checks(operation);
    let request = request::request(context, operation);
    let token = request::idempotency_token(operation);
    let output_function = response::output(context, operation);
    let error_function = response::error(context, operation);
    quote! {
        impl ::smithereens::codegen::Operation for #name {
            const NAME: &'static str = #shape;
            const SERVICE: &'static ::smithereens::codegen::Service = &#root::service::#service;
            #idempotent
            #attempt_timeout
            #auth
            #unsigned_payload
            #presigned
            #streaming
            #event_streams
            #retryable
            type Output = #output;
            type Error = #errors;
            #token
            #request
            #output_function
            #error_function
            #message_checks
            #endpoint
        }
    }
}

/// Which bodies are event streams, if one is.
fn event_streams(operation: &Operation) -> Option<TokenStream> {
    let streams = match operation.event_streams() {
        (false, false) => return None,
        (true, false) => quote!(INPUT),
        (false, true) => quote!(OUTPUT),
        (true, true) => quote!(DUPLEX),
    };
    let initial = operation
        .has_initial_response()
        .then(|| quote!(.with_initial_response()));
    Some(quote!(
        const EVENT_STREAMS: ::smithereens::codegen::EventStreams =
            ::smithereens::codegen::EventStreams::#streams #initial;
    ))
}

fn retryable(operation: &Operation) -> Option<TokenStream> {
    if operation.retryable_errors.is_empty() {
        return None;
    }
    let errors = operation.retryable_errors.iter().map(|(code, throttling)| {
        if *throttling {
            quote!(::smithereens::codegen::RetryableError::throttling(#code))
        } else {
            quote!(::smithereens::codegen::RetryableError::transient(#code))
        }
    });
    Some(
        quote!(const RETRYABLE_ERRORS: &'static [::smithereens::codegen::RetryableError] = &[#(#errors),*];),
    )
}

/// How requests are authenticated, unless they are signed as most are.
fn auth(auth: &Auth) -> Option<TokenStream> {
    let auth = match auth {
        Auth::SigV4 => return None,
        Auth::None => quote!(::smithereens::codegen::Auth::None),
        Auth::FirstOf(schemes) => {
            let schemes = schemes.iter().map(|scheme| match scheme {
                AuthScheme::SigV4 => quote!(::smithereens::codegen::AuthScheme::SigV4),
                AuthScheme::Bearer => quote!(::smithereens::codegen::AuthScheme::Bearer),
            });
            quote!(::smithereens::codegen::Auth::FirstOf(&[#(#schemes),*]))
        }
    };
    Some(quote!(
        const AUTH: ::smithereens::codegen::Auth = #auth;
    ))
}

/// So many seconds, in the largest unit that has no remainder, as clippy wants them.
pub(super) fn duration(seconds: u64) -> TokenStream {
    let units = [(3_600, "from_hours"), (60, "from_mins")];
    let fits = |(unit, _): &(u64, _)| seconds > 0 && seconds.is_multiple_of(*unit);
    let (unit, name) = units.into_iter().find(fits).unwrap_or((1, "from_secs"));
    let (constructor, count) = (naming::ident(name), Literal::u64_unsuffixed(seconds / unit));
    quote!(::std::time::Duration::#constructor(#count))
}
