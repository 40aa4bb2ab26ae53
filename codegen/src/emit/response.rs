//! How a response becomes an output or an error.

use super::context::Context;
use super::form::form;
use super::setters::default_value;
use crate::ir::{
    DefaultValue, Home, Member, Operation, OperationError, Output, OutputMember, Payload, Presence,
    ResponseLocation, TimestampFormat, Type,
};
use crate::naming;
use proc_macro2::TokenStream;
use quote::quote;

/// `fn output`.
pub(super) fn output(context: &Context<'_>, operation: &Operation) -> TokenStream {
    let (argument, body) = match &operation.output {
        Output::Unit => (quote!(_), quote!(Ok(()))),
        Output::Own {
            structure,
            locations,
        } => own_output(context, structure, locations),
        Output::Shared {
            members,
            has_body,
            has_default,
            ..
        } => {
            let empty = if *has_default {
                quote!(Self::Output::default())
            } else {
                quote!(::smithereens_types::absent())
            };
            let start = if *has_body {
                quote!(response.json()?)
            } else {
                empty.clone()
            };
            match (members.as_slice(), has_body) {
                ([], true) => (quote!(response), quote!(response.json())),
                ([], false) => (quote!(_), quote!(Ok(#empty))),
                (members, _) => {
                    let assignments = assignments(context, &quote!(output), members);
                    (
                        quote!(response),
                        quote!(let mut output: Self::Output = #start; #assignments Ok(output)),
                    )
                }
            }
        }
    };
    quote! {
        fn output(#argument: ::smithereens::operation::Response) -> Result<Self::Output, ::smithereens::operation::DecodeError> {
            #body
        }
    }
}

fn own_output(
    context: &Context<'_>,
    structure: &crate::ir::Structure,
    locations: &[ResponseLocation],
) -> (TokenStream, TokenStream) {
    let name = naming::ident(&structure.name.name);
    let is_body = |location: &ResponseLocation| *location == ResponseLocation::Body;
    if structure.members.is_empty() {
        return (quote!(_), quote!(Ok(#name {})));
    }
    if locations.iter().all(is_body) {
        return (quote!(response), quote!(response.json()));
    }
    let members: Vec<_> = structure
        .members
        .iter()
        .zip(locations)
        .filter(|(_, location)| !is_body(location))
        .map(|(member, location)| OutputMember {
            member: member.clone(),
            location: location.clone(),
        })
        .collect();
    if members.len() == structure.members.len() {
        // A stream takes the response with it, so it comes last.
        let (streams, rest): (Vec<_>, Vec<_>) = members
            .iter()
            .partition(|member| member.member.ty.is_stream());
        let fields = rest.into_iter().chain(streams).map(|member| {
            let field = naming::ident(&member.member.rust);
            let value = value(context, member);
            quote!(#field: #value)
        });
        return (quote!(response), quote!(Ok(#name { #(#fields),* })));
    }
    let assignments = assignments(context, &quote!(output), &members);
    (
        quote!(response),
        quote!(let mut output: Self::Output = response.json()?; #assignments Ok(output)),
    )
}

fn assignments(
    context: &Context<'_>,
    target: &TokenStream,
    members: &[OutputMember],
) -> TokenStream {
    let assignments = members.iter().map(|member| {
        let field = naming::ident(&member.member.rust);
        let value = value(context, member);
        quote!(#target.#field = #value;)
    });
    quote!(#(#assignments)*)
}

/// `fn error`.
pub(super) fn error(context: &Context<'_>, operation: &Operation) -> TokenStream {
    if operation.errors.is_empty() {
        return quote! {
            fn error(_: &str, _: &::smithereens::operation::Response) -> Result<Option<Self::Error>, ::smithereens::operation::DecodeError> {
                Ok(None)
            }
        };
    }
    let errors = context.path(Home::Errors, &operation.error_name);
    let arms = operation.errors.iter().map(|error| {
        let code = &error.code;
        let variant = naming::ident(&error.shape.name);
        let value = error_value(context, error);
        quote!(#code => Modelled::#variant(#value))
    });
    quote! {
        fn error(code: &str, response: &::smithereens::operation::Response) -> Result<Option<Self::Error>, ::smithereens::operation::DecodeError> {
            use #errors as Modelled;
            let error = match code {
                #(#arms,)*
                _ => return Ok(None),
            };
            Ok(Some(error))
        }
    }
}

fn error_value(context: &Context<'_>, error: &OperationError) -> TokenStream {
    if error.members.is_empty() {
        return quote!(response.modelled_error()?);
    }
    let path = context.path(error.shape.home, &error.shape.name);
    let assignments = assignments(context, &quote!(error), &error.members);
    quote!({
        let mut error: #path = response.modelled_error()?;
        #assignments
        error
    })
}

/// The value of a member that does not come from the JSON body.
fn value(context: &Context<'_>, output: &OutputMember) -> TokenStream {
    let member = &output.member;
    match &output.location {
        ResponseLocation::Header(name) => {
            let found = header(name, &member.ty);
            or_absent(context, member, &found)
        }
        ResponseLocation::PrefixHeaders(prefix) => {
            present(member, quote!(response.prefix_headers(#prefix)))
        }
        ResponseLocation::StatusCode => present(member, quote!(i32::from(response.status()))),
        ResponseLocation::Payload(payload) => payload_value(context, member, payload),
        ResponseLocation::Body => TokenStream::new(),
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

fn or_absent(context: &Context<'_>, member: &Member, found: &TokenStream) -> TokenStream {
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
    if let (Payload::Json, Some(form)) = (payload, form(&member.ty)) {
        let formed = quote!(::smithereens_types::json::Formed);
        let found = quote!(response.json_payload::<#formed<_, #form>>()?.map(#formed::into_inner));
        return or_absent(context, member, &found);
    }
    let optional = member.is_optional();
    match (payload, &member.ty) {
        (Payload::Json, _) if optional => quote!(response.json_payload()?),
        (Payload::Json, _) => or_absent(context, member, &quote!(response.json_payload()?)),
        (Payload::Text(_), Type::Shape(_)) if optional => {
            quote!(response.text_payload()?.map(Into::into))
        }
        (Payload::Text(_), Type::Shape(_)) => quote!(response.text()?.into()),
        (Payload::Text(_), _) if optional => quote!(response.text_payload()?),
        (Payload::Text(_), _) => quote!(response.text()?),
        (Payload::Bytes(_), Type::Stream { .. }) => quote!(response.into_stream()),
        (Payload::Bytes(_), _) if optional => quote!(response.bytes_payload().map(Into::into)),
        (Payload::Bytes(_), _) => quote!(response.bytes().into()),
    }
}
