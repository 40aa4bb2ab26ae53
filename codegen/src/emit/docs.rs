//! Documentation as attributes.

use crate::ir::Docs;
use proc_macro2::TokenStream;
use quote::quote;

/// Documentation as attributes, which print as `///` lines.
pub(super) fn docs(docs: &Docs) -> TokenStream {
    let lines = docs.iter().map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        }
    });
    quote!(#(#[doc = #lines])*)
}

/// The same, with something to say where the model says nothing.
pub(super) fn docs_or(lines: &Docs, otherwise: &str) -> TokenStream {
    if lines.is_empty() {
        docs(&vec![otherwise.to_owned()])
    } else {
        docs(lines)
    }
}
