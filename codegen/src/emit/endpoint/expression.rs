//! The expressions of endpoint rules.

use crate::ir::{Expression, ExpressionKind, RuleType, TemplatePart};
use crate::naming;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// An expression as code.
pub(super) fn expression(value: &Expression) -> TokenStream {
    match &value.kind {
        ExpressionKind::String(text) => quote!(#text),
        ExpressionKind::Boolean(value) => quote!(#value),
        ExpressionKind::Integer(number) => {
            let literal = Literal::i64_unsuffixed(*number);
            quote!(#literal)
        }
        ExpressionKind::Template(parts) => template(parts),
        ExpressionKind::Parameter(name) => {
            let field = naming::ident(name);
            quote!(params.#field)
        }
        ExpressionKind::Variable(name) => {
            let name = naming::ident(name);
            quote!(#name)
        }
        ExpressionKind::Field(of, field) => {
            let field = naming::ident(field);
            let inner = expression(of);
            if of.optional {
                quote!(#inner.map(|value| value.#field))
            } else {
                quote!(#inner.#field)
            }
        }
        ExpressionKind::Element(list, index) => {
            let list = expression(list);
            let index = Literal::i64_unsuffixed(*index);
            quote!(::smithereens::codegen::endpoint::element(&#list, #index))
        }
        ExpressionKind::Call(function, arguments) => {
            let function = naming::ident(function);
            let arguments = arguments.iter().map(borrowed);
            quote!(::smithereens::codegen::endpoint::#function(#(#arguments),*))
        }
        ExpressionKind::IsSome(value) => {
            let value = expression(value);
            quote!(#value.is_some())
        }
        ExpressionKind::Not(inner) => match &inner.kind {
            ExpressionKind::IsSome(value) => {
                let value = expression(value);
                quote!(#value.is_none())
            }
            ExpressionKind::Equal(a, b) => comparison(a, b, &quote!(!=)),
            _ => {
                let inner = expression(inner);
                quote!(!#inner)
            }
        },
        ExpressionKind::Equal(a, b) => comparison(a, b, &quote!(==)),
        ExpressionKind::OneOf(value, texts) => {
            let found = expression(value);
            if value.optional {
                quote!(matches!(#found, Some(#(#texts)|*)))
            } else {
                quote!(matches!(#found, #(#texts)|*))
            }
        }
        ExpressionKind::Any(values) => {
            let values = values.iter().map(expression);
            quote!(#(#values)||*)
        }
        ExpressionKind::Coalesce(first, rest) => {
            rest.iter().fold(expression(first), |value, next| {
                let other = expression(next);
                if next.optional {
                    quote!(#value.or(#other))
                } else {
                    quote!(#value.unwrap_or(#other))
                }
            })
        }
        ExpressionKind::If(condition, then, otherwise) => {
            let (condition, then, otherwise) = (
                expression(condition),
                expression(then),
                expression(otherwise),
            );
            quote!(if #condition { #then } else { #otherwise })
        }
    }
}

/// Text that is owned is lent to functions.
pub(super) fn borrowed(value: &Expression) -> TokenStream {
    let tokens = expression(value);
    if value.ty == RuleType::String {
        quote!(&#tokens)
    } else {
        tokens
    }
}

/// A comparison that is compared itself is set apart: those of Rust do not follow one another.
fn operand(value: &Expression) -> TokenStream {
    let tokens = expression(value);
    match &value.kind {
        ExpressionKind::Equal(..) | ExpressionKind::If(..) => quote!((#tokens)),
        ExpressionKind::Not(inner) if matches!(inner.kind, ExpressionKind::Equal(..)) => {
            quote!((#tokens))
        }
        _ => tokens,
    }
}

fn comparison(a: &Expression, b: &Expression, operator: &TokenStream) -> TokenStream {
    let (left, right) = (operand(a), operand(b));
    match (a.optional, b.optional) {
        (true, false) => quote!(#left #operator Some(#right)),
        (false, true) => quote!(Some(#left) #operator #right),
        _ => quote!(#left #operator #right),
    }
}

/// A format string, with plain names inlined as a person would.
fn template(parts: &[TemplatePart]) -> TokenStream {
    let mut format = String::new();
    let mut arguments = Vec::new();
    for part in parts {
        match part {
            TemplatePart::Literal(text) => {
                format.push_str(&text.replace('{', "{{").replace('}', "}}"));
            }
            TemplatePart::Value(Expression {
                kind: ExpressionKind::Variable(name),
                ..
            }) => {
                format.push('{');
                format.push_str(name);
                format.push('}');
            }
            TemplatePart::Value(value) => {
                format.push_str("{}");
                arguments.push(expression(value));
            }
        }
    }
    quote!(format!(#format #(, #arguments)*))
}
