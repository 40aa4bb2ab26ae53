//! Which variables code looks at: one that is not looked at is not named.

use crate::naming;
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

/// Whether code looks at the variable of this name. A field of that name is none.
pub(super) fn is_used(tokens: &TokenStream, name: &str) -> bool {
    let mut is_field = false;
    tokens.clone().into_iter().any(|token| {
        let is_of_another = std::mem::take(&mut is_field);
        match token {
            TokenTree::Ident(ident) => !is_of_another && ident == name,
            TokenTree::Group(group) => is_used(&group.stream(), name),
            TokenTree::Punct(punct) => {
                is_field = punct.as_char() == '.';
                false
            }
            TokenTree::Literal(_) => false,
        }
    })
}

/// A variable as a pattern, which is nothing where this code does not look at it.
pub(super) fn pattern(tokens: &TokenStream, name: &str) -> TokenStream {
    if is_used(tokens, name) {
        let name = naming::ident(name);
        quote!(#name)
    } else {
        quote!(_)
    }
}

#[cfg(test)]
mod tests {
    use super::is_used;
    use quote::quote;

    #[test]
    fn a_field_of_the_name_is_no_use_of_the_variable() {
        for (code, expected) in [
            (quote!(input.name), true),
            (quote!(f(&input)), true),
            (quote!(if x { [input] } else { y }), true),
            (quote!(output.input), false),
            (quote!(output.input.input), false),
            (quote!(output.a.map(|it| input == it)), true),
            (quote!("input"), false),
            (quote!(), false),
        ] {
            assert_eq!(is_used(&code, "input"), expected, "{code}");
        }
    }
}
