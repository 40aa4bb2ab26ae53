//! Forms: names and values, by the runtime's `Form`, with adapters where the names of parts or the format of a timestamp
//! have to be said. They are only ever written.

use super::{BodyCode, Call, RequestCode, write_statements, write_variants};
use crate::ir::{Element, Member, TimestampFormat, Type, Union, Wire};
use crate::naming;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

pub(super) struct Query {
    pub(super) lists: Lists,
}

/// How lists stand in a form.
#[derive(Clone, Copy)]
pub(super) enum Lists {
    /// With a name for their elements, unless they are flattened.
    Named,
    /// As ec2Query has them: flattened in any case, and not at all where they are empty.
    Ec2,
}

impl BodyCode for Query {
    fn module(&self) -> &'static str {
        "query"
    }
}

impl RequestCode for Query {
    fn write_impl(&self, name: &Ident, members: &[&Member]) -> TokenStream {
        let form = if members.is_empty() {
            quote!(_)
        } else {
            quote!(form)
        };
        let writes = write_statements(&form, members, |member| self.call(member));
        write_impl(name, &form, &writes)
    }

    fn union_write_impl(&self, union: &Union) -> TokenStream {
        let write = write_variants(&quote!(form), union, |member| self.call(member));
        write_impl(&naming::ident(&union.name.name), &quote!(form), &write)
    }

    fn write_body(&self, _: &Element, value: &TokenStream) -> TokenStream {
        quote!(request.form(#value);)
    }
}

fn write_impl(name: &Ident, form: &TokenStream, body: &TokenStream) -> TokenStream {
    quote! {
        impl query::Write for #name {
            fn write(&self, #form: &mut query::Form) {
                #body
            }
        }
    }
}

impl Query {
    fn call(&self, member: &Member) -> Call {
        Call::new(member, self.adapter(&member.ty, Some(&member.wire)))
    }

    /// The adapter for a type that does not say by itself how it is written, if it needs one. `wire` is there for the type
    /// of a member, which says whether a list or map is flattened; the parts of lists and maps never are.
    fn adapter(&self, ty: &Type, wire: Option<&Wire>) -> Option<TokenStream> {
        let is_flattened = wire.is_some_and(|wire| wire.is_flattened);
        Some(match ty {
            Type::Timestamp(TimestampFormat::EpochSeconds) => quote!(query::EpochSeconds),
            Type::Timestamp(TimestampFormat::HttpDate) => quote!(query::HttpDate),
            Type::List {
                member,
                element: Element { name, .. },
                sparse,
            } => {
                let member = self.part(member, *sparse);
                match self.lists {
                    Lists::Ec2 => quote!(query::Ec2List(#member)),
                    Lists::Named if is_flattened => quote!(query::FlatList(#member)),
                    Lists::Named => quote!(query::List(#name, #member)),
                }
            }
            Type::Map {
                value,
                key_element: Element { name: key_name, .. },
                value_element: Element {
                    name: value_name, ..
                },
                sparse,
                ..
            } => {
                let value = self.part(value, *sparse);
                if is_flattened {
                    quote!(query::FlatMap(#key_name, #value_name, #value))
                } else {
                    quote!(query::Map(#key_name, #value_name, #value))
                }
            }
            _ => return None,
        })
    }

    /// The adapter of a part of a list or map.
    fn part(&self, ty: &Type, sparse: bool) -> TokenStream {
        let adapter = self.adapter(ty, None);
        let adapter = adapter.unwrap_or_else(|| quote!(query::Own));
        if sparse {
            quote!(query::Sparse(#adapter))
        } else {
            adapter
        }
    }
}
