//! Structs: documentation, derives and fields, alike for structures, outputs and operations.

use super::context::Context;
use super::debug::debug_impl;
use super::docs::docs_or;
use super::types::field_type;
use crate::ir::Member;
use crate::naming;
use proc_macro2::TokenStream;
use quote::quote;

/// A struct.
pub(super) struct Struct<'a> {
    pub(super) name: &'a str,
    pub(super) docs: TokenStream,
    pub(super) members: &'a [&'a Member],
    /// Whether nothing of it may be shown.
    pub(super) sensitive: bool,
    /// Whether it can be copied and compared.
    pub(super) is_data: bool,
    /// Whether each of its fields starts as its type's default.
    pub(super) derives_default: bool,
}

/// The struct, and its `Debug` where the derived one would show a secret.
pub(super) fn struct_item(
    context: &Context<'_>,
    item: &Struct<'_>,
) -> (TokenStream, Option<TokenStream>) {
    let name = naming::ident(item.name);
    let docs = &item.docs;
    let debug_impl = debug_impl(item.name, item.members, item.sensitive);
    let derives = [
        item.is_data.then(|| quote!(Clone)),
        debug_impl.is_none().then(|| quote!(Debug)),
        item.derives_default.then(|| quote!(Default)),
        item.is_data.then(|| quote!(PartialEq)),
    ];
    let derives: Vec<_> = derives.into_iter().flatten().collect();
    let derive = (!derives.is_empty()).then(|| quote!(#[derive(#(#derives),*)]));
    let fields = item.members.iter().map(|member| {
        let member_docs = docs_or(&member.docs, &format!("The member `{}`.", member.name));
        let field = naming::ident(&member.rust);
        let ty = field_type(context, member);
        quote!(#member_docs pub #field: #ty)
    });
    let tokens = quote! {
        #docs
        #derive
        #[non_exhaustive]
        pub struct #name { #(#fields),* }
    };
    (tokens, debug_impl)
}
