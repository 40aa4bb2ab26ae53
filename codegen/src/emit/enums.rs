//! Enums of strings and of integers.

use super::context::Context;
use super::docs::docs_or;
use crate::ir::{EnumValue, IntEnum, StringEnum};
use crate::{markdown, naming};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

/// The file of an enum of strings.
pub(super) fn string_enum(context: &Context<'_>, shape: &StringEnum) -> TokenStream {
    let name = naming::ident(&shape.name.name);
    let shape_docs = docs_or(&shape.docs, &format!("The enum `{}`.", shape.name.shape));
    let variants = shape
        .values
        .iter()
        .map(|value| variant(value, &value.value));
    let known: Vec<_> = shape
        .values
        .iter()
        .map(|value| (naming::ident(&value.variant), &value.value))
        .collect();
    let texts = known
        .iter()
        .map(|(variant, text)| quote!(Self::#variant => #text));
    let parses = known
        .iter()
        .map(|(variant, text)| quote!(#text => Some(Self::#variant)));
    let codecs = context.enum_codecs();
    let Debug {
        derived,
        redacted,
        is_sensitive,
    } = Debug::of(&name, shape.sensitive);
    quote! {
        #shape_docs
        #[derive(Clone, #derived PartialEq, Eq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = " A value that was not known when this was generated. [`as_str`](Self::as_str) gives it."]
            Unknown(::smithereens_types::UnknownValue<Self>),
        }
        impl #name {
            #[doc = " The value as it stands on the wire."]
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(#texts,)*
                    Self::Unknown(value) => value.text(),
                }
            }
        }
        impl ::smithereens_types::StringEnum for #name {
            #is_sensitive
            fn known(value: &str) -> Option<Self> {
                match value {
                    #(#parses,)*
                    _ => None,
                }
            }
        }
        ::smithereens_types::string_enum!(#name #codecs);
        #redacted
    }
}

/// The file of an enum of integers.
pub(super) fn int_enum(context: &Context<'_>, shape: &IntEnum) -> TokenStream {
    let name = naming::ident(&shape.name.name);
    let shape_docs = docs_or(&shape.docs, &format!("The enum `{}`.", shape.name.shape));
    let variants = shape
        .values
        .iter()
        .map(|value| variant(value, &value.value.to_string()));
    let known: Vec<_> = shape
        .values
        .iter()
        .map(|value| {
            (
                naming::ident(&value.variant),
                Literal::i32_unsuffixed(value.value),
            )
        })
        .collect();
    let numbers = known
        .iter()
        .map(|(variant, number)| quote!(Self::#variant => #number));
    let reads = known
        .iter()
        .map(|(variant, number)| quote!(#number => Some(Self::#variant)));
    let codecs = context.enum_codecs();
    let Debug {
        derived,
        redacted,
        is_sensitive,
    } = Debug::of(&name, shape.sensitive);
    quote! {
        #shape_docs
        #[derive(Clone, Copy, #derived PartialEq, Eq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = " A value that was not known when this was generated. [`as_i32`](Self::as_i32) gives it."]
            Unknown(::smithereens_types::UnknownValue<Self, i32>),
        }
        impl #name {
            #[doc = " The value as it stands on the wire."]
            #[must_use]
            pub fn as_i32(self) -> i32 {
                match self {
                    #(#numbers,)*
                    Self::Unknown(value) => value.number(),
                }
            }
        }
        impl ::smithereens_types::IntEnum for #name {
            #is_sensitive
            fn known(value: i32) -> Option<Self> {
                match value {
                    #(#reads,)*
                    _ => None,
                }
            }
        }
        ::smithereens_types::int_enum!(#name #codecs);
        #redacted
    }
}

/// How an enum is shown: as it is, or in no part where it is sensitive.
struct Debug {
    derived: Option<TokenStream>,
    redacted: Option<TokenStream>,
    is_sensitive: Option<TokenStream>,
}

impl Debug {
    fn of(name: &Ident, sensitive: bool) -> Self {
        let redacted = quote! {
            impl ::std::fmt::Debug for #name {
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    ::smithereens_types::Redacted.fmt(f)
                }
            }
        };
        Self {
            derived: (!sensitive).then(|| quote!(Debug,)),
            redacted: sensitive.then_some(redacted),
            is_sensitive: sensitive.then(|| {
                quote!(
                    const IS_SENSITIVE: bool = true;
                )
            }),
        }
    }
}

fn variant<T>(value: &EnumValue<T>, text: &str) -> TokenStream {
    let variant_docs = docs_or(&value.docs, &markdown::code(text));
    let variant = naming::ident(&value.variant);
    quote!(#variant_docs #variant)
}
