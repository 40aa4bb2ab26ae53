//! How an operation becomes a request.

use super::codec;
use super::context::Context;
use crate::ir::{
    BodyStep, BoundMember, HostPart, Member, Method, Operation, Payload, RequestLocation,
    TimestampFormat, Type, TypeKind, UriPart,
};
use crate::naming;
use proc_macro2::TokenStream;
use quote::quote;

/// `fn request`.
pub(super) fn request(context: &Context<'_>, operation: &Operation) -> TokenStream {
    let method = method(operation.method);
    let path = operation.uri.iter().map(path_part);
    let literals = operation
        .query_literals
        .iter()
        .map(|literal| quote!(request.query_literal(#literal);));
    // Named parameters and headers come first: maps of any name give way to them.
    let named = operation.input.iter().filter_map(named);
    let maps = operation.input.iter().filter_map(map);
    let prefix = operation.host_prefix.iter().map(host_part);
    let headers = operation
        .headers
        .iter()
        .map(|(name, value)| quote!(request.header(#name, Some(#value))?;));
    let steps = operation.body_steps.iter().map(|step| match step {
        BodyStep::Gzip => quote!(request.gzip();),
        BodyStep::ContentMd5 => quote!(request.content_md5()?;),
        BodyStep::Sha256TreeHash => quote!(request.sha256_tree_hash()?;),
        BodyStep::RequireLength => quote!(request.require_length()?;),
    });
    let body = operation.has_body().then(|| {
        context
            .request_codec()
            .write_body(&operation.body_element, &quote!(&self))
    });
    let payload = operation.input.iter().find_map(payload);
    let ids = operation.prefixed_ids.iter().map(without_prefix);
    let value = if operation.prefixed_ids.is_empty() {
        quote!(self)
    } else {
        quote!(mut self)
    };
    quote! {
        fn request(#value) -> Result<::smithereens::codegen::Request, ::smithereens::codegen::InvalidInput> {
            #(#ids)*
            let mut request = ::smithereens::codegen::Request::new(#method);
            #(#prefix)*
            #(#path)*
            #(#literals)*
            #(#headers)*
            #(#named)*
            #(#maps)*
            #body
            #payload
            #(#steps)*
            Ok(request)
        }
    }
}

/// `fn fill_idempotency_token`, where the input has such a token.
pub(super) fn idempotency_token(operation: &Operation) -> Option<TokenStream> {
    let member = operation.idempotency_token.as_ref()?;
    let field = naming::ident(&member.rust);
    let fill = if member.is_optional() {
        quote!(self.#field.get_or_insert_with(token);)
    } else {
        quote! {
            if self.#field.is_empty() {
                self.#field = token();
            }
        }
    };
    Some(quote! {
        fn fill_idempotency_token(&mut self, token: impl FnOnce() -> String) {
            #fill
        }
    })
}

fn without_prefix(member: &Member) -> TokenStream {
    let field = naming::ident(&member.rust);
    let strip = quote!(::smithereens::codegen::strip_id_prefix);
    if member.is_optional() {
        quote!(if let Some(id) = &mut self.#field { #strip(id); })
    } else {
        quote!(#strip(&mut self.#field);)
    }
}

fn method(method: Method) -> TokenStream {
    let method = naming::ident(method.name());
    quote!(::smithereens::codegen::Method::#method)
}

fn path_part(part: &UriPart) -> TokenStream {
    let label = match part {
        UriPart::Literal(literal) => return quote!(request.path(#literal);),
        UriPart::Label(label) => label,
    };
    let name = &label.member.name;
    let function = if label.greedy {
        quote!(greedy_label)
    } else {
        quote!(label)
    };
    let value = match &label.default {
        Some(default) => {
            let field = naming::ident(&label.member.rust);
            quote!(if self.#field.is_empty() { #default } else { &self.#field })
        }
        None => required_text(&label.member),
    };
    quote!(request.#function(#name, #value)?;)
}

fn host_part(part: &HostPart) -> TokenStream {
    let member = match part {
        HostPart::Literal(literal) => return quote!(request.host_prefix(#literal);),
        HostPart::Label(member) => member,
    };
    let name = &member.name;
    let field = naming::ident(&member.rust);
    if member.is_optional() {
        quote!(request.host_label(#name, self.#field.as_deref().unwrap_or_default())?;)
    } else {
        quote!(request.host_label(#name, &self.#field)?;)
    }
}

fn named(input: &BoundMember<RequestLocation>) -> Option<TokenStream> {
    let ty = &input.member.ty;
    Some(match &input.location {
        RequestLocation::Query(name) => match ty {
            Type::List { member, .. } => {
                let values = query_values(&input.member, member);
                quote!(request.query_list(#name, #values);)
            }
            _ => {
                let value = optional_text(&input.member);
                quote!(request.query(#name, #value);)
            }
        },
        RequestLocation::Header(name) => match ty {
            Type::List { member, .. } => {
                let values = header_values(&input.member, member);
                quote!(request.header_list(#name, #values)?;)
            }
            Type::String {
                media_type: Some(_),
            } => {
                let field = naming::ident(&input.member.rust);
                let value = if input.member.is_optional() {
                    quote!(self.#field.as_ref().map(::smithereens_types::encode_base64).as_ref())
                } else {
                    quote!(Some(&::smithereens_types::encode_base64(&self.#field)))
                };
                quote!(request.header(#name, #value)?;)
            }
            _ => {
                let value = optional_text(&input.member);
                quote!(request.header(#name, #value)?;)
            }
        },
        _ => return None,
    })
}

fn map(input: &BoundMember<RequestLocation>) -> Option<TokenStream> {
    let field = naming::ident(&input.member.rust);
    let value = if input.member.is_optional() {
        quote!(self.#field.as_ref())
    } else {
        quote!(Some(&self.#field))
    };
    match &input.location {
        RequestLocation::QueryParams => match &input.member.ty {
            Type::Map { value: part, .. } if matches!(**part, Type::List { .. }) => {
                Some(quote!(request.query_list_params(#value);))
            }
            _ => Some(quote!(request.query_params(#value);)),
        },
        RequestLocation::PrefixHeaders(prefix) => {
            Some(quote!(request.prefix_headers(#prefix, #value)?;))
        }
        _ => None,
    }
}

fn payload(input: &BoundMember<RequestLocation>) -> Option<TokenStream> {
    let RequestLocation::Payload(payload) = &input.location else {
        return None;
    };
    let field = naming::ident(&input.member.rust);
    let send = |value: TokenStream, borrowed: TokenStream| match (payload, &input.member.ty) {
        (Payload::Structured(codec, element), ty) => {
            codec::of_payloads(*codec).write_payload(element, ty, borrowed)
        }
        (Payload::Text(media_type), Type::Shape(_)) => {
            quote!(request.payload(#media_type, #value.to_string());)
        }
        (Payload::Bytes(media_type), Type::Blob { .. }) => {
            quote!(request.payload(#media_type, #value.into_bytes());)
        }
        (Payload::Bytes(media_type), Type::Stream { .. }) => {
            quote!(request.stream(#media_type, #value);)
        }
        (Payload::Text(media_type) | Payload::Bytes(media_type), _) => {
            quote!(request.payload(#media_type, #value);)
        }
        (Payload::Events, _) => quote!(request.events(#value);),
    };
    Some(if input.member.is_optional() {
        let is_structure =
            matches!(&input.member.ty, Type::Shape(shape) if shape.kind == TypeKind::Structure);
        match payload {
            Payload::Structured(codec, _) => {
                // Where the service reads a structure in any case, one that is left out is an empty one.
                let codec = codec::of_payloads(*codec);
                let structure = is_structure.then(|| quote!(self.#field.as_ref()));
                let in_any_case =
                    structure.and_then(|value| codec.write_optional_structure(&value));
                in_any_case.unwrap_or_else(|| {
                    let send = send(quote!(payload), quote!(payload));
                    quote!(if let Some(payload) = &self.#field { #send })
                })
            }
            Payload::Text(_) | Payload::Bytes(_) | Payload::Events => {
                let send = send(quote!(payload), quote!(&payload));
                quote!(if let Some(payload) = self.#field { #send })
            }
        }
    } else {
        send(quote!(self.#field), quote!(&self.#field))
    })
}

/// A value that is there, as a reference to something that displays as its text.
fn required_text(member: &Member) -> TokenStream {
    let field = naming::ident(&member.rust);
    match text_function(&member.ty) {
        Some(function) => quote!(&#function(self.#field)),
        None => quote!(&self.#field),
    }
}

/// A value that may not be there, in the same way.
fn optional_text(member: &Member) -> TokenStream {
    if !member.is_optional() {
        let text = required_text(member);
        return quote!(Some(#text));
    }
    let field = naming::ident(&member.rust);
    match text_function(&member.ty) {
        Some(function) => quote!(self.#field.map(#function).as_ref()),
        None => quote!(self.#field.as_ref()),
    }
}

fn query_values(member: &Member, part: &Type) -> TokenStream {
    let field = naming::ident(&member.rust);
    let optional = member.is_optional();
    match (text_function(part), optional) {
        (None, true) => quote!(self.#field.iter().flatten()),
        (None, false) => quote!(&self.#field),
        (Some(function), true) => quote!(self.#field.iter().flatten().copied().map(#function)),
        (Some(function), false) => quote!(self.#field.iter().copied().map(#function)),
    }
}

fn header_values(member: &Member, part: &Type) -> TokenStream {
    let field = naming::ident(&member.rust);
    let list = if member.is_optional() {
        quote!(self.#field.as_ref())
    } else {
        quote!(Some(&self.#field))
    };
    match (part, text_function(part)) {
        (Type::String { .. }, _) => {
            quote!(#list.map(|list| list.iter().map(|item| ::smithereens::codegen::quoted(item))))
        }
        (_, Some(function)) => quote!(#list.map(|list| list.iter().copied().map(#function))),
        (_, None) => list,
    }
}

/// What turns a value into its text, where `Display` does not.
fn text_function(ty: &Type) -> Option<TokenStream> {
    Some(match ty {
        Type::Float | Type::Double => quote!(::smithereens_types::float_text),
        Type::Timestamp(TimestampFormat::DateTime) => {
            quote!(::smithereens_types::Timestamp::date_time)
        }
        Type::Timestamp(TimestampFormat::HttpDate) => {
            quote!(::smithereens_types::Timestamp::http_date)
        }
        Type::Timestamp(TimestampFormat::EpochSeconds) => {
            quote!(::smithereens_types::Timestamp::epoch_seconds)
        }
        _ => return None,
    })
}
