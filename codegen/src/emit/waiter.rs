//! Waiters: the value, and what its operation's outcomes mean.

use super::context::{Context, Module};
use super::docs::docs_or;
use super::operation::duration;
use super::path;
use super::setters::{arguments, expectation};
use super::variable::{is_used, pattern};
use crate::ir::{Acceptor, Crate, Matcher, Operation, Waiter, WaiterState};
use crate::{markdown, naming};
use proc_macro2::TokenStream;
use quote::quote;

/// The module of a waiter.
pub(super) fn waiter_module(
    context: &Context<'_>,
    operation: &Operation,
    waiter: &Waiter,
) -> (Module, TokenStream) {
    let name = naming::ident(&waiter.name.name);
    let shape = &waiter.name.shape;
    let operation_name = &operation.name.name;
    let operation_path = context.path(Crate::Operations, operation_name);
    let waiter_docs = docs_or(
        &waiter.docs,
        &format!(
            "The waiter {}, by the operation `{}`.",
            markdown::code(shape),
            operation.name.shape
        ),
    );
    let derives_default = operation.has_default().then(|| quote!(Default,));
    let new = constructor(context, operation);
    let from_docs = format!(" Makes the waiter of a `{operation_name}` with all that it has.");
    let (min, max) = (duration(waiter.min_delay), duration(waiter.max_delay));
    let accept = accept(context, operation, waiter);
    let tokens = quote! {
        #waiter_docs
        #[derive(Clone, Debug, #derives_default PartialEq)]
        pub struct #name(#operation_path);
        impl #name { #new }
        #[doc = #from_docs]
        impl From<#operation_path> for #name {
            fn from(operation: #operation_path) -> Self {
                Self(operation)
            }
        }
        impl ::smithereens::codegen::waiter::Waiter for #name {
            const NAME: &'static str = #shape;
            const MIN_DELAY: ::std::time::Duration = #min;
            const MAX_DELAY: ::std::time::Duration = #max;
            type Operation = #operation_path;
            fn operation(&self) -> &#operation_path {
                &self.0
            }
            #accept
        }
    };
    let module = Module {
        file: waiter.name.module.clone(),
        exports: vec![waiter.name.name.clone()],
    };
    (module, tokens)
}

/// `new`, which takes what the operation's takes.
fn constructor(context: &Context<'_>, operation: &Operation) -> TokenStream {
    let operation_path = context.path(Crate::Operations, &operation.name.name);
    let required: Vec<_> = operation
        .members()
        .filter(|member| member.is_required())
        .collect();
    let names = required.iter().map(|member| naming::ident(&member.rust));
    let arguments = arguments(context, &required);
    let docs = format!(
        " The waiter for `{}` with what that requires.",
        operation.name.name
    );
    let many = expectation(&required);
    quote! {
        #[doc = #docs]
        #[must_use]
        #many
        pub fn new(#(#arguments),*) -> Self {
            Self(#operation_path::new(#(#names),*))
        }
    }
}

/// `fn accept`.
fn accept(context: &Context<'_>, operation: &Operation, waiter: &Waiter) -> TokenStream {
    let of_output =
        |acceptor: &&Acceptor| matches!(acceptor.matcher, Matcher::Output | Matcher::OutputThat(_));
    let (output, error): (Vec<_>, Vec<_>) = waiter.acceptors.iter().partition(of_output);
    let output = chain(context, operation, &output);
    let error = chain(context, operation, &error);
    let (for_output, for_error) = (pattern(&output, "output"), pattern(&error, "error"));
    let input = is_used(&output, "input").then(|| quote!(let input = &self.0;));
    let operation = context.path(Crate::Operations, &operation.name.name);
    quote! {
        fn accept(
            &self,
            outcome: ::smithereens::codegen::waiter::Outcome<'_, #operation>,
        ) -> Option<::smithereens::codegen::waiter::WaiterState> {
            #input
            match outcome {
                Ok(#for_output) => #output,
                Err(#for_error) => #error,
            }
        }
    }
}

/// What the first acceptor that matches says.
fn chain(context: &Context<'_>, operation: &Operation, acceptors: &[&Acceptor]) -> TokenStream {
    let ended = |chain: &TokenStream, end: TokenStream| {
        if chain.is_empty() {
            end
        } else {
            quote!(#chain { #end })
        }
    };
    let mut chain = TokenStream::new();
    let mut acceptors = acceptors.iter().peekable();
    while let Some(acceptor) = acceptors.next() {
        let state = state(acceptor.state);
        let Some(mut holds) = condition(context, operation, &acceptor.matcher) else {
            return ended(&chain, quote!(Some(#state)));
        };
        // Those that say the same one after the other are one condition.
        while let Some(next) = acceptors.next_if(|next| next.state == acceptor.state) {
            match condition(context, operation, &next.matcher) {
                Some(more) => holds = quote!(#holds || #more),
                None => return ended(&chain, quote!(Some(#state))),
            }
        }
        chain.extend(quote!(if #holds { Some(#state) } else));
    }
    ended(&chain, quote!(None))
}

/// What has to hold of an output or error; nothing where any will do.
fn condition(
    context: &Context<'_>,
    operation: &Operation,
    matcher: &Matcher,
) -> Option<TokenStream> {
    match matcher {
        Matcher::Output | Matcher::Error => None,
        Matcher::OutputThat(holds) => Some(path::value(context, holds)),
        Matcher::ErrorOf { codes, variant } => {
            let is_code = quote!(matches!(error.code(), Some(#(#codes)|*)));
            Some(match variant {
                Some(variant) => {
                    let error = context.path(Crate::Errors, &operation.error_name);
                    let variant = naming::ident(variant);
                    quote!(matches!(error.service(), Some(#error::#variant(_))) || #is_code)
                }
                None => is_code,
            })
        }
    }
}

fn state(state: WaiterState) -> TokenStream {
    let state = naming::ident(match state {
        WaiterState::Success => "Success",
        WaiterState::Failure => "Failure",
        WaiterState::Retry => "Retry",
    });
    quote!(::smithereens::codegen::waiter::WaiterState::#state)
}
