//! `new` and the setters.

use super::context::Context;
use super::types::{argument, value_type};
use crate::ir::{self, DefaultDocument, DefaultValue, Member, Presence, Type};
use crate::naming;
use proc_macro2::TokenStream;
use quote::quote;

/// The constructor, which takes the required members. Where there are none, it is `Default`.
pub(super) fn constructor(context: &Context<'_>, members: &[&Member], docs: &str) -> TokenStream {
    let required: Vec<_> = members
        .iter()
        .copied()
        .filter(|member| member.is_required())
        .collect();
    let docs = format!(" {docs}");
    if required.is_empty() {
        return quote! {
            #[doc = #docs]
            #[must_use]
            pub fn new() -> Self {
                Self::default()
            }
        };
    }
    let arguments = arguments(context, &required);
    let fields = members.iter().map(|member| {
        let name = naming::ident(&member.rust);
        match member.presence {
            Presence::Required => {
                let value = argument(context, &member.ty, &quote!(#name)).value;
                if name == value.to_string() {
                    quote!(#name)
                } else {
                    quote!(#name: #value)
                }
            }
            Presence::Optional => quote!(#name: None),
            _ => {
                let value = default_value(context, member);
                quote!(#name: #value)
            }
        }
    });
    let must_use = required
        .iter()
        .all(|member| !member.ty.is_stream())
        .then(|| quote!(#[must_use]));
    let many = expectation(&required);
    quote! {
        #[doc = #docs]
        #must_use
        #many
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#fields),* }
        }
    }
}

/// The arguments of a constructor that takes these members.
pub(super) fn arguments(context: &Context<'_>, required: &[&Member]) -> Vec<TokenStream> {
    let arguments = required.iter().map(|member| {
        let name = naming::ident(&member.rust);
        let ty = argument(context, &member.ty, &quote!(#name)).ty;
        quote!(#name: #ty)
    });
    arguments.collect()
}

/// What such a constructor says of how many they are.
pub(super) fn expectation(required: &[&Member]) -> Option<TokenStream> {
    (required.len() > 7).then(
        || quote!(#[expect(clippy::too_many_arguments, reason = "the model requires them all")]),
    )
}

/// A setter for every member that `new` does not take; and for a list or map one that adds to it, where its name has a
/// singular that nothing else is called.
pub(super) fn setters(context: &Context<'_>, members: &[&Member]) -> TokenStream {
    let setters = members
        .iter()
        .filter(|member| !member.is_required())
        .map(|member| {
            let name = naming::ident(&member.rust);
            let argument = argument(context, &member.ty, &quote!(#name));
            let (ty, value) = (argument.ty, argument.value);
            let value = if member.is_optional() {
                quote!(Some(#value))
            } else {
                value
            };
            let docs = format!(" Sets [`{0}`](Self::{0}).", member.rust);
            let adder = adder(context, members, member);
            quote! {
                #[doc = #docs]
                #[must_use]
                pub fn #name(mut self, #name: #ty) -> Self {
                    self.#name = #value;
                    self
                }
                #adder
            }
        });
    quote!(#(#setters)*)
}

/// What adds to a list or map.
fn adder(context: &Context<'_>, members: &[&Member], member: &Member) -> Option<TokenStream> {
    let name = naming::ident(&ir::adder(members, member)?);
    let field = naming::ident(&member.rust);
    let collection = if member.is_optional() {
        quote!(self.#field.get_or_insert_default())
    } else {
        quote!(self.#field)
    };
    let (arguments, add) = match &member.ty {
        Type::List {
            member: item,
            sparse: false,
            ..
        } => {
            let item = argument(context, item, &quote!(#name));
            let (ty, value) = (item.ty, item.value);
            (quote!(#name: #ty), quote!(push(#value)))
        }
        Type::Map {
            key,
            value,
            sparse: false,
            ..
        } => {
            let key = argument(context, key, &quote!(key));
            let item = argument(context, value, &quote!(value));
            let (key_ty, key, item_ty, item) = (key.ty, key.value, item.ty, item.value);
            (
                quote!(key: #key_ty, value: #item_ty),
                quote!(insert(#key, #item)),
            )
        }
        _ => return None,
    };
    let docs = format!(" Adds to [`{0}`](Self::{0}).", member.rust);
    Some(quote! {
        #[doc = #docs]
        #[must_use]
        pub fn #name(mut self, #arguments) -> Self {
            #collection.#add;
            self
        }
    })
}

/// The value that a member starts as.
pub(super) fn default_value(context: &Context<'_>, member: &Member) -> TokenStream {
    let Presence::Default(default) = &member.presence else {
        return empty_value(context, &member.ty);
    };
    match default {
        DefaultValue::Zero => empty_value(context, &member.ty),
        DefaultValue::True => quote!(true),
        DefaultValue::Integer(number) => {
            let literal = proc_macro2::Literal::i64_unsuffixed(*number);
            match &member.ty {
                Type::Shape(shape) => {
                    let path = context.path(shape.krate, &shape.name);
                    quote!(#path::from(#literal))
                }
                Type::BigInteger => quote!(::smithereens_types::BigInteger::from(#literal)),
                Type::BigDecimal => quote!(::smithereens_types::BigDecimal::from(#literal)),
                _ => quote!(#literal),
            }
        }
        DefaultValue::Float(number) => {
            let literal = proc_macro2::Literal::f64_unsuffixed(*number);
            quote!(#literal)
        }
        DefaultValue::String(text) => match &member.ty {
            Type::Shape(shape) => {
                let path = context.path(shape.krate, &shape.name);
                quote!(#path::from(#text))
            }
            _ => quote!(#text.to_owned()),
        },
        DefaultValue::Blob(bytes) => {
            let literal = proc_macro2::Literal::byte_string(bytes);
            quote!(::smithereens_types::Blob::from(&#literal[..]))
        }
        DefaultValue::Timestamp(0) => quote!(::smithereens_types::Timestamp::EPOCH),
        DefaultValue::Timestamp(seconds) => {
            let literal = proc_macro2::Literal::i64_unsuffixed(*seconds);
            quote!(const { ::smithereens_types::Timestamp::constant(#literal) })
        }
        DefaultValue::Document(document) => default_document(document),
    }
}

fn default_document(document: &DefaultDocument) -> TokenStream {
    let ty = quote!(::smithereens_types::Document);
    match document {
        DefaultDocument::Boolean(value) => quote!(#ty::from(#value)),
        DefaultDocument::Integer(number) => {
            let literal = proc_macro2::Literal::i64_suffixed(*number);
            quote!(#ty::from(#literal))
        }
        DefaultDocument::String(text) => quote!(#ty::from(#text)),
        DefaultDocument::EmptyList => quote!(#ty::from(Vec::<#ty>::new())),
        DefaultDocument::EmptyObject => {
            quote!(#ty::from(::std::collections::BTreeMap::<String, #ty>::new()))
        }
    }
}

fn empty_value(context: &Context<'_>, ty: &Type) -> TokenStream {
    match ty {
        Type::Boolean => quote!(false),
        Type::Byte | Type::Short | Type::Integer | Type::Long => quote!(0),
        Type::Float | Type::Double => quote!(0.0),
        Type::String { .. } => quote!(String::new()),
        Type::List { .. } => quote!(Vec::new()),
        Type::Map { .. } => quote!(::std::collections::BTreeMap::new()),
        Type::Shape(_) => quote!(Default::default()),
        Type::Events(_) => quote!(::smithereens::EventStream::default()),
        ty => {
            let ty = value_type(context, ty);
            quote!(#ty::default())
        }
    }
}
