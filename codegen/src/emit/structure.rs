//! Structures.

use super::context::Context;
use super::docs::{docs, docs_or};
use super::error;
use super::setters::{constructor, default_value, setters};
use super::struct_item::{Struct, struct_item};
use super::types::field_type;
use crate::ir::{DefaultValue, Member, Presence, Structure};
use crate::naming;
use proc_macro2::TokenStream;
use quote::quote;

/// The file of a structure.
pub(super) fn structure(context: &Context<'_>, shape: &Structure) -> TokenStream {
    let definition = definition(context, shape);
    let error = shape
        .error
        .as_ref()
        .map(|error| error::error_impls(&shape.name, error, &shape.members));
    let imports = context.codec_imports(context.codec_use(shape.direction));
    quote! {
        #imports
        #definition
        #error
    }
}

/// The output that an operation has to itself; one that holds a stream is no data that could be copied.
pub(super) fn output(context: &Context<'_>, shape: &Structure) -> TokenStream {
    if !shape.holds_stream() {
        return definition(context, shape);
    }
    let name = naming::ident(&shape.name.name);
    let members: Vec<&Member> = shape.members.iter().collect();
    let (item, debug_impl) = struct_item(context, &struct_of(shape, &members, false, false));
    // There is no stream that would stand for none.
    let built: Vec<_> = shape.members.iter().map(with_stream_required).collect();
    let built: Vec<_> = built.iter().collect();
    let docs = constructor_docs(&shape.name.name, false);
    let new = constructor(context, &built, &docs);
    quote! {
        #item
        impl #name { #new }
        #debug_impl
    }
}

fn with_stream_required(member: &Member) -> Member {
    let mut member = member.clone();
    if member.ty.is_stream() {
        member.presence = Presence::Required;
    }
    member
}

fn constructor_docs(name: &str, has_default: bool) -> String {
    let what = if has_default {
        "with nothing set"
    } else {
        "with what it requires"
    };
    format!("`{name}` {what}.")
}

/// What a struct is made of, but for what its members can be.
fn struct_of<'a>(
    shape: &'a Structure,
    members: &'a [&'a Member],
    is_data: bool,
    derives_default: bool,
) -> Struct<'a> {
    Struct {
        name: &shape.name.name,
        docs: docs_or(
            &shape.docs,
            &format!("The structure `{}`.", shape.name.shape),
        ),
        members,
        sensitive: shape.sensitive,
        is_data,
        derives_default,
    }
}

/// As [`definition`], of a struct that its module alone sees, and no more than what reads it.
pub(super) fn private(context: &Context<'_>, shape: &Structure) -> TokenStream {
    let name = naming::ident(&shape.name.name);
    let members: Vec<&Member> = shape.members.iter().collect();
    let fields = members.iter().map(|member| {
        let (field, ty) = (naming::ident(&member.rust), field_type(context, member));
        quote!(#field: #ty)
    });
    let values = members.iter().map(|member| {
        let field = naming::ident(&member.rust);
        let value = absent_value(context, member);
        quote!(#field: #value)
    });
    let start = quote!(Self { #(#values),* });
    let read = context.response_codec().read_impl(&name, &members, &start);
    let docs = docs(&vec![
        "What comes in a message ahead of the events.".to_owned(),
    ]);
    quote!(#docs struct #name { #(#fields),* } #read)
}

/// What stands for a member that did not come.
fn absent_value(context: &Context<'_>, member: &Member) -> TokenStream {
    match member.presence {
        Presence::Optional => quote!(None),
        Presence::Required => quote!(::smithereens_types::absent()),
        _ => default_value(context, member),
    }
}

/// The struct and what belongs to it, without the import that its codec needs.
pub(super) fn definition(context: &Context<'_>, shape: &Structure) -> TokenStream {
    let name = naming::ident(&shape.name.name);
    let members: Vec<&Member> = shape.members.iter().collect();
    let has_default = shape.has_default();
    let derived_default = has_default && members.iter().all(|member| starts_as_zero(member));
    let (item, debug_impl) =
        struct_item(context, &struct_of(shape, &members, true, derived_default));
    let methods = methods(context, shape, &members);
    let default_impl =
        (has_default && !derived_default).then(|| default_impl(context, shape, &members));
    let start = if has_default {
        quote!(Self::default())
    } else {
        quote!(::smithereens_types::absent())
    };
    let absent =
        (shape.needs_absent || !has_default).then(|| absent_impl(context, shape, &members));
    let codec_use = context.codec_use(shape.direction);
    let (request, response) = (context.request_codec(), context.response_codec());
    let write = codec_use
        .writes
        .then(|| request.write_impl(&name, &members));
    let read = codec_use
        .reads
        .then(|| response.read_impl(&name, &members, &start));
    quote! {
        #item
        #methods
        #default_impl
        #debug_impl
        #write
        #read
        #absent
    }
}

fn starts_as_zero(member: &Member) -> bool {
    !matches!(&member.presence, Presence::Default(default) if *default != DefaultValue::Zero)
}

fn methods(context: &Context<'_>, shape: &Structure, members: &[&Member]) -> TokenStream {
    let docs = constructor_docs(&shape.name.name, shape.has_default());
    let new = constructor(context, members, &docs);
    let setters = if shape.direction.is_written {
        setters(context, members)
    } else {
        TokenStream::new()
    };
    let name = naming::ident(&shape.name.name);
    quote!(impl #name { #new #setters })
}

/// `Default` where a member starts as something else than its type's default.
fn default_impl(context: &Context<'_>, shape: &Structure, members: &[&Member]) -> TokenStream {
    let name = naming::ident(&shape.name.name);
    let fields = members.iter().map(|member| {
        let field = naming::ident(&member.rust);
        let value = if member.is_optional() {
            quote!(None)
        } else {
            default_value(context, member)
        };
        quote!(#field: #value)
    });
    let lines = docs(&vec![
        "What the model says that its members start as.".to_owned(),
    ]);
    quote! {
        #lines
        impl Default for #name {
            fn default() -> Self {
                Self { #(#fields),* }
            }
        }
    }
}

/// What stands in for the structure where a service leaves out a required one, and for its required members.
fn absent_impl(context: &Context<'_>, shape: &Structure, members: &[&Member]) -> TokenStream {
    let name = naming::ident(&shape.name.name);
    let value = if shape.has_default() {
        quote!(Self::default())
    } else {
        let fields = members.iter().map(|member| {
            let field = naming::ident(&member.rust);
            let value = absent_value(context, member);
            quote!(#field: #value)
        });
        quote!(Self { #(#fields),* })
    };
    quote! {
        impl ::smithereens_types::Absent for #name {
            fn absent() -> Self { #value }
        }
    }
}
