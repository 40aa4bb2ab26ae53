//! JSON: members of an object, by the runtime's `Object` and `Member`, with adapters where serde alone would not treat
//! a type as the protocols want.

use super::{
    Around, BodyCode, Call, PayloadCode, RequestCode, ResponseCode, json_example, read_arms,
    read_variants, write_statements, write_variants,
};
use crate::ir::{Element, Member, Package, TimestampFormat, Type, Union};
use crate::naming;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde_json::Value;

pub(super) struct Json {
    /// Whether numbers of any size stand in strings.
    pub(super) quotes_numbers: bool,
}

impl BodyCode for Json {
    fn module(&self) -> &'static str {
        "json"
    }

    /// It is there in any case.
    fn feature(&self) -> Option<&'static str> {
        None
    }

    fn dependency(&self) -> Option<(&'static str, &'static str)> {
        Some(("serde", "1"))
    }
}

impl RequestCode for Json {
    fn write_impl(&self, name: &Ident, members: &[&Member]) -> TokenStream {
        let body = if members.is_empty() {
            quote!(json::Object::new(serializer).end())
        } else {
            let writes = write_statements(&quote!(object), members, |member| self.call(member));
            quote! {
                let mut object = json::Object::new(serializer);
                #writes
                object.end()
            }
        };
        serialize_impl(name, &body)
    }

    fn union_write_impl(&self, union: &Union) -> TokenStream {
        let write = write_variants(&quote!(object), union, |member| self.call(member));
        serialize_impl(
            &naming::ident(&union.name.name),
            &quote! {
                let mut object = json::Object::new(serializer);
                #write
                object.end()
            },
        )
    }

    fn write_body(&self, _: &Element, value: &TokenStream) -> TokenStream {
        quote!(request.json(#value)?;)
    }
}

impl ResponseCode for Json {
    fn name(&self) -> &'static str {
        "JSON"
    }

    fn read_impl(&self, name: &Ident, members: &[&Member], start: &TokenStream) -> TokenStream {
        let deserialize = deserialize_impl(
            name,
            &quote!(json::deserialize_structure(#start, deserializer)),
        );
        let (argument, body) = read_arms(members, |member| self.call(member));
        quote! {
            #deserialize
            impl json::Structure for #name {
                fn read<M: json::Member>(&mut self, #argument: &str, member: M) -> Result<(), M::Error> {
                    #body
                }
            }
        }
    }

    fn union_read_impl(&self, union: &Union) -> TokenStream {
        let name = naming::ident(&union.name.name);
        let deserialize = deserialize_impl(&name, &quote!(json::deserialize_union(deserializer)));
        let (body, unknown) = read_variants(union, |member| match self.adapter(&member.ty) {
            None => quote!(variant),
            Some(adapter) => quote!(variant_as::<#adapter, _, _>),
        });
        quote! {
            #deserialize
            impl json::Union for #name {
                fn read<M: json::Member>(name: &str, member: M) -> Result<json::Variant<Self>, M::Error> {
                    #body
                }
                #unknown
            }
        }
    }

    fn read_body(&self, _: &[String]) -> TokenStream {
        quote!(response.json())
    }

    fn read_error(&self) -> TokenStream {
        quote!(response.modelled_error())
    }

    fn example(
        &self,
        package: &Package,
        _: Around<'_>,
        members: &[(&Member, &Value)],
    ) -> Result<String, String> {
        json_example::object(package, members.iter().copied())
            .map(|object| Value::Object(object).to_string())
    }
}

impl PayloadCode for Json {
    fn write_payload(&self, _: &Element, ty: &Type, value: TokenStream) -> TokenStream {
        let value = match self.adapter(ty) {
            Some(adapter) => quote!(&::smithereens_types::json::adapted::<#adapter, _>(#value)),
            None => value,
        };
        quote!(request.json(#value)?;)
    }

    fn write_optional_structure(&self, value: &TokenStream) -> Option<TokenStream> {
        Some(quote!(request.json_or_empty(#value)?;))
    }

    fn read_payload(&self, _: &Element, ty: &Type) -> TokenStream {
        let Some(adapter) = self.adapter(ty) else {
            return quote!(response.json_payload()?);
        };
        let adapted = quote!(::smithereens_types::json::Adapted);
        quote!(response.json_payload::<#adapted<_, #adapter>>()?.map(#adapted::into_inner))
    }

    fn example_payload(
        &self,
        package: &Package,
        _: &Element,
        ty: &Type,
        value: &Value,
    ) -> Result<String, String> {
        json_example::value(package, ty, value).map(|value| value.to_string())
    }
}

fn serialize_impl(name: &Ident, body: &TokenStream) -> TokenStream {
    quote! {
        impl ::serde::Serialize for #name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #body
            }
        }
    }
}

fn deserialize_impl(name: &Ident, body: &TokenStream) -> TokenStream {
    quote! {
        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #body
            }
        }
    }
}

impl Json {
    /// What reads or writes a member: both sides name their methods alike.
    fn call(&self, member: &Member) -> Call {
        let is_optional = member.is_optional();
        let method = match (is_optional, self.adapter(&member.ty)) {
            (true, None) => quote!(optional),
            (true, Some(adapter)) => quote!(optional_as::<#adapter, _>),
            (false, None) => quote!(plain),
            (false, Some(adapter)) => quote!(plain_as::<#adapter, _>),
        };
        Call {
            method,
            adapter: None,
        }
    }

    /// The adapter for a type that serde alone would not treat as the protocol wants, if it needs one.
    fn adapter(&self, ty: &Type) -> Option<TokenStream> {
        let json = quote!(::smithereens_types::json);
        Some(match ty {
            Type::Byte | Type::Short | Type::Integer | Type::Long => quote!(#json::Integer),
            Type::Float | Type::Double => quote!(#json::Float),
            Type::BigInteger | Type::BigDecimal if self.quotes_numbers => {
                quote!(#json::QuotedNumber)
            }
            Type::Timestamp(TimestampFormat::DateTime) => quote!(#json::DateTime),
            Type::Timestamp(TimestampFormat::HttpDate) => quote!(#json::HttpDate),
            Type::List {
                member,
                sparse: false,
                ..
            } => self.collection(&quote!(#json::List), member),
            Type::List {
                member,
                sparse: true,
                ..
            } => self.collection(&quote!(#json::SparseList), member),
            Type::Map {
                value,
                sparse: false,
                ..
            } => self.collection(&quote!(#json::Map), value),
            Type::Map {
                value,
                sparse: true,
                ..
            } => self.collection(&quote!(#json::SparseMap), value),
            _ => return None,
        })
    }

    fn collection(&self, name: &TokenStream, part: &Type) -> TokenStream {
        match self.adapter(part) {
            Some(part) => quote!(#name<#part>),
            None => name.clone(),
        }
    }
}
