//! The value of a path: what is computed of several values; what is done to one, `step` knows.

use super::super::context::Context;
use crate::ir::{Lend, PathExpression, PathKind, PathLiteral, PathType, PathVariable};
use crate::naming;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// Writes paths for one of the generated crates.
pub(super) struct Emitter<'a> {
    pub(super) context: &'a Context<'a>,
}

impl Emitter<'_> {
    /// The value of a path.
    pub(super) fn value(&self, path: &PathExpression) -> TokenStream {
        if let Some(step) = self.step(path) {
            return self.then(step.of, step.gives_option, step.done);
        }
        match &path.kind {
            PathKind::Variable(variable) => variable_name(*variable),
            PathKind::Literal(literal) => literal_value(literal),
            PathKind::Array(parts) => {
                let parts = parts.iter().map(|part| self.in_option(part, true));
                quote!([#(#parts),*])
            }
            PathKind::IsEmpty(of) => self.within(of, &quote!(is_none_or), |base| match of.ty {
                PathType::Items(_) => quote!(#base.count() == 0),
                _ => quote!(#base.is_empty()),
            }),
            PathKind::IsSome(of) => {
                let of = self.place(of);
                quote!(#of.is_some())
            }
            PathKind::Contains(whole, part) => self.contains(whole, part),
            PathKind::Compare(how, a, b) => self.comparison(*how, a, b),
            PathKind::And(a, b) => {
                let (a, b) = (self.junct(a, true), self.junct(b, true));
                quote!(#a && #b)
            }
            PathKind::Or(a, b) => {
                let (a, b) = (self.junct(a, false), self.junct(b, false));
                quote!(#a || #b)
            }
            PathKind::Not(of) => self.not(of),
            PathKind::AllEqual(of, text) => {
                let all = quote!(::smithereens::codegen::waiter::all_equal);
                if of.optional {
                    let of = self.place(of);
                    return quote!(#of.is_some_and(|items| #all(items, #text)));
                }
                let of = self.value(of);
                quote!(#all(#of, #text))
            }
            PathKind::AnyEqual(of, text) => {
                let of_value = self.place(of);
                if of.optional {
                    quote!(#of_value.is_some_and(|mut items| items.any(|item| item == #text)))
                } else {
                    quote!(#of_value.any(|item| item == #text))
                }
            }
            PathKind::If(condition, a, b) => {
                let condition = self.value(condition);
                let a = self.in_option(a, path.optional);
                let b = self.in_option(b, path.optional);
                quote!(if #condition { #a } else { #b })
            }
            // All others are steps.
            _ => TokenStream::new(),
        }
    }

    /// The value of a path where a field or method of it is asked for, which needs no reference to it.
    pub(super) fn place(&self, path: &PathExpression) -> TokenStream {
        let value = |path| {
            let value = self.value(path);
            quote!((#value))
        };
        match &path.kind {
            PathKind::Field {
                of,
                field,
                is_option: false,
                lend: Lend::Reference | Lend::Unboxed,
            } if !of.optional => {
                let of = self.place(of);
                let field = naming::ident(field);
                quote!(#of.#field)
            }
            PathKind::Variant { of, .. } if !of.optional => value(path),
            PathKind::Compare(..)
            | PathKind::And(..)
            | PathKind::Or(..)
            | PathKind::Not(_)
            | PathKind::If(..) => value(path),
            _ => self.value(path),
        }
    }

    /// What is done to a value, or within the `Option` that it is in; it may give one itself.
    pub(super) fn then(
        &self,
        of: &PathExpression,
        gives_option: bool,
        done: impl Fn(TokenStream) -> TokenStream,
    ) -> TokenStream {
        let method = if gives_option {
            quote!(and_then)
        } else {
            quote!(map)
        };
        self.within(of, &method, done)
    }

    /// An `Option`, and the value in terms of what is in it. Steps that give no `Option` are taken in one go.
    fn opened(&self, path: &PathExpression) -> (TokenStream, TokenStream) {
        match self.step(path) {
            Some(step)
                if step.of.optional
                    && !step.gives_option
                    && !matches!(path.kind, PathKind::Field { .. }) =>
            {
                let (base, inner) = self.opened(step.of);
                (base, (step.done)(inner))
            }
            _ => (self.place(path), quote!(it)),
        }
    }

    /// A value, in an `Option` if it is to be one.
    fn in_option(&self, path: &PathExpression, is_to_be: bool) -> TokenStream {
        let value = self.value(path);
        if is_to_be && !path.optional {
            quote!(Some(#value))
        } else {
            value
        }
    }

    /// What is done to a value, or by this method of the `Option` that it is in.
    pub(super) fn within(
        &self,
        of: &PathExpression,
        method: &TokenStream,
        done: impl Fn(TokenStream) -> TokenStream,
    ) -> TokenStream {
        if !of.optional {
            return done(self.place(of));
        }
        let (base, inner) = self.opened(of);
        let done = done(inner);
        quote!(#base.#method(|it| #done))
    }
}

fn variable_name(variable: PathVariable) -> TokenStream {
    match variable {
        PathVariable::Input => quote!(self),
        PathVariable::WaiterInput => quote!(input),
        PathVariable::Output => quote!(output),
        PathVariable::Item => quote!(it),
    }
}

fn literal_value(literal: &PathLiteral) -> TokenStream {
    match literal {
        PathLiteral::Boolean(value) => quote!(#value),
        PathLiteral::Text(text) => quote!(#text),
        PathLiteral::Integer(number) => {
            let number = Literal::i64_unsuffixed(*number);
            quote!(#number)
        }
        PathLiteral::Float(number) => {
            let number = Literal::f64_unsuffixed(*number);
            quote!(#number)
        }
    }
}
