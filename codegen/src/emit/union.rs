//! Unions.

use super::context::Context;
use super::debug::union_debug_impl;
use super::docs::docs_or;
use super::types::value_type;
use crate::ir::{Type, Union};
use crate::naming;
use proc_macro2::TokenStream;
use quote::quote;

/// The enum of a union. What its members are called in documentation is up to the caller, and so is the type of those that
/// are not known.
pub(super) fn definition(
    context: &Context<'_>,
    shape: &Union,
    kind: &str,
    unknown: &TokenStream,
) -> TokenStream {
    let name = naming::ident(&shape.name.name);
    let text = &shape.name.name;
    let shape_docs = docs_or(&shape.docs, &format!("The union `{}`.", shape.name.shape));
    let debug_impl = union_debug_impl(shape);
    let debug = debug_impl.is_none().then(|| quote!(Debug,));
    let variants = shape.members.iter().map(|member| {
        let member_docs = docs_or(&member.docs, &format!("The {kind} `{}`.", member.name));
        let variant = naming::ident(&member.rust);
        match &member.ty {
            Type::Unit => quote!(#member_docs #variant {}),
            ty => {
                let ty = value_type(context, ty);
                quote!(#member_docs #variant(#ty))
            }
        }
    });
    let article = if kind == "event" { "An" } else { "A" };
    let unknown_docs =
        format!(" {article} {kind} that `{text}` did not have when this was generated.");
    quote! {
        #shape_docs
        #[derive(Clone, #debug PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = #unknown_docs]
            Unknown(#unknown),
        }
        #debug_impl
    }
}

/// The file of a union.
pub(super) fn union(context: &Context<'_>, shape: &Union) -> TokenStream {
    let name = naming::ident(&shape.name.name);
    let definition = definition(
        context,
        shape,
        "member",
        &quote!(::smithereens_types::UnknownMember<Self>),
    );
    let absent = shape.needs_absent.then(|| {
        quote! {
            impl ::smithereens_types::Absent for #name {
                fn absent() -> Self {
                    Self::Unknown(::smithereens_types::UnknownMember::default())
                }
            }
        }
    });
    let codec_use = context.codec_use(shape.direction);
    let imports = context.codec_imports(codec_use);
    let write = codec_use
        .writes
        .then(|| context.request_codec().union_write_impl(shape));
    let read = codec_use
        .reads
        .then(|| context.response_codec().union_read_impl(shape));
    quote! {
        #imports
        #definition
        #write
        #read
        #absent
    }
}
