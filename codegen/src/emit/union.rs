//! Unions.

use super::context::Context;
use super::docs::docs_or;
use super::form::form;
use super::types::value_type;
use crate::ir::{Type, Union};
use crate::naming;
use proc_macro2::TokenStream;
use quote::quote;

/// The file of a union.
pub(super) fn union(context: &Context<'_>, shape: &Union) -> TokenStream {
    let name = naming::ident(&shape.name.name);
    let text = &shape.name.name;
    let shape_docs = docs_or(&shape.docs, &format!("The union `{}`.", shape.name.shape));
    let secret = shape.sensitive || shape.members.iter().any(|member| member.sensitive);
    let debug = (!secret).then(|| quote!(Debug,));
    let variants = shape.members.iter().map(|member| {
        let member_docs = docs_or(&member.docs, &format!("The member `{}`.", member.name));
        let variant = naming::ident(&member.rust);
        match &member.ty {
            Type::Unit => quote!(#member_docs #variant {}),
            ty => {
                let ty = value_type(context, ty);
                quote!(#member_docs #variant(#ty))
            }
        }
    });
    let reads = shape.members.iter().map(|member| {
        let variant = naming::ident(&member.rust);
        let json_name = &member.json_name;
        match (&member.ty, form(&member.ty)) {
            (Type::Unit, _) => quote!(#json_name => member.unit(Self::#variant {})),
            (_, None) => quote!(#json_name => member.variant(Self::#variant)),
            (_, Some(form)) => {
                quote!(#json_name => member.variant_as::<#form, _, _>(Self::#variant))
            }
        }
    });
    let writes = shape.members.iter().map(|member| {
        let variant = naming::ident(&member.rust);
        let json_name = &member.json_name;
        match (&member.ty, form(&member.ty)) {
            (Type::Unit, _) => quote!(Self::#variant {} => object.unit(#json_name)),
            (_, None) => quote!(Self::#variant(value) => object.plain(#json_name, value)),
            (_, Some(form)) => {
                quote!(Self::#variant(value) => object.plain_as::<#form, _>(#json_name, value))
            }
        }
    });
    let debug_impl = secret.then(|| debug_impl(shape));
    let absent = shape.absent.then(|| {
        quote! {
            impl ::smithereens_types::Absent for #name {
                fn absent() -> Self {
                    Self::Unknown(::smithereens_types::UnknownMember::default())
                }
            }
        }
    });
    let unknown_docs = format!(" A member that `{text}` did not have when this was generated.");
    quote! {
        use ::smithereens_types::json;
        #shape_docs
        #[derive(Clone, #debug PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = #unknown_docs]
            Unknown(::smithereens_types::UnknownMember<Self>),
        }
        #debug_impl
        impl ::serde::Serialize for #name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut object = json::Object::new(serializer);
                match self {
                    #(#writes,)*
                    Self::Unknown(member) => object.unknown(member),
                };
                object.end()
            }
        }
        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                json::deserialize_union(deserializer)
            }
        }
        impl json::Union for #name {
            fn read<M: json::Member>(name: &str, member: M) -> Result<json::Variant<Self>, M::Error> {
                match name {
                    #(#reads,)*
                    _ => member.unknown(),
                }
            }
            fn unknown(member: ::smithereens_types::UnknownMember<Self>) -> Self {
                Self::Unknown(member)
            }
        }
        #absent
    }
}

/// `Debug` for a union that may hold a secret.
fn debug_impl(shape: &Union) -> TokenStream {
    let name = naming::ident(&shape.name.name);
    let arms = shape.members.iter().map(|member| {
            let variant = naming::ident(&member.rust);
            let label = &member.rust;
            match &member.ty {
                Type::Unit => quote!(Self::#variant {} => f.write_str(#label)),
                _ if shape.sensitive || member.sensitive => {
                    quote!(Self::#variant(_) => f.debug_tuple(#label).field(&::smithereens_types::Redacted).finish())
                }
                _ => quote!(Self::#variant(value) => f.debug_tuple(#label).field(value).finish()),
            }
        });
    quote! {
        impl ::std::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    #(#arms,)*
                    Self::Unknown(_) => f.debug_tuple("Unknown").field(&::smithereens_types::Redacted).finish(),
                }
            }
        }
    }
}
