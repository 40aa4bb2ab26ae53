//! How a response becomes an output or an error.

use super::codec;
use super::context::Context;
use super::setters::default_value;
use crate::ir::{
    BoundMember, BoundStructure, Crate, DefaultValue, Member, Operation, Payload, Presence,
    ResponseLocation, Structure, TimestampFormat, Type,
};
use crate::naming;
use proc_macro2::TokenStream;
use quote::quote;

/// `fn output`.
pub(super) fn output(context: &Context<'_>, operation: &Operation) -> TokenStream {
    let (argument, body) = match &operation.output {
        None => (quote!(_), quote!(Ok(()))),
        Some(output) => {
            let read = context.response_codec().read_body(&operation.output_path);
            if output.krate == context.krate {
                own_output(context, output, read)
            } else {
                shared_output(context, output, read)
            }
        }
    };
    quote! {
        fn output(#argument: ::smithereens::codegen::Response) -> Result<Self::Output, ::smithereens::codegen::DecodeError> {
            #body
        }
    }
}

fn shared_output(
    context: &Context<'_>,
    output: &BoundStructure,
    read: TokenStream,
) -> (TokenStream, TokenStream) {
    let empty = if output.structure.has_default() {
        quote!(Self::Output::default())
    } else {
        quote!(::smithereens_types::absent())
    };
    match (output.bound.as_slice(), output.has_body()) {
        ([], true) => (quote!(response), read),
        ([], false) => (quote!(_), quote!(Ok(#empty))),
        (bound, has_body) => {
            let start = if has_body { quote!(#read?) } else { empty };
            let assignments = assignments(context, &quote!(output), bound);
            (
                quote!(response),
                quote!(let mut output: Self::Output = #start; #assignments Ok(output)),
            )
        }
    }
}

/// An output that is defined beside its operation, which can name all of its fields.
fn own_output(
    context: &Context<'_>,
    output: &BoundStructure,
    read: TokenStream,
) -> (TokenStream, TokenStream) {
    let name = naming::ident(&output.structure.name.name);
    if output.structure.members.is_empty() {
        return (quote!(_), quote!(Ok(#name {})));
    }
    if output.bound.is_empty() {
        return (quote!(response), read);
    }
    if !output.has_body() {
        let fields = fields(context, output);
        return (quote!(response), quote!(Ok(#name { #(#fields),* })));
    }
    if output.structure.holds_stream() {
        let initial = naming::ident(&initial_name(&output.structure));
        let from_body = output
            .structure
            .members
            .iter()
            .filter(|member| output.location(member).is_none())
            .map(|member| {
                let field = naming::ident(&member.rust);
                quote!(#field: initial.#field)
            });
        let bound = fields(context, output);
        return (
            quote!(response),
            quote!(let initial: #initial = #read?; Ok(#name { #(#from_body,)* #(#bound),* })),
        );
    }
    let assignments = assignments(context, &quote!(output), &output.bound);
    (
        quote!(response),
        quote!(let mut output: Self::Output = #read?; #assignments Ok(output)),
    )
}

/// The name of the structure of an output's members that come in a message ahead of its events.
pub(super) fn initial_name(output: &Structure) -> String {
    format!("{}Initial", output.name.name)
}

/// The fields of an output that come from elsewhere than the body.
fn fields(context: &Context<'_>, output: &BoundStructure) -> Vec<TokenStream> {
    // A stream takes the response with it, so it comes last.
    let (streams, rest): (Vec<_>, Vec<_>) = output
        .bound
        .iter()
        .partition(|bound| bound.member.ty.is_stream());
    let has_events = streams.iter().any(|bound| bound.member.ty.is_events());
    let fields = rest.into_iter().chain(streams).map(|bound| {
        let field = naming::ident(&bound.member.rust);
        let value = match required_header(bound) {
            Some(value) if has_events => value,
            _ => value(context, bound),
        };
        quote!(#field: #value)
    });
    fields.collect()
}

/// A header that is required. Of responses that events follow, Smithy's tests want one without it to be an error.
fn required_header(bound: &BoundMember<ResponseLocation>) -> Option<TokenStream> {
    match (&bound.location, &bound.member.ty) {
        (ResponseLocation::Header(name), ty)
            if bound.member.is_required() && !matches!(ty, Type::List { .. }) =>
        {
            let parse = parse_function(ty);
            Some(quote!(response.required_header(#name, #parse)?))
        }
        _ => None,
    }
}

fn assignments(
    context: &Context<'_>,
    target: &TokenStream,
    bound: &[BoundMember<ResponseLocation>],
) -> TokenStream {
    let assignments = bound.iter().map(|bound| {
        let field = naming::ident(&bound.member.rust);
        let value = value(context, bound);
        quote!(#target.#field = #value;)
    });
    quote!(#(#assignments)*)
}

/// `fn error`.
pub(super) fn error(context: &Context<'_>, operation: &Operation) -> TokenStream {
    if operation.errors.is_empty() {
        return quote! {
            fn error(_: &str, _: &::smithereens::codegen::Response) -> Result<Option<Self::Error>, ::smithereens::codegen::DecodeError> {
                Ok(None)
            }
        };
    }
    let errors = context.path(Crate::Errors, &operation.error_name);
    let arms = operation.errors.iter().map(|error| {
        let code = &error.code;
        let variant = naming::ident(&error.output.structure.name.name);
        let value = error_value(context, &error.output);
        quote!(#code => Modelled::#variant(#value))
    });
    quote! {
        fn error(code: &str, response: &::smithereens::codegen::Response) -> Result<Option<Self::Error>, ::smithereens::codegen::DecodeError> {
            use #errors as Modelled;
            let error = match code {
                #(#arms,)*
                _ => return Ok(None),
            };
            Ok(Some(error))
        }
    }
}

fn error_value(context: &Context<'_>, error: &BoundStructure) -> TokenStream {
    let read = context.response_codec().read_error();
    if error.bound.is_empty() {
        return quote!(#read?);
    }
    let path = context.path(error.krate, &error.structure.name.name);
    let assignments = assignments(context, &quote!(error), &error.bound);
    quote!({
        let mut error: #path = #read?;
        #assignments
        error
    })
}

/// The value of a member that is no member of the body.
fn value(context: &Context<'_>, bound: &BoundMember<ResponseLocation>) -> TokenStream {
    let member = &bound.member;
    match &bound.location {
        ResponseLocation::Header(name) => {
            let found = header(name, &member.ty);
            or_absent(context, member, &found)
        }
        ResponseLocation::PrefixHeaders(prefix) => {
            present(member, quote!(response.prefix_headers(#prefix)))
        }
        ResponseLocation::StatusCode => present(member, quote!(i32::from(response.status()))),
        ResponseLocation::Payload(payload) => payload_value(context, member, payload),
    }
}

fn header(name: &str, ty: &Type) -> TokenStream {
    match ty {
        Type::List { member, .. } => match &**member {
            Type::Timestamp(TimestampFormat::HttpDate) => quote!(response.http_dates(#name)?),
            member => {
                let parse = parse_function(member);
                quote!(response.header_list(#name, #parse)?)
            }
        },
        ty => {
            let parse = parse_function(ty);
            quote!(response.header(#name, #parse)?)
        }
    }
}

fn parse_function(ty: &Type) -> TokenStream {
    match ty {
        Type::Timestamp(TimestampFormat::DateTime) => {
            quote!(::smithereens_types::Timestamp::parse_date_time)
        }
        Type::Timestamp(TimestampFormat::HttpDate) => {
            quote!(::smithereens_types::Timestamp::parse_http_date)
        }
        Type::Timestamp(TimestampFormat::EpochSeconds) => {
            quote!(::smithereens_types::Timestamp::parse_epoch_seconds)
        }
        Type::String {
            media_type: Some(_),
        } => quote!(::smithereens_types::decode_base64),
        _ => quote!(str::parse),
    }
}

fn present(member: &Member, value: TokenStream) -> TokenStream {
    if member.is_optional() {
        quote!(Some(#value))
    } else {
        value
    }
}

pub(super) fn or_absent(
    context: &Context<'_>,
    member: &Member,
    found: &TokenStream,
) -> TokenStream {
    match (&member.presence, &member.ty) {
        (Presence::Optional, _) => found.clone(),
        (Presence::Default(default), _) if *default != DefaultValue::Zero => {
            let value = default_value(context, member);
            quote!(#found.unwrap_or_else(|| #value))
        }
        (_, Type::Shape(_)) => quote!(#found.unwrap_or_else(::smithereens_types::absent)),
        _ => quote!(#found.unwrap_or_default()),
    }
}

fn payload_value(context: &Context<'_>, member: &Member, payload: &Payload) -> TokenStream {
    match (payload, &member.ty) {
        (Payload::Structured(codec, element), ty) => or_absent(
            context,
            member,
            &codec::of_payloads(*codec).read_payload(element, ty),
        ),
        (Payload::Text(_), _) => text_payload(member),
        (Payload::Bytes(_), Type::Stream { .. }) => quote!(response.into_stream()),
        (Payload::Events, _) => quote!(response.into_events::<Self, _>()),
        (Payload::Bytes(_), _) => bytes_payload(member),
    }
}

/// A member that is all of a body, as text.
pub(super) fn text_payload(member: &Member) -> TokenStream {
    match (member.is_optional(), &member.ty) {
        (true, Type::Shape(_)) => quote!(response.text_payload()?.map(Into::into)),
        (false, Type::Shape(_)) => quote!(response.text()?.into()),
        (true, _) => quote!(response.text_payload()?),
        (false, _) => quote!(response.text()?),
    }
}

/// A member that is all of a body, as bytes.
pub(super) fn bytes_payload(member: &Member) -> TokenStream {
    if member.is_optional() {
        quote!(response.bytes_payload().map(Into::into))
    } else {
        quote!(response.bytes().into())
    }
}
