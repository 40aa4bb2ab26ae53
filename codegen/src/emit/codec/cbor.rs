//! CBOR: members of a map, by the concrete `Writer` and `Member` of the runtime's types. A value's type says all there is
//! to its form, so that no member needs an adapter.

use super::{
    Around, BodyCode, Call, RequestCode, ResponseCode, cbor_example, read_arms, read_variants,
    write_statements, write_variants,
};
use crate::ir::{Element, Member, Package, Union};
use crate::naming;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde_json::Value;

pub(super) struct Cbor;

impl BodyCode for Cbor {
    fn module(&self) -> &'static str {
        "cbor"
    }
}

impl RequestCode for Cbor {
    fn write_impl(&self, name: &Ident, members: &[&Member]) -> TokenStream {
        let body = if members.is_empty() {
            quote!(writer.map().end();)
        } else {
            let writes = write_statements(&quote!(map), members, call);
            quote! {
                let mut map = writer.map();
                #writes
                map.end();
            }
        };
        write_impl(name, &body)
    }

    fn union_write_impl(&self, union: &Union) -> TokenStream {
        let write = write_variants(&quote!(map), union, call);
        let body = quote! {
            let mut map = writer.map();
            #write
            map.end();
        };
        write_impl(&naming::ident(&union.name.name), &body)
    }

    fn write_body(&self, _: &Element, value: &TokenStream) -> TokenStream {
        quote!(request.cbor(#value);)
    }
}

impl ResponseCode for Cbor {
    fn name(&self) -> &'static str {
        "CBOR"
    }

    fn read_impl(&self, name: &Ident, members: &[&Member], start: &TokenStream) -> TokenStream {
        let read = read_impl(name, &quote!(cbor::read_structure(#start, reader)));
        let (argument, body) = read_arms(members, call);
        quote! {
            #read
            impl cbor::Structure for #name {
                fn read(&mut self, #argument: &str, member: cbor::Member<'_, '_>) -> Result<(), cbor::Error> {
                    #body
                }
            }
        }
    }

    fn union_read_impl(&self, union: &Union) -> TokenStream {
        let name = naming::ident(&union.name.name);
        let read = read_impl(&name, &quote!(cbor::read_union(reader)));
        let (body, unknown) = read_variants(union, |_| quote!(variant));
        quote! {
            #read
            impl cbor::Union for #name {
                fn read(name: &str, member: cbor::Member<'_, '_>) -> Result<cbor::Variant<Self>, cbor::Error> {
                    #body
                }
                #unknown
            }
        }
    }

    fn read_body(&self, _: &[String]) -> TokenStream {
        quote!(response.cbor())
    }

    fn read_error(&self) -> TokenStream {
        quote!(response.cbor_error())
    }

    fn example(
        &self,
        package: &Package,
        around: Around<'_>,
        members: &[(&Member, &Value)],
    ) -> Result<String, String> {
        let error_code = match around {
            Around::Output(_) => None,
            Around::Error(code) => Some(code),
        };
        cbor_example::body(package, members, error_code).map(|bytes| STANDARD.encode(bytes))
    }

    fn binary_media_type(&self) -> Option<&'static str> {
        Some("application/cbor")
    }
}

fn write_impl(name: &Ident, body: &TokenStream) -> TokenStream {
    quote! {
        impl cbor::Write for #name {
            fn write(&self, writer: &mut cbor::Writer) {
                #body
            }
        }
    }
}

fn read_impl(name: &Ident, body: &TokenStream) -> TokenStream {
    quote! {
        impl cbor::Read for #name {
            fn read(reader: &mut cbor::Reader<'_>) -> Result<Self, cbor::Error> {
                #body
            }
        }
    }
}

fn call(member: &Member) -> Call {
    Call::new(member, None)
}
