//! Comparisons and conditions.

use super::emitter::Emitter;
use crate::ir::{PathExpression, PathKind, PathLiteral, PathType};
use crate::path::Comparison;
use proc_macro2::TokenStream;
use quote::quote;

impl Emitter<'_> {
    /// A comparison. One of `Option`s that is about which is greater gives an `Option` itself: null is no number.
    pub(super) fn comparison(
        &self,
        how: Comparison,
        a: &PathExpression,
        b: &PathExpression,
    ) -> TokenStream {
        if how.is_order() {
            return self.order(how, a, b, &quote!(map));
        }
        // That an order holds: there is a method for it.
        if let PathKind::Compare(inner, left, right) = &a.kind
            && matches!(b.kind, PathKind::Literal(PathLiteral::Boolean(true)))
            && a.optional
        {
            return self.order(*inner, left, right, &quote!(is_some_and));
        }
        let (left, right) = (self.operand(a), self.operand(b));
        let operator = operator(how);
        match (a.optional, b.optional) {
            (true, false) => quote!(#left #operator Some(#right)),
            (false, true) => quote!(Some(#left) #operator #right),
            _ => quote!(#left #operator #right),
        }
    }

    fn order(
        &self,
        how: Comparison,
        a: &PathExpression,
        b: &PathExpression,
        method: &TokenStream,
    ) -> TokenStream {
        // No closure here has a variable that a side may be about.
        let (left, right) = (self.operand(a), self.operand(b));
        let operator = operator(how);
        match (a.optional, b.optional) {
            (false, false) => quote!(#left #operator #right),
            (true, false) => quote!(#left.#method(|left| left #operator #right)),
            (false, true) => quote!(#right.#method(|right| #left #operator right)),
            (true, true) => {
                quote!(#left.zip(#right).#method(|(left, right)| left #operator right))
            }
        }
    }

    pub(super) fn contains(&self, whole: &PathExpression, part: &PathExpression) -> TokenStream {
        let is_text = whole.ty == PathType::Text;
        let part_value = self.operand(part);
        let found = |whole: TokenStream| match (is_text, part.optional) {
            (true, true) => quote!(#part_value.is_some_and(|part| #whole.contains(part))),
            (true, false) => quote!(#whole.contains(#part_value)),
            (false, true) => quote!(#whole.any(|item| Some(item) == #part_value)),
            (false, false) => quote!(#whole.any(|item| item == #part_value)),
        };
        if !whole.optional {
            return found(self.place(whole));
        }
        let found = found(quote!(whole));
        let of = self.place(whole);
        if is_text {
            quote!(#of.map(|whole| #found))
        } else {
            quote!(#of.map(|mut whole| #found))
        }
    }

    /// One side of an operator, set apart where it is an operation itself.
    fn operand(&self, path: &PathExpression) -> TokenStream {
        match path.kind {
            PathKind::IsEmpty(_) => {
                let value = self.value(path);
                quote!((#value))
            }
            _ => self.place(path),
        }
    }

    /// One side of `&&` or of `||`, set apart if it is the other one.
    pub(super) fn junct(&self, path: &PathExpression, of_and: bool) -> TokenStream {
        let value = self.value(path);
        match path.kind {
            PathKind::Or(..) if of_and => quote!((#value)),
            PathKind::And(..) if !of_and => quote!((#value)),
            PathKind::If(..) => quote!((#value)),
            _ => value,
        }
    }

    pub(super) fn not(&self, of: &PathExpression) -> TokenStream {
        match &of.kind {
            PathKind::IsSome(of) => {
                let of = self.place(of);
                quote!(#of.is_none())
            }
            PathKind::IsEmpty(of) => self.within(of, &quote!(is_some_and), |base| match of.ty {
                PathType::Items(_) => quote!(#base.count() > 0),
                _ => quote!(!#base.is_empty()),
            }),
            _ => {
                let of = self.place(of);
                quote!(!#of)
            }
        }
    }
}

fn operator(how: Comparison) -> TokenStream {
    match how {
        Comparison::Equal => quote!(==),
        Comparison::NotEqual => quote!(!=),
        Comparison::Less => quote!(<),
        Comparison::LessOrEqual => quote!(<=),
        Comparison::Greater => quote!(>),
        Comparison::GreaterOrEqual => quote!(>=),
    }
}
