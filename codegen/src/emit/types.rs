//! The Rust types of values.

use super::context::Context;
use crate::ir::{Crate, EventFlow, Events, Member, Type, TypeKind};
use proc_macro2::TokenStream;
use quote::quote;

/// The type of a value.
pub fn value_type(context: &Context<'_>, ty: &Type) -> TokenStream {
    match ty {
        Type::Boolean => quote!(bool),
        Type::Byte => quote!(i8),
        Type::Short => quote!(i16),
        Type::Integer => quote!(i32),
        Type::Long => quote!(i64),
        Type::Float => quote!(f32),
        Type::Double => quote!(f64),
        Type::BigInteger => quote!(::smithereens_types::BigInteger),
        Type::BigDecimal => quote!(::smithereens_types::BigDecimal),
        Type::String { .. } => quote!(String),
        Type::Blob { .. } => quote!(::smithereens_types::Blob),
        Type::Stream { .. } => quote!(::smithereens::ByteStream),
        Type::Events(events) => events_type(context, events),
        Type::Timestamp(_) => quote!(::smithereens_types::Timestamp),
        Type::Document => quote!(::smithereens_types::Document),
        Type::Unit => quote!(()),
        Type::List { member, sparse, .. } => {
            let member = part_type(context, member, *sparse);
            quote!(Vec<#member>)
        }
        Type::Map {
            key, value, sparse, ..
        } => {
            let key = value_type(context, key);
            let value = part_type(context, value, *sparse);
            quote!(::std::collections::BTreeMap<#key, #value>)
        }
        Type::Shape(shape) => {
            let path = context.path(shape.krate, &shape.name);
            if shape.boxed {
                quote!(Box<#path>)
            } else {
                path
            }
        }
    }
}

/// The type of a stream of events.
fn events_type(context: &Context<'_>, events: &Events) -> TokenStream {
    let union = context.path(events.union.krate, &events.union.name);
    match &events.flow {
        EventFlow::Sent => quote!(::smithereens::EventStream<#union>),
        EventFlow::Received { error } => {
            let error = match error {
                Some(error) => context.path(Crate::Errors, error),
                None => quote!(::std::convert::Infallible),
            };
            quote!(::smithereens::EventReceiver<#union, #error>)
        }
    }
}

/// The type of an element of a list or of a value of a map.
pub fn part_type(context: &Context<'_>, ty: &Type, sparse: bool) -> TokenStream {
    let part = value_type(context, ty);
    if sparse { quote!(Option<#part>) } else { part }
}

/// The type of a field.
pub(super) fn field_type(context: &Context<'_>, member: &Member) -> TokenStream {
    let ty = value_type(context, &member.ty);
    if member.is_optional() {
        quote!(Option<#ty>)
    } else {
        ty
    }
}

/// What a caller can give for a value, and how it becomes the value.
pub(super) struct Argument {
    /// The type of the argument.
    pub ty: TokenStream,
    /// The argument, turned into the value.
    pub value: TokenStream,
}

/// The argument of a setter or constructor.
pub(super) fn argument(context: &Context<'_>, ty: &Type, name: &TokenStream) -> Argument {
    match ty {
        Type::List {
            member,
            sparse: false,
            ..
        } => {
            let item = value_type(context, member);
            if is_convertible(member) {
                Argument {
                    ty: quote!(impl IntoIterator<Item = impl Into<#item>>),
                    value: quote!(#name.into_iter().map(Into::into).collect()),
                }
            } else {
                Argument {
                    ty: quote!(impl IntoIterator<Item = #item>),
                    value: quote!(#name.into_iter().collect()),
                }
            }
        }
        Type::Map {
            key,
            value,
            sparse: false,
            ..
        } if is_convertible(key) => {
            let key = value_type(context, key);
            let item = value_type(context, value);
            let (item, convert) = if is_convertible(value) {
                (quote!(impl Into<#item>), quote!(value.into()))
            } else {
                (item, quote!(value))
            };
            Argument {
                ty: quote!(impl IntoIterator<Item = (impl Into<#key>, #item)>),
                value: quote!(#name.into_iter().map(|(key, value)| (key.into(), #convert)).collect()),
            }
        }
        Type::Shape(shape) if shape.boxed => {
            let path = context.path(shape.krate, &shape.name);
            Argument {
                ty: path,
                value: quote!(Box::new(#name)),
            }
        }
        ty if is_convertible(ty) => {
            let target = value_type(context, ty);
            Argument {
                ty: quote!(impl Into<#target>),
                value: quote!(#name.into()),
            }
        }
        ty => Argument {
            ty: value_type(context, ty),
            value: name.clone(),
        },
    }
}

/// Whether callers usually hold something else that turns into the type, such as `&str` for a `String`.
fn is_convertible(ty: &Type) -> bool {
    match ty {
        Type::String { .. }
        | Type::Blob { .. }
        | Type::Stream { .. }
        | Type::Events(_)
        | Type::Document => true,
        Type::Shape(shape) => shape.kind == TypeKind::StringEnum && !shape.boxed,
        _ => false,
    }
}
