//! Errors: what error structures have beyond others, and the enum of the errors of an operation.

use super::context::{Context, Module};
use super::docs::docs_or;
use crate::ir::{ErrorShape, Member, Operation, OperationError, TypeName};
use crate::naming;
use proc_macro2::TokenStream;
use quote::quote;

/// `Display`, `Error` and `SetMessage` for an error structure.
pub(super) fn error_impls(name: &TypeName, error: &ErrorShape, members: &[Member]) -> TokenStream {
    let ident = naming::ident(&name.name);
    let code = &name.shape;
    let is_required = |message: &String| {
        members
            .iter()
            .any(|member| &member.rust == message && !member.is_optional())
    };
    let display = if let Some(message) = &error.message {
        let field = naming::ident(message);
        let text = format!("{code}: {{message}}");
        // What the service says is text from outside: it is not to steer the terminal or the log that it is shown in.
        if is_required(message) {
            quote! {
                let message = ::smithereens_types::printable(&self.#field);
                write!(f, #text)
            }
        } else {
            quote! {
                match self.#field.as_deref().map(::smithereens_types::printable) {
                    Some(message) => write!(f, #text),
                    None => f.write_str(#code),
                }
            }
        }
    } else {
        quote!(f.write_str(#code))
    };
    let set_message = error.message.as_ref().map(|message| {
        let field = naming::ident(message);
        let value = if is_required(message) {
            quote!(message)
        } else {
            quote!(Some(message))
        };
        quote! {
            fn set_message(&mut self, message: String) {
                self.#field = #value;
            }
        }
    });
    quote! {
        impl ::std::fmt::Display for #ident {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                #display
            }
        }
        impl ::std::error::Error for #ident {}
        impl ::smithereens_types::SetMessage for #ident { #set_message }
    }
}

/// The module of the enum of an operation's errors.
pub(super) fn operation_error_module(
    context: &Context<'_>,
    operation: &Operation,
) -> (Module, TokenStream) {
    let name = operation.error_name.clone();
    let ident = naming::ident(&name);
    let enum_docs = format!(
        " The errors that the model lists for `{}`.",
        operation.name.shape
    );
    let variants: Vec<_> = operation
        .errors
        .iter()
        .map(|error| naming::ident(&error.output.structure.name.name))
        .collect();
    let predicates = predicates(&operation.errors);
    let definitions = operation
        .errors
        .iter()
        .zip(&variants)
        .map(|(error, variant)| {
            let variant_docs = docs_or(
                &error.output.structure.docs,
                &format!("The error `{}`.", error.code),
            );
            let path = context.path(error.output.krate, &error.output.structure.name.name);
            quote!(#variant_docs #variant(#path))
        });
    let tokens = quote! {
        #[doc = #enum_docs]
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #ident { #(#definitions),* }
        impl #ident { #(#predicates)* }
        impl ::std::fmt::Display for #ident {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    #(Self::#variants(error) => error.fmt(f),)*
                }
            }
        }
        impl ::std::error::Error for #ident {}
    };
    (
        Module {
            file: naming::module_name(&name),
            exports: vec![name],
        },
        tokens,
    )
}

/// Whether it is one of the errors, for each.
fn predicates(errors: &[OperationError]) -> Vec<TokenStream> {
    let variants = errors.iter().map(|error| &error.output.structure.name.name);
    let mut names: Vec<_> = variants
        .clone()
        .map(|name| naming::predicate_name(name))
        .collect();
    naming::disambiguate(names.iter_mut(), "_");
    let predicates = variants.zip(names).map(|(variant, name)| {
        let docs = format!(" Whether it is [`{variant}`](Self::{variant}).");
        let [variant, name] = [variant, &name].map(|name| naming::ident(name));
        quote! {
            #[doc = #docs]
            #[must_use]
            pub fn #name(&self) -> bool {
                matches!(self, Self::#variant(_))
            }
        }
    });
    predicates.collect()
}
