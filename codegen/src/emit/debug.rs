//! `Debug` for what holds secrets: their place is shown, they are not.

use crate::ir::Member;
use crate::naming;
use proc_macro2::TokenStream;
use quote::quote;

/// `impl Debug` for a struct, or nothing where the derived one shows no secret.
pub(super) fn debug_impl(name: &str, members: &[&Member], all_sensitive: bool) -> TokenStream {
    if !needs_debug_impl(members, all_sensitive) {
        return TokenStream::new();
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
    quote! {
        impl ::std::fmt::Debug for #ident {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct(#name)#(#fields)*.finish()
            }
        }
    }
}

/// Whether a derived `Debug` would show a secret.
pub(super) fn needs_debug_impl(members: &[&Member], all_sensitive: bool) -> bool {
    all_sensitive || members.iter().any(|member| member.sensitive)
}
