//! Enums of strings and of integers.

use super::docs_or;
use crate::ir::{EnumValue, IntEnum, StringEnum};
use crate::{markdown, naming};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The file of an enum of strings.
pub(super) fn string_enum(shape: &StringEnum) -> TokenStream {
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
        .map(|(variant, text)| quote!(#text => Self::#variant));
    let (debug, debug_impl) = if shape.sensitive {
        let redacted = quote! {
            impl ::std::fmt::Debug for #name {
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    ::smithereens_types::Redacted.fmt(f)
                }
            }
        };
        (None, Some(redacted))
    } else {
        (Some(quote!(Debug,)), None)
    };
    quote! {
        #shape_docs
        #[derive(Clone, #debug PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = " A value that was not known when this was generated."]
            Unknown(String),
        }
        impl #name {
            #[doc = " The value as it stands on the wire."]
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(#texts,)*
                    Self::Unknown(value) => value,
                }
            }
        }
        impl From<&str> for #name {
            fn from(value: &str) -> Self {
                match value {
                    #(#parses,)*
                    _ => Self::Unknown(value.to_owned()),
                }
            }
        }
        ::smithereens_types::string_enum!(#name);
        #debug_impl
    }
}

/// The file of an enum of integers.
pub(super) fn int_enum(shape: &IntEnum) -> TokenStream {
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
        .map(|(variant, number)| quote!(#number => Self::#variant));
    quote! {
        #shape_docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = " A value that was not known when this was generated."]
            Unknown(i32),
        }
        impl #name {
            #[doc = " The value as it stands on the wire."]
            #[must_use]
            pub fn as_i32(self) -> i32 {
                match self {
                    #(#numbers,)*
                    Self::Unknown(value) => value,
                }
            }
        }
        impl From<i32> for #name {
            fn from(value: i32) -> Self {
                match value {
                    #(#reads,)*
                    _ => Self::Unknown(value),
                }
            }
        }
        ::smithereens_types::int_enum!(#name);
    }
}

fn variant<T>(value: &EnumValue<T>, text: &str) -> TokenStream {
    let variant_docs = docs_or(&value.docs, &markdown::code(text));
    let variant = naming::ident(&value.variant);
    quote!(#variant_docs #variant)
}
