//! Endpoint rules, as the `if` and `else` that they are.

mod expression;

use super::context::Context;
use super::path;
use super::variable::pattern;
use crate::ir::{
    Condition, ContextValue, Expression, ExpressionKind, Operation, Parameter, ParameterDefault,
    PathExpression, PathType, Property, Rule, RuleBody, RuleSet, RuleType, Service, Type,
};
use crate::{markdown, naming};
use expression::{borrowed, expression};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The module of a service's endpoint rules.
pub(super) fn endpoint(service: &Service, rules: &RuleSet) -> TokenStream {
    let docs = format!(
        " Finds the endpoint of {} for a client's settings.",
        markdown::shown(&service.title)
    );
    let variables: TokenStream = rules.parameters.iter().map(variable).collect();
    let body = chain(&rules.rules);
    let params = pattern(&quote!(#variables #body), "params");
    quote! {
        #[doc = #docs]
        pub(crate) fn resolve(
            #params: &::smithereens::codegen::endpoint::EndpointParams<'_>,
        ) -> Result<::smithereens::codegen::endpoint::Endpoint, ::smithereens::codegen::endpoint::EndpointError> {
            #variables
            #body
        }
    }
}

/// `fn endpoint` of an operation that sets parameters of the rules, or says the URL itself.
pub(super) fn operation_endpoint(
    context: &Context<'_>,
    operation: &Operation,
) -> Option<TokenStream> {
    if operation.context.is_empty() && operation.endpoint_url.is_none() {
        return None;
    }
    let settings = operation.context.iter().map(|param| {
        let name = &param.name;
        match &param.value {
            ContextValue::String(text) => quote!(.with(#name, #text)),
            ContextValue::Boolean(value) => quote!(.with(#name, #value)),
            ContextValue::StringArray(list) => {
                quote!(.with(#name, Vec::<String>::from([#(#list.to_owned()),*])))
            }
            ContextValue::Path(path) => {
                let (value, optional) = path_value(context, path);
                if optional {
                    quote!(.with_optional(#name, #value))
                } else {
                    quote!(.with(#name, #value))
                }
            }
            ContextValue::Member(member) => {
                let field = naming::ident(&member.rust);
                let value = match &member.ty {
                    Type::Boolean => quote!(self.#field),
                    Type::Shape(_) if member.is_optional() => {
                        quote!(self.#field.as_ref().map(ToString::to_string))
                    }
                    Type::Shape(_) => quote!(self.#field.to_string()),
                    _ => quote!(self.#field.clone()),
                };
                if member.is_optional() {
                    quote!(.with_optional(#name, #value))
                } else {
                    quote!(.with(#name, #value))
                }
            }
        }
    });
    let (params, given) = if operation.context.is_empty() {
        (None, quote!(params))
    } else {
        let params = quote!(let params = params.clone() #(#settings)*;);
        (Some(params), quote!(&params))
    };
    let resolved = quote!((Self::SERVICE.endpoint)(#given));
    let endpoint = match &operation.endpoint_url {
        Some(member) => {
            let name = &member.name;
            let field = naming::ident(&member.rust);
            let url = if member.is_optional() {
                quote!(self.#field.as_deref())
            } else {
                quote!(Some(&self.#field))
            };
            quote!(#resolved?.with_url_of(#name, #url))
        }
        None => resolved,
    };
    Some(quote! {
        fn endpoint(
            &self,
            params: &::smithereens::codegen::endpoint::EndpointParams<'_>,
        ) -> Result<::smithereens::codegen::endpoint::Endpoint, ::smithereens::codegen::endpoint::EndpointError> {
            #params
            #endpoint
        }
    })
}

/// What a path finds in the input, as a parameter takes it, and whether it is an `Option`.
fn path_value(context: &Context<'_>, path: &PathExpression) -> (TokenStream, bool) {
    let value = match &path.ty {
        PathType::Items(_) => path::collected(context, path),
        _ => path::value(context, path),
    };
    (value, path.optional)
}

/// The variable that holds a parameter.
fn variable(parameter: &Parameter) -> TokenStream {
    let variable = naming::ident(&parameter.rust);
    let name = &parameter.name;
    let given = match (parameter.field, parameter.ty) {
        (Some(field), _) => {
            let field = naming::ident(field);
            quote!(params.#field)
        }
        (None, RuleType::Boolean) => quote!(params.boolean(#name)),
        (None, RuleType::StringArray) => quote!(params.strings(#name)),
        (None, _) => quote!(params.string(#name)),
    };
    match &parameter.default {
        Some(ParameterDefault::String(text)) => quote!(let #variable = #given.unwrap_or(#text);),
        Some(ParameterDefault::Boolean(value)) => quote!(let #variable = #given.unwrap_or(#value);),
        Some(ParameterDefault::StringArray(list)) => {
            quote!(let #variable = #given.unwrap_or_else(|| vec![#(#list),*]);)
        }
        None if parameter.required => quote! {
            let Some(#variable) = #given else {
                return Err(::smithereens::codegen::endpoint::EndpointError::missing(#name));
            };
        },
        None => quote!(let #variable = #given;),
    }
}

/// The most rules that may become one chain of `else if`, in which a compiler sees each inside of the one before.
const MAX_CHAIN: usize = 256;

/// Rules of which the first that holds wins.
fn chain(rules: &[Rule]) -> TokenStream {
    let mut tokens = TokenStream::new();
    chain_to(rules, false, &mut tokens);
    tokens
}

/// Adds the chain of some rules: an expression, or statements that return where a rule holds.
fn chain_to(rules: &[Rule], returns: bool, tokens: &mut TokenStream) {
    let certain = rules
        .iter()
        .position(|rule| rule.conditions.iter().all(always));
    let (rules, last) = match certain.and_then(|at| rules.split_at_checked(at)) {
        Some((before, after)) => (before, after.first()),
        None => (rules, None),
    };
    let chunks = rules.chunks(MAX_CHAIN).count();
    for (index, chunk) in rules.chunks(MAX_CHAIN).enumerate() {
        let is_last = index + 1 == chunks;
        for (index, rule) in chunk.iter().enumerate() {
            let conditions = conditions(&rule.conditions);
            let mut inner = TokenStream::new();
            body_to(&rule.body, returns || !is_last, &mut inner);
            let otherwise = (index > 0).then(|| quote!(else));
            tokens.extend(quote!(#otherwise if #conditions { #inner }));
        }
        if is_last {
            tokens.extend(quote!(else));
        }
    }
    // What ends the chain needs braces after an `else`, unless it is the `if` of that.
    let mut end = TokenStream::new();
    match last {
        Some(rule) => body_to(&rule.body, returns, &mut end),
        None => leaf(
            &quote!(Err(::smithereens::codegen::endpoint::EndpointError::new(
                "no endpoint rule holds for these settings"
            ))),
            returns,
            &mut end,
        ),
    }
    let goes_on = last.is_some_and(|rule| match &rule.body {
        RuleBody::Tree(rules) => starts_with_if(rules) && rules.len() <= MAX_CHAIN,
        _ => false,
    });
    if rules.is_empty() || goes_on {
        tokens.extend(end);
    } else {
        tokens.extend(quote!({ #end }));
    }
}

/// Adds the value of a rule that holds.
fn leaf(value: &TokenStream, returns: bool, tokens: &mut TokenStream) {
    tokens.extend(if returns {
        quote!(return #value;)
    } else {
        value.clone()
    });
}

/// Whether rules become an `if`, which an `else` can go on with.
fn starts_with_if(rules: &[Rule]) -> bool {
    rules.first().is_some_and(|rule| match &rule.body {
        _ if rule.conditions.iter().any(|condition| !always(condition)) => true,
        RuleBody::Tree(rules) => starts_with_if(rules),
        _ => false,
    })
}

fn always(condition: &Condition) -> bool {
    matches!(
        condition,
        Condition::Holds(Expression {
            kind: ExpressionKind::Boolean(true),
            ..
        })
    )
}

/// The conditions of a rule, as what an `if` asks.
fn conditions(conditions: &[Condition]) -> TokenStream {
    let asked: Vec<_> = conditions.iter().filter(|it| !always(it)).collect();
    let is_alone = asked.len() == 1;
    let asked = asked.iter().map(|condition| match condition {
        Condition::Holds(value) => {
            let tokens = expression(value);
            match value.kind {
                ExpressionKind::Any(_) if !is_alone => quote!((#tokens)),
                _ => tokens,
            }
        }
        Condition::Some { name, value } => {
            let name = naming::ident(name);
            let value = expression(value);
            quote!(let Some(#name) = #value)
        }
    });
    quote!(#(#asked)&&*)
}

fn body_to(body: &RuleBody, returns: bool, tokens: &mut TokenStream) {
    match body {
        RuleBody::Tree(rules) => chain_to(rules, returns, tokens),
        RuleBody::Error(message) => {
            let message = expression(message);
            let error = quote!(Err(::smithereens::codegen::endpoint::EndpointError::new(#message)));
            leaf(&error, returns, tokens);
        }
        RuleBody::Endpoint {
            url,
            headers,
            sigv4,
            properties,
        } => {
            let url = expression(url);
            let headers = headers.iter().flat_map(|(name, values)| {
                values.iter().map(move |value| {
                    let value = expression(value);
                    quote!(.header(#name, #value))
                })
            });
            let properties = properties.iter().map(|(name, value)| {
                let value = property(value);
                quote!(.property(#name, ::smithereens::codegen::endpoint::json!(#value)))
            });
            let sigv4 = sigv4.iter().map(|scope| {
                let [name, region] = [&scope.name, &scope.region].map(|text| match text {
                    Some(text) => {
                        let text = borrowed(text);
                        quote!(Some(#text))
                    }
                    None => quote!(None),
                });
                quote!(.sigv4(::smithereens::codegen::endpoint::SigningScope { name: #name, region: #region }))
            });
            let endpoint = quote!(Ok(::smithereens::codegen::endpoint::Endpoint::new(#url) #(#headers)* #(#sigv4)* #(#properties)*));
            leaf(&endpoint, returns, tokens);
        }
    }
}

fn property(value: &Property) -> TokenStream {
    match value {
        Property::Null => quote!(null),
        Property::Boolean(value) => quote!(#value),
        Property::Number(value) => number(value),
        Property::Text(text) => expression(text),
        Property::Array(list) => {
            let list = list.iter().map(property);
            quote!([#(#list),*])
        }
        Property::Object(entries) => {
            let entries = entries.iter().map(|(name, value)| {
                let value = property(value);
                quote!(#name: #value)
            });
            quote!({ #(#entries),* })
        }
    }
}

fn number(value: &serde_json::Number) -> TokenStream {
    let literal = match (value.as_u64(), value.as_i64()) {
        (Some(number), _) => Literal::u64_unsuffixed(number),
        (None, Some(number)) => Literal::i64_unsuffixed(number),
        (None, None) => Literal::f64_unsuffixed(value.as_f64().unwrap_or(f64::MAX)),
    };
    quote!(#literal)
}
