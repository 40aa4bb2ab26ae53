//! How members stand in JSON: the code that writes them and reads them.

use crate::ir::{Member, TimestampFormat, Type};
use crate::naming;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// `impl Serialize` for a struct, of which these members go into the object.
pub(super) fn serialize_impl(name: &Ident, members: &[&Member]) -> TokenStream {
    let body = if members.is_empty() {
        quote!(json::Object::new(serializer).end())
    } else {
        let writes = members.iter().map(|member| {
            let field = naming::ident(&member.rust);
            let json_name = &member.json_name;
            let write = method(member);
            quote!(object.#write(#json_name, &self.#field);)
        });
        quote! {
            let mut object = json::Object::new(serializer);
            #(#writes)*
            object.end()
        }
    };
    quote! {
        impl ::serde::Serialize for #name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #body
            }
        }
    }
}

/// `impl Deserialize` for a struct, and what it needs. `start` is the struct before any member is read.
pub(super) fn deserialize_impl(
    name: &Ident,
    members: &[&Member],
    start: &TokenStream,
) -> TokenStream {
    let arms = members.iter().map(|member| {
        let field = naming::ident(&member.rust);
        let json_name = &member.json_name;
        let read = method(member);
        quote!(#json_name => member.#read(&mut self.#field))
    });
    let (argument, body) = if members.is_empty() {
        (quote!(_), quote!(member.skip()))
    } else {
        let arms = quote!(#(#arms,)* _ => member.skip());
        (quote!(name), quote!(match name { #arms }))
    };
    quote! {
        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                json::deserialize_structure(#start, deserializer)
            }
        }
        impl json::Structure for #name {
            fn read<M: json::Member>(&mut self, #argument: &str, member: M) -> Result<(), M::Error> {
                #body
            }
        }
    }
}

/// The method that reads or writes a member: both sides name them alike.
fn method(member: &Member) -> TokenStream {
    let is_optional = member.is_optional();
    match (is_optional, form(&member.ty)) {
        (true, None) => quote!(optional),
        (true, Some(form)) => quote!(optional_as::<#form, _>),
        (false, None) => quote!(plain),
        (false, Some(form)) => quote!(plain_as::<#form, _>),
    }
}

/// A reference to a value of this type, to be written outside of any structure.
pub(super) fn formed(ty: &Type, value: TokenStream) -> TokenStream {
    match form(ty) {
        Some(form) => quote!(&::smithereens_types::json::formed::<#form, _>(#value)),
        None => value,
    }
}

/// The adapter for a type that serde alone would not treat as the protocol wants, if it needs one.
pub(super) fn form(ty: &Type) -> Option<TokenStream> {
    let json = quote!(::smithereens_types::json);
    Some(match ty {
        Type::Byte | Type::Short | Type::Integer | Type::Long => quote!(#json::Integer),
        Type::Float | Type::Double => quote!(#json::Float),
        Type::Timestamp(TimestampFormat::DateTime) => quote!(#json::DateTime),
        Type::Timestamp(TimestampFormat::HttpDate) => quote!(#json::HttpDate),
        Type::List {
            member,
            sparse: false,
        } => collection(&quote!(#json::List), member),
        Type::List {
            member,
            sparse: true,
        } => collection(&quote!(#json::SparseList), member),
        Type::Map {
            value,
            sparse: false,
            ..
        } => collection(&quote!(#json::Map), value),
        Type::Map {
            value,
            sparse: true,
            ..
        } => collection(&quote!(#json::SparseMap), value),
        _ => return None,
    })
}

fn collection(name: &TokenStream, part: &Type) -> TokenStream {
    match form(part) {
        Some(part) => quote!(#name<#part>),
        None => name.clone(),
    }
}
