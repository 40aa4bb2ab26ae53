//! `Debug` for what holds secrets: their place is shown, they are not.

use crate::ir::{Member, Type, Union};
use crate::naming;
use proc_macro2::TokenStream;
use quote::quote;

/// `impl Debug` for a struct, where the derived one would show a secret.
pub(super) fn debug_impl(
    name: &str,
    members: &[&Member],
    all_sensitive: bool,
) -> Option<TokenStream> {
    if !all_sensitive && !members.iter().any(|member| member.sensitive) {
        return None;
    }
    let ident = naming::ident(name);
    let fields = members.iter().map(|member| {
        let field = naming::ident(&member.rust);
        let label = &member.rust;
        if all_sensitive || member.sensitive {
            quote!(.field(#label, &::smithereens_types::Redacted))
        } else {
            quote!(.field(#label, &self.#field))
        }
    });
    Some(quote! {
        impl ::std::fmt::Debug for #ident {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct(#name)#(#fields)*.finish()
            }
        }
    })
}

/// `impl Debug` for a union, where the derived one would show a secret.
pub(super) fn union_debug_impl(union: &Union) -> Option<TokenStream> {
    if !union.sensitive && !union.members.iter().any(|member| member.sensitive) {
        return None;
    }
    let name = naming::ident(&union.name.name);
    let arms = union.members.iter().map(|member| {
        let variant = naming::ident(&member.rust);
        let label = &member.rust;
        match &member.ty {
            Type::Unit => quote!(Self::#variant {} => f.write_str(#label)),
            _ if union.sensitive || member.sensitive => {
                quote!(Self::#variant(_) => f.debug_tuple(#label).field(&::smithereens_types::Redacted).finish())
            }
            _ => quote!(Self::#variant(value) => f.debug_tuple(#label).field(value).finish()),
        }
    });
    Some(quote! {
        impl ::std::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    #(#arms,)*
                    Self::Unknown(_) => f.debug_tuple("Unknown").field(&::smithereens_types::Redacted).finish(),
                }
            }
        }
    })
}
