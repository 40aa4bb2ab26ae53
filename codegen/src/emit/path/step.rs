//! Steps of a path: what is done to one value, or within the `Option` that it is in.

use super::emitter::Emitter;
use super::lend::{lent, lent_each, lent_option};
use crate::ir::{Lend, Part, PathExpression, PathKind, PathType, Type};
use crate::naming;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// A step.
pub(super) struct Step<'p> {
    /// What it starts at.
    pub(super) of: &'p PathExpression,
    /// Whether it gives an `Option` of what is there.
    pub(super) gives_option: bool,
    /// What it makes of the code of that.
    pub(super) done: Box<dyn Fn(TokenStream) -> TokenStream + 'p>,
}

impl Emitter<'_> {
    /// The last step of a path, if it is one.
    pub(super) fn step<'p>(&'p self, path: &'p PathExpression) -> Option<Step<'p>> {
        let step = |of, gives_option, done| {
            Some(Step {
                of,
                gives_option,
                done,
            })
        };
        let context = self.context;
        match &path.kind {
            PathKind::Field {
                of,
                field,
                is_option,
                lend,
            } => {
                let field = naming::ident(field);
                let done = move |base: TokenStream| {
                    if *is_option {
                        lent_option(context, &quote!(#base.#field), lend)
                    } else {
                        lent(&quote!(#base.#field), lend)
                    }
                };
                step(of, *is_option, Box::new(done))
            }
            PathKind::Variant {
                of,
                union,
                variant,
                lend,
            } => {
                let union = context.path(union.krate, &union.name);
                let variant = naming::ident(variant);
                let inner = match lend {
                    Lend::Reference => quote!(value),
                    Lend::Copy => quote!(*value),
                    Lend::Unboxed => quote!(&**value),
                    _ => lent(&quote!(value), lend),
                };
                let done = move |base: TokenStream| {
                    // A field is matched on by reference.
                    let base = if matches!(of.kind, PathKind::Field { .. }) && !of.optional {
                        self.value(of)
                    } else {
                        base
                    };
                    quote!(match #base { #union::#variant(value) => Some(#inner), _ => None })
                };
                step(of, true, Box::new(done))
            }
            PathKind::Element {
                of,
                index,
                sparse,
                lend,
            } => {
                let done = move |base: TokenStream| {
                    let there = sparse.then(|| quote!(.and_then(Option::as_ref)));
                    let element = element(&base, *index);
                    lent_each(context, quote!(#element #there), lend)
                };
                step(of, true, Box::new(done))
            }
            PathKind::Nth(of, index) => {
                let nth = nth(*index);
                step(of, true, Box::new(move |base| quote!(#base.#nth)))
            }
            PathKind::Entry {
                of,
                key,
                sparse,
                lend,
            } => {
                let done = move |base: TokenStream| {
                    let there = sparse.then(|| quote!(.and_then(Option::as_ref)));
                    lent_each(context, quote!(#base.get(#key) #there), lend)
                };
                step(of, true, Box::new(done))
            }
            PathKind::Items {
                of,
                part,
                sparse,
                lend,
            } => {
                let done = move |base: TokenStream| {
                    let all = match part {
                        Part::Elements => quote!(#base.iter()),
                        Part::Keys => quote!(#base.keys()),
                        Part::Values => quote!(#base.values()),
                    };
                    let there = sparse.then(|| quote!(.flatten()));
                    lent_each(context, quote!(#all #there), lend)
                };
                step(of, false, Box::new(done))
            }
            PathKind::Map(of, each) => {
                let is_optional = each.optional;
                let each = self.value(each);
                let done = move |base: TokenStream| {
                    if is_optional {
                        quote!(#base.filter_map(|it| #each))
                    } else {
                        quote!(#base.map(|it| #each))
                    }
                };
                step(of, false, Box::new(done))
            }
            PathKind::Within(of, inner) => {
                let inner = self.value(inner);
                let done = move |base: TokenStream| {
                    if base.to_string() == "it" {
                        inner.clone()
                    } else {
                        quote!({ let it = #base; #inner })
                    }
                };
                step(of, false, Box::new(done))
            }
            PathKind::Filter(of, condition) => {
                let condition = self.value(condition);
                let done = move |base: TokenStream| quote!(#base.filter(|&it| #condition));
                step(of, false, Box::new(done))
            }
            PathKind::Flatten(of) => Some(self.flatten(of)),
            PathKind::Length(of) => {
                let done = move |base: TokenStream| match of.ty {
                    PathType::Text => quote!(#base.chars().count()),
                    PathType::Items(_) => quote!(#base.count()),
                    _ => quote!(#base.len()),
                };
                step(of, false, Box::new(done))
            }
            PathKind::Convert(of) => {
                let done = move |base: TokenStream| converted(&base, &of.ty, &path.ty);
                step(of, false, Box::new(done))
            }
            _ => None,
        }
    }

    fn flatten<'p>(&'p self, of: &'p PathExpression) -> Step<'p> {
        if let PathType::Array(_) = of.ty {
            return Step {
                of,
                gives_option: false,
                done: Box::new(|base| quote!(#base.into_iter().flatten())),
            };
        }
        match &of.kind {
            // What gives an iterator for each item is flattened as it goes.
            PathKind::Map(items, each) if !each.optional => {
                let each = self.value(each);
                Step {
                    of: items,
                    gives_option: false,
                    done: Box::new(move |base| quote!(#base.flat_map(|it| #each))),
                }
            }
            _ => Step {
                of,
                gives_option: false,
                done: Box::new(|base| quote!(#base.flatten())),
            },
        }
    }
}

/// The element of a list at an index, from its end if it is negative.
fn element(list: &TokenStream, index: i64) -> TokenStream {
    match usize::try_from(index) {
        Ok(0) => quote!(#list.first()),
        Ok(index) => {
            let index = Literal::usize_unsuffixed(index);
            quote!(#list.get(#index))
        }
        Err(_) if index == -1 => quote!(#list.last()),
        Err(_) => {
            let nth = nth(index);
            quote!(#list.iter().#nth)
        }
    }
}

/// The call that gives an item at an index, from its end if it is negative.
fn nth(index: i64) -> TokenStream {
    match usize::try_from(index) {
        Ok(0) => quote!(next()),
        Ok(index) => {
            let index = Literal::usize_unsuffixed(index);
            quote!(nth(#index))
        }
        Err(_) if index == -1 => quote!(next_back()),
        Err(_) => {
            let back = Literal::u64_unsuffixed(index.unsigned_abs() - 1);
            quote!(nth_back(#back))
        }
    }
}

/// A number as one of a wider type. A length that is too long for it is as long as can be.
fn converted(value: &TokenStream, from: &PathType, to: &PathType) -> TokenStream {
    match (from, to) {
        (PathType::Size, _) => quote!(i64::try_from(#value).unwrap_or(i64::MAX)),
        (_, PathType::Number(Type::Double)) => quote!(f64::from(#value)),
        _ => quote!(i64::from(#value)),
    }
}
