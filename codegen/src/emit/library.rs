//! `lib.rs`: what a crate is, its modules and what it gives.

use super::context::{Context, Module};
use crate::ir::Crate;
use crate::{markdown, naming};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use std::collections::BTreeSet;

/// Which generation of the runtime and its values the generated code fits. It goes up with every change of either that
/// breaks code which was generated before; `generation!` there has the same number.
const GENERATION: u32 = 2;

/// The root of a generated crate.
pub(super) fn library(context: &Context<'_>, modules: &[(Module, TokenStream)]) -> TokenStream {
    let lines = docs_of_crate(context);
    let inner = lines.iter().map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        }
    });
    let declarations = modules.iter().map(|(module, _)| {
        let name = naming::ident(&module.file);
        quote!(mod #name;)
    });
    let exports = modules
        .iter()
        .filter(|(module, _)| !module.exports.is_empty())
        .map(|(module, _)| {
            let name = naming::ident(&module.file);
            let items = module.exports.iter().map(|item| naming::ident(item));
            if module.exports.len() == 1 {
                quote!(pub use #name::#(#items)*;)
            } else {
                quote!(pub use #name::{#(#items),*};)
            }
        });
    let shared = (context.krate == Crate::Errors).then(|| shared_errors(context));
    let generation = Literal::u32_unsuffixed(GENERATION);
    let generation = match context.krate {
        Crate::Shapes | Crate::Errors => quote!(::smithereens_types::generation!(#generation);),
        Crate::Operations => quote!(::smithereens::generation!(#generation);),
    };
    let generation = context.place.is_none().then_some(generation);
    quote! {
        #(#![doc = #inner])*
        #generation
        #(#declarations)*
        #(#exports)*
        #shared
    }
}

/// The root of a crate that all of a package is in, or of a module of someone's own crate: that is included, and so has no
/// documentation within.
pub(super) fn one_place(context: &Context<'_>, is_crate: bool) -> TokenStream {
    let title = markdown::shown(&context.package.service.title);
    let docs = [
        format!(
            " Operations of {title}, for the client of `smithereens`, with their shapes and errors."
        ),
        String::new(),
        " An operation is a value: `new` takes what the model requires, setters take the rest, and"
            .to_owned(),
        " `Client::send`, `pages` or `items` run it.".to_owned(),
    ];
    let docs = docs.iter().filter(|_| is_crate);
    let generation = Literal::u32_unsuffixed(GENERATION);
    quote! {
        #(#![doc = #docs])*
        ::smithereens::generation!(#generation);
        pub mod errors;
        pub mod operations;
        pub mod shapes;
        pub use operations::*;
    }
}

/// Errors that are also members of shapes are defined with the shapes.
fn shared_errors(context: &Context<'_>) -> TokenStream {
    let errors = context
        .package
        .operations
        .iter()
        .flat_map(|operation| &operation.errors)
        .map(|error| &error.output);
    let names: BTreeSet<_> = errors
        .filter(|error| error.krate == Crate::Shapes)
        .map(|error| &error.structure.name.name)
        .collect();
    let paths = names.iter().map(|name| context.path(Crate::Shapes, name));
    quote!(#(pub use #paths;)*)
}

fn docs_of_crate(context: &Context<'_>) -> Vec<String> {
    let title = markdown::shown(&context.package.service.title);
    match context.krate {
        Crate::Shapes => vec![
            format!("The shapes of {title}: structures, unions and enums."),
            String::new(),
            format!(
                "Plain data with the {} form of the service; no HTTP and no async.",
                context.response_codec().name()
            ),
        ],
        Crate::Errors => vec![
            format!("The errors of {title}, and for each operation an enum of those that it can answer with."),
        ],
        Crate::Operations => vec![
            format!("Operations of {title}, for the client of `smithereens`."),
            String::new(),
            "An operation is a value: `new` takes what the model requires, setters take the rest, and".to_owned(),
            "`Client::send`, `pages` or `items` run it.".to_owned(),
        ],
    }
}
