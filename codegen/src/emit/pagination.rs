//! `impl Paginated` and `PaginatedItems`.

use super::context::Context;
use super::types::value_type;
use crate::ir::{Operation, Pagination, TokenPath, Type};
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
    let output_token = &pagination.output_token.path;
    let page_size = option(pagination.page_size.as_deref());
    let items = option(pagination.items.as_ref().map(|items| items.path.as_str()));
    let next_token = borrowed_token(&pagination.output_token);
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
        impl ::smithereens::operation::Paginated for #name {
            const PAGINATION: ::smithereens::operation::Pagination = ::smithereens::operation::Pagination {
                input_token: #input_token,
                output_token: #output_token,
                page_size: #page_size,
                items: #items,
            };
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

fn option(value: Option<&str>) -> TokenStream {
    match value {
        Some(value) => quote!(Some(#value)),
        None => quote!(None),
    }
}

/// The token as `Option<&str>`.
fn borrowed_token(path: &TokenPath) -> TokenStream {
    let mut value = quote!(output);
    let last = path.members.len().saturating_sub(1);
    for (index, member) in path.members.iter().enumerate() {
        let field = naming::ident(&member.rust);
        value = match (index == last, member.is_optional()) {
            (true, true) => quote!(#value.#field.as_deref()),
            (true, false) => quote!(Some(&#value.#field)),
            (false, true) => quote!(#value.#field.as_ref()?),
            (false, false) => quote!(#value.#field),
        };
    }
    value
}

fn items_impl(context: &Context<'_>, operation: &Operation, items: &TokenPath) -> TokenStream {
    let name = naming::ident(&operation.name.name);
    let item = match items.ty() {
        Some(Type::List { member, sparse }) => {
            let member = value_type(context, member);
            if *sparse {
                quote!(Option<#member>)
            } else {
                member
            }
        }
        Some(Type::Map { key, value, sparse }) => {
            let (key, value) = (value_type(context, key), value_type(context, value));
            if *sparse {
                quote!((#key, Option<#value>))
            } else {
                quote!((#key, #value))
            }
        }
        _ => return TokenStream::new(),
    };
    let mut value = quote!(output);
    let mut maybe = false;
    for member in &items.members {
        let field = naming::ident(&member.rust);
        let optional = member.is_optional();
        value = match (maybe, optional) {
            (false, _) => quote!(#value.#field),
            (true, false) => quote!(#value.map(|part| part.#field)),
            (true, true) => quote!(#value.and_then(|part| part.#field)),
        };
        maybe |= optional;
    }
    let is_map = matches!(items.ty(), Some(Type::Map { .. }));
    let value = match (maybe, is_map) {
        (false, false) => value,
        (true, false) => quote!(#value.unwrap_or_default()),
        (false, true) => quote!(#value.into_iter().collect()),
        (true, true) => quote!(#value.into_iter().flatten().collect()),
    };
    quote! {
        impl ::smithereens::operation::PaginatedItems for #name {
            type Item = #item;
            fn into_items(output: Self::Output) -> Vec<Self::Item> {
                #value
            }
        }
    }
}
