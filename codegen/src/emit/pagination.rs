//! `impl Paginated` and `PaginatedItems`.

use super::context::Context;
use super::path;
use super::types::{part_type, value_type};
use crate::ir::{Item, Items, Operation, Pagination, PathExpression};
use crate::naming;
use proc_macro2::TokenStream;
use quote::quote;

/// How an operation goes from page to page.
pub(super) fn pagination(
    context: &Context<'_>,
    operation: &Operation,
    pagination: &Pagination,
) -> TokenStream {
    let name = naming::ident(&operation.name.name);
    let input_token = &pagination.input_token.name;
    let (output_token, token) = &pagination.output_token;
    let page_size = pagination
        .page_size
        .as_ref()
        .map(|member| quote!(.with_page_size(#member)));
    let items = pagination.items.as_ref().map(|items| {
        let path = &items.path.text;
        quote!(.with_items(#path))
    });
    let next_token = borrowed_token(context, token);
    let field = naming::ident(&pagination.input_token.rust);
    let token = if pagination.input_token.is_optional() {
        quote!(Some(token))
    } else {
        quote!(token)
    };
    let items_impl = pagination
        .items
        .as_ref()
        .map(|items| items_impl(context, operation, items));
    quote! {
        impl ::smithereens::codegen::Paginated for #name {
            const PAGINATION: ::smithereens::codegen::Pagination =
                ::smithereens::codegen::Pagination::new(#input_token, #output_token) #page_size #items;
            fn next_token(output: &Self::Output) -> Option<&str> {
                #next_token
            }
            fn set_token(&mut self, token: String) {
                self.#field = #token;
            }
        }
        #items_impl
    }
}

/// The token as `Option<&str>`.
fn borrowed_token(context: &Context<'_>, token: &PathExpression) -> TokenStream {
    let value = path::value(context, token);
    if token.optional {
        value
    } else {
        quote!(Some(#value))
    }
}

fn items_impl(context: &Context<'_>, operation: &Operation, items: &Items) -> TokenStream {
    let name = naming::ident(&operation.name.name);
    let (item, is_map) = match &items.item {
        Item::Element { member, sparse } => (part_type(context, member, *sparse), false),
        Item::Entry { key, value, sparse } => {
            let key = value_type(context, key);
            let value = part_type(context, value, *sparse);
            (quote!((#key, #value)), true)
        }
    };
    let mut value = quote!(output);
    let mut maybe = false;
    for member in items.path.through.iter().chain([&items.path.last]) {
        let field = naming::ident(&member.rust);
        let optional = member.is_optional();
        value = match (maybe, optional) {
            (false, _) => quote!(#value.#field),
            (true, false) => quote!(#value.map(|part| part.#field)),
            (true, true) => quote!(#value.and_then(|part| part.#field)),
        };
        maybe |= optional;
    }
    let value = match (maybe, is_map) {
        (false, false) => value,
        (true, false) => quote!(#value.unwrap_or_default()),
        (false, true) => quote!(#value.into_iter().collect()),
        (true, true) => quote!(#value.into_iter().flatten().collect()),
    };
    quote! {
        impl ::smithereens::codegen::PaginatedItems for #name {
            type Item = #item;
            fn into_items(output: Self::Output) -> Vec<Self::Item> {
                #value
            }
        }
    }
}
