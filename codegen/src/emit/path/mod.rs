//! Paths into inputs and outputs, as expressions of combinators.

mod compare;
mod emitter;
mod lend;
mod step;

use super::context::Context;
use crate::ir::PathExpression;
use emitter::Emitter;
use proc_macro2::TokenStream;
use quote::quote;

/// The value of a path, which is an `Option` if it may be null.
pub(super) fn value(context: &Context<'_>, path: &PathExpression) -> TokenStream {
    Emitter { context }.value(path)
}

/// What a path goes through, in a `Vec`, which is in an `Option` if it may be null.
pub(super) fn collected(context: &Context<'_>, path: &PathExpression) -> TokenStream {
    let emitter = Emitter { context };
    emitter.then(path, false, |items| quote!(#items.collect::<Vec<_>>()))
}
