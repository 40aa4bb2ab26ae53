//! How values of the model are lent to paths.

use super::super::context::Context;
use crate::ir::Lend;
use proc_macro2::TokenStream;
use quote::quote;

/// A field that is there.
pub(super) fn lent(field: &TokenStream, lend: &Lend) -> TokenStream {
    match lend {
        Lend::Reference => quote!(&#field),
        Lend::Unboxed => quote!(&*#field),
        Lend::Copy => quote!(#field),
        Lend::Text | Lend::EnumText(_) => quote!(#field.as_str()),
        Lend::EnumNumber(_) => quote!(#field.as_i32()),
    }
}

/// A field that is an `Option`.
pub(super) fn lent_option(context: &Context<'_>, field: &TokenStream, lend: &Lend) -> TokenStream {
    match lend {
        Lend::Reference => quote!(#field.as_ref()),
        Lend::Unboxed | Lend::Text => quote!(#field.as_deref()),
        Lend::Copy => field.clone(),
        Lend::EnumText(ty) => {
            let ty = context.path(ty.krate, &ty.name);
            quote!(#field.as_ref().map(#ty::as_str))
        }
        Lend::EnumNumber(ty) => {
            let ty = context.path(ty.krate, &ty.name);
            quote!(#field.map(#ty::as_i32))
        }
    }
}

/// What is there as references, in an iterator or an `Option`.
pub(super) fn lent_each(context: &Context<'_>, each: TokenStream, lend: &Lend) -> TokenStream {
    match lend {
        Lend::Reference => each,
        Lend::Unboxed => quote!(#each.map(|it| &**it)),
        Lend::Copy => quote!(#each.copied()),
        Lend::Text => quote!(#each.map(String::as_str)),
        Lend::EnumText(ty) => {
            let ty = context.path(ty.krate, &ty.name);
            quote!(#each.map(#ty::as_str))
        }
        Lend::EnumNumber(_) => quote!(#each.map(|it| it.as_i32())),
    }
}
