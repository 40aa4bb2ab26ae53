//! Unions of events: the enum, and how each event is read from a message and written into one.

use super::context::{Context, Module};
use super::response::{bytes_payload, or_absent, text_payload};
use super::union;
use crate::ir::{
    Event, EventContent, EventPayload, EventStream, Exception, Member, Type, TypeKind,
};
use crate::naming;
use proc_macro2::TokenStream;
use quote::quote;

/// The module of a union of events.
pub(super) fn event_stream_module(
    context: &Context<'_>,
    stream: &EventStream,
) -> (Module, TokenStream) {
    let name = &stream.union.name;
    let unknown = quote!(::smithereens::UnknownEvent);
    let definition = union::definition(context, &stream.union, "event", &unknown);
    let direction = stream.union.direction;
    let read = direction.is_read.then(|| read_impl(context, stream));
    let write = direction.is_written.then(|| write_impl(context, stream));
    let module = Module {
        file: name.module.clone(),
        exports: vec![name.name.clone()],
    };
    (module, quote!(#definition #read #write))
}

fn read_impl(context: &Context<'_>, stream: &EventStream) -> TokenStream {
    let name = naming::ident(&stream.union.name.name);
    let arms = stream.events.iter().map(|event| {
        let kind = &event.member.name;
        let value = read(context, event);
        quote!(#kind => #value)
    });
    let has_payload = |event: &Event| !matches!(event.payload, EventPayload::Empty);
    let payload = stream
        .events
        .iter()
        .any(has_payload)
        .then(|| quote!(let response = event.payload();));
    let codes = exception_codes(&stream.exceptions);
    quote! {
        impl ::smithereens::codegen::ReadEvents for #name {
            fn read(event: &::smithereens::codegen::IncomingEvent) -> Result<Option<Self>, ::smithereens::codegen::DecodeError> {
                #payload
                let known = match event.event_type() {
                    #(#arms,)*
                    _ => return Ok(None),
                };
                Ok(Some(known))
            }

            fn unknown(event: ::smithereens::UnknownEvent) -> Self {
                Self::Unknown(event)
            }

            #codes
        }
    }
}

/// The codes of exceptions whose members have other names than that.
fn exception_codes(exceptions: &[Exception]) -> Option<TokenStream> {
    let renamed = exceptions
        .iter()
        .filter(|exception| exception.code != exception.member.name);
    let arms: Vec<_> = renamed
        .map(|exception| {
            let (name, code) = (&exception.member.name, &exception.code);
            quote!(#name => Some(#code))
        })
        .collect();
    (!arms.is_empty()).then(|| {
        quote! {
            fn exception_code(exception_type: &str) -> Option<&'static str> {
                match exception_type {
                    #(#arms,)*
                    _ => None,
                }
            }
        }
    })
}

/// The variant of an event, read from a message.
fn read(context: &Context<'_>, event: &Event) -> TokenStream {
    let variant = naming::ident(&event.member.rust);
    let Type::Shape(shape) = &event.member.ty else {
        return quote!(Self::#variant {});
    };
    let boxed = |value: TokenStream| {
        if shape.boxed {
            quote!(Box::new(#value))
        } else {
            value
        }
    };
    let codec = context.response_codec();
    let whole = match &event.payload {
        EventPayload::Members(element) => {
            let read = codec.read_body(std::slice::from_ref(&element.name));
            Some(quote!(#read?))
        }
        _ => None,
    };
    let path = context.path(shape.krate, &shape.name);
    let start = whole.unwrap_or_else(|| {
        if event.has_default {
            quote!(#path::default())
        } else {
            quote!(::smithereens_types::absent())
        }
    });
    let headers = event.headers.iter().map(|header| {
        let field = naming::ident(&header.rust);
        let value = read_header(context, header);
        quote!(value.#field = #value;)
    });
    let payload = match &event.payload {
        EventPayload::Member(member, content) => {
            let field = naming::ident(&member.rust);
            let value = read_payload(context, member, content);
            Some(quote!(value.#field = #value;))
        }
        _ => None,
    };
    if event.headers.is_empty() && payload.is_none() {
        let start = boxed(start);
        return quote!(Self::#variant(#start));
    }
    let value = boxed(quote!(value));
    quote!({
        let mut value: #path = #start;
        #(#headers)*
        #payload
        Self::#variant(#value)
    })
}

fn read_header(context: &Context<'_>, header: &Member) -> TokenStream {
    let name = &header.name;
    let found = match plain_type(&header.ty) {
        Some(plain) => quote!(event.header::<#plain>(#name)?.map(Into::into)),
        None => quote!(event.header(#name)?),
    };
    or_absent(context, header, &found)
}

/// The type in which a header travels whose own is an enum.
fn plain_type(ty: &Type) -> Option<TokenStream> {
    match ty {
        Type::Shape(shape) if shape.kind == TypeKind::IntEnum => Some(quote!(i32)),
        Type::Shape(_) => Some(quote!(String)),
        _ => None,
    }
}

fn read_payload(context: &Context<'_>, member: &Member, content: &EventContent) -> TokenStream {
    match content {
        EventContent::Text => text_payload(member),
        EventContent::Bytes => bytes_payload(member),
        EventContent::Structured(element) => {
            let codec = context.response_codec();
            let read = codec.read_body(std::slice::from_ref(&element.name));
            if member.is_optional() {
                quote!(Some(#read?))
            } else {
                quote!(#read?)
            }
        }
    }
}

fn write_impl(context: &Context<'_>, stream: &EventStream) -> TokenStream {
    let name = naming::ident(&stream.union.name.name);
    let events = stream.events.iter().map(|event| write(context, event));
    let exceptions = stream.exceptions.iter().map(|exception| {
        let variant = naming::ident(&exception.member.rust);
        let kind = &exception.member.name;
        let codec = context.request_codec();
        let body = codec.write_body(&exception.element, &quote!(&value));
        quote! {
            Self::#variant(value) => {
                event.exception_type(#kind);
                let request = event.payload();
                #body
            }
        }
    });
    quote! {
        impl ::smithereens::codegen::WriteEvents for #name {
            fn write(self, event: &mut ::smithereens::codegen::OutgoingEvent) -> Result<(), ::smithereens::codegen::InvalidInput> {
                match self {
                    #(#events,)*
                    #(#exceptions,)*
                    Self::Unknown(value) => event.unknown(value),
                }
                Ok(())
            }
        }
    }
}

fn write(context: &Context<'_>, event: &Event) -> TokenStream {
    let variant = naming::ident(&event.member.rust);
    let kind = &event.member.name;
    if event.member.ty == Type::Unit {
        return quote!(Self::#variant {} => event.event_type(#kind));
    }
    let is_whole = matches!(event.payload, EventPayload::Members(_));
    let headers = event.headers.iter().map(|header| {
        let name = &header.name;
        let value = header_value(header, is_whole);
        quote!(event.header(#name, #value)?;)
    });
    let payload = write_payload(context, &event.payload);
    if event.headers.is_empty() && payload.is_none() {
        return quote!(Self::#variant(_) => event.event_type(#kind));
    }
    // What is a header is no member of the payload.
    let pattern = if is_whole && !event.headers.is_empty() {
        quote!(mut value)
    } else {
        quote!(value)
    };
    quote! {
        Self::#variant(#pattern) => {
            event.event_type(#kind);
            #(#headers)*
            #payload
        }
    }
}

fn header_value(header: &Member, is_taken: bool) -> TokenStream {
    let field = naming::ident(&header.rust);
    let value = match (header.is_optional(), is_taken) {
        (true, true) => quote!(value.#field.take()),
        (true, false) => quote!(value.#field),
        (false, _) => quote!(Some(value.#field)),
    };
    match &header.ty {
        Type::Shape(shape) if shape.kind == TypeKind::IntEnum => quote!(#value.map(i32::from)),
        Type::Shape(_) => quote!(#value.map(|value| value.as_str().to_owned())),
        _ => value,
    }
}

fn write_payload(context: &Context<'_>, payload: &EventPayload) -> Option<TokenStream> {
    let codec = context.request_codec();
    let (member, content) = match payload {
        EventPayload::Empty => return None,
        EventPayload::Members(element) => {
            let body = codec.write_body(element, &quote!(&value));
            return Some(quote!(let request = event.payload(); #body));
        }
        EventPayload::Member(member, content) => (member, content),
    };
    let field = naming::ident(&member.rust);
    let write = |value: TokenStream| match content {
        EventContent::Text if matches!(member.ty, Type::Shape(_)) => {
            quote!(request.payload("text/plain", #value.as_str().to_owned());)
        }
        EventContent::Text => quote!(request.payload("text/plain", #value);),
        EventContent::Bytes => {
            quote!(request.payload("application/octet-stream", #value.into_bytes());)
        }
        EventContent::Structured(element) => codec.write_body(element, &quote!(&#value)),
    };
    let request = quote!(let request = event.payload(););
    Some(if member.is_optional() {
        let write = write(quote!(payload));
        quote!(if let Some(payload) = value.#field { #request #write })
    } else {
        let write = write(quote!(value.#field));
        quote!(#request #write)
    })
}
