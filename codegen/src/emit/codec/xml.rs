//! XML: members are elements, or attributes of the element around them. Adapters are values, since they hold the names of
//! the elements of what is in a list or map, and the namespaces that elements declare.

use super::{
    Around, BodyCode, Call, PayloadCode, RequestCode, ResponseCode, read_arms, write_statements,
    write_variants, xml_example,
};
use crate::ir::{Element, Member, Namespace, Package, TimestampFormat, Type, Union};
use crate::naming;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde_json::Value;

pub(super) struct Xml;

/// Which way a value goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Written,
    /// What is read is known by its name without a prefix, and a namespace says nothing.
    Read,
}

impl BodyCode for Xml {
    fn module(&self) -> &'static str {
        "xml"
    }
}

impl RequestCode for Xml {
    fn write_impl(&self, name: &Ident, members: &[&Member]) -> TokenStream {
        let (attributes, elements) = parted(members);
        let attributes = (!attributes.is_empty()).then(|| {
            let writes = write_statements(&quote!(element), &attributes, |member| {
                Call::new(member, adapter(&member.ty, Way::Written))
            });
            quote! {
                fn attributes(&self, element: &mut xml::Attributes<'_>) {
                    #writes
                }
            }
        });
        let argument = if elements.is_empty() {
            quote!(_)
        } else {
            quote!(object)
        };
        let writes = write_statements(&quote!(object), &elements, |member| {
            call(member, Way::Written)
        });
        quote! {
            impl xml::Write for #name {
                #attributes
                fn write(&self, #argument: &mut xml::Content<'_>) {
                    #writes
                }
            }
        }
    }

    fn union_write_impl(&self, union: &Union) -> TokenStream {
        let name = naming::ident(&union.name.name);
        let write = write_variants(&quote!(object), union, |member| call(member, Way::Written));
        quote! {
            impl xml::Write for #name {
                fn write(&self, object: &mut xml::Content<'_>) {
                    #write
                }
            }
        }
    }

    fn write_body(&self, element: &Element, value: &TokenStream) -> TokenStream {
        write_document(element, value)
    }
}

impl ResponseCode for Xml {
    fn name(&self) -> &'static str {
        "XML"
    }

    fn read_impl(&self, name: &Ident, members: &[&Member], start: &TokenStream) -> TokenStream {
        let (attributes, elements) = parted(members);
        let attributes = (!attributes.is_empty()).then(|| {
            let arms = attributes.iter().map(|member| {
                let field = naming::ident(&member.rust);
                let Call { method, .. } = Call::new(member, None);
                let name = &member.wire.read;
                quote!(#name => member.#method(&mut self.#field))
            });
            quote! {
                fn attribute(&mut self, name: &str, member: xml::Attribute<'_>) -> Result<(), xml::Error> {
                    match name { #(#arms,)* _ => Ok(()) }
                }
            }
        });
        let (argument, body) = read_arms(&elements, |member| call(member, Way::Read));
        quote! {
            impl xml::Read for #name {
                fn read(element: xml::Element<'_, '_>) -> Result<Self, xml::Error> {
                    xml::read_structure(#start, element)
                }
            }
            impl xml::Structure for #name {
                #attributes
                fn read(&mut self, #argument: &str, member: xml::Element<'_, '_>) -> Result<(), xml::Error> {
                    #body
                }
            }
        }
    }

    fn union_read_impl(&self, union: &Union) -> TokenStream {
        let name = naming::ident(&union.name.name);
        let reads = union.members.iter().map(read_variant);
        quote! {
            impl xml::Read for #name {
                fn read(element: xml::Element<'_, '_>) -> Result<Self, xml::Error> {
                    xml::read_union(element)
                }
            }
            impl xml::Union for #name {
                fn read(union: &mut Option<Self>, name: &str, member: xml::Element<'_, '_>) -> Result<(), xml::Error> {
                    match name {
                        #(#reads,)*
                        _ => member.unknown(union, Self::Unknown),
                    }
                }
            }
        }
    }

    fn read_body(&self, path: &[String]) -> TokenStream {
        let path = path.iter().map(|name| local(name));
        quote!(response.xml(&[#(#path),*]))
    }

    fn read_error(&self) -> TokenStream {
        quote!(response.modelled_xml_error())
    }

    fn example(
        &self,
        package: &Package,
        around: Around<'_>,
        members: &[(&Member, &Value)],
    ) -> Result<String, String> {
        xml_example::body(package, around, members)
    }
}

impl PayloadCode for Xml {
    fn write_payload(&self, element: &Element, _: &Type, value: TokenStream) -> TokenStream {
        write_document(element, &value)
    }

    fn read_payload(&self, element: &Element, _: &Type) -> TokenStream {
        let name = local(&element.name);
        quote!(response.xml_payload(&[#name])?)
    }

    fn example_payload(
        &self,
        package: &Package,
        element: &Element,
        ty: &Type,
        value: &Value,
    ) -> Result<String, String> {
        xml_example::value(package, &element.name, ty, value)
    }
}

fn write_document(element: &Element, value: &TokenStream) -> TokenStream {
    let name = &element.name;
    let own = quote!(::smithereens_types::xml::Own);
    let adapter = match &element.namespace {
        Some(namespace) => {
            let (declared, uri) = declaration(namespace);
            quote!(::smithereens_types::xml::Namespaced(#declared, #uri, #own))
        }
        None => own,
    };
    quote!(request.xml(#name, #value, #adapter);)
}

/// The members that are attributes, and those that are elements.
fn parted<'m>(members: &[&'m Member]) -> (Vec<&'m Member>, Vec<&'m Member>) {
    members.iter().partition(|member| member.wire.is_attribute)
}

fn read_variant(member: &Member) -> TokenStream {
    let variant = naming::ident(&member.rust);
    let name = &member.wire.read;
    if member.ty == Type::Unit {
        return quote!(#name => member.unit(union, Self::#variant {}));
    }
    if let Some(items) = items(member, Way::Read) {
        return quote! {
            #name => member.flat_variant(
                union,
                Self::#variant,
                |union| match union {
                    Self::#variant(value) => Some(value),
                    _ => None,
                },
                #items,
            )
        };
    }
    match adapter(&member.ty, Way::Read) {
        None => quote!(#name => member.variant(union, Self::#variant)),
        Some(adapter) => quote!(#name => member.variant_as(union, Self::#variant, #adapter)),
    }
}

/// What reads or writes a member that is an element.
fn call(member: &Member, way: Way) -> Call {
    if let Some(items) = items(member, way) {
        let method = if member.is_optional() {
            quote!(optional_flat)
        } else {
            quote!(flat)
        };
        return Call {
            method,
            adapter: Some(items),
        };
    }
    let adapter = adapter(&member.ty, way);
    let adapter = match (&member.wire.namespace, way) {
        (Some(namespace), Way::Written) => Some(namespaced(namespace, &or_own(adapter))),
        _ => adapter,
    };
    Call::new(member, adapter)
}

/// The adapter for the parts of a list or map that stand in the member's place, if they do. Their elements have the name of
/// the member, and its namespace or else that of a list's own members.
fn items(member: &Member, way: Way) -> Option<TokenStream> {
    if !member.wire.is_flattened {
        return None;
    }
    let mut namespace = member.wire.namespace.as_ref();
    let items = match &member.ty {
        Type::List {
            member,
            element,
            sparse,
        } => {
            namespace = namespace.or(element.namespace.as_ref());
            let part = or_sparse(or_own(adapter(member, way)), *sparse);
            quote!(xml::Flat(#part))
        }
        Type::Map { .. } => map(&quote!(xml::FlatMap), &member.ty, way)?,
        _ => return None,
    };
    Some(match (namespace, way) {
        (Some(namespace), Way::Written) => namespaced(namespace, &items),
        _ => items,
    })
}

/// The adapter for a type that does not say by itself what stands in its element, if it needs one.
fn adapter(ty: &Type, way: Way) -> Option<TokenStream> {
    Some(match ty {
        Type::Timestamp(TimestampFormat::HttpDate) => quote!(xml::HttpDate),
        Type::Timestamp(TimestampFormat::EpochSeconds) => quote!(xml::EpochSeconds),
        Type::List {
            member,
            element,
            sparse,
        } => {
            let (name, part) = part(member, element, way);
            let part = or_sparse(part, *sparse);
            quote!(xml::List(#name, #part))
        }
        Type::Map { .. } => map(&quote!(xml::Map), ty, way)?,
        _ => return None,
    })
}

fn map(name: &TokenStream, ty: &Type, way: Way) -> Option<TokenStream> {
    let Type::Map {
        key,
        value,
        key_element,
        value_element,
        sparse,
    } = ty
    else {
        return None;
    };
    let (key_name, key) = part(key, key_element, way);
    let (value_name, value) = part(value, value_element, way);
    let value = or_sparse(value, *sparse);
    Some(quote!(#name((#key_name, #key), (#value_name, #value))))
}

/// The name of the elements of a part of a list or map, and their adapter.
fn part<'e>(ty: &Type, element: &'e Element, way: Way) -> (&'e str, TokenStream) {
    let adapter = or_own(adapter(ty, way));
    match (way, &element.namespace) {
        (Way::Written, Some(namespace)) => (&element.name, namespaced(namespace, &adapter)),
        (Way::Written, None) => (&element.name, adapter),
        (Way::Read, _) => (local(&element.name), adapter),
    }
}

fn or_own(adapter: Option<TokenStream>) -> TokenStream {
    adapter.unwrap_or_else(|| quote!(xml::Own))
}

/// The adapter of a part of a list or map, which may be `xsi:nil` where they are sparse.
fn or_sparse(adapter: TokenStream, is_sparse: bool) -> TokenStream {
    if is_sparse {
        quote!(xml::Sparse(#adapter))
    } else {
        adapter
    }
}

fn namespaced(namespace: &Namespace, adapter: &TokenStream) -> TokenStream {
    let (declared, uri) = declaration(namespace);
    quote!(xml::Namespaced(#declared, #uri, #adapter))
}

/// The attribute that declares a namespace, and its value.
fn declaration(Namespace { prefix, uri }: &Namespace) -> (String, &str) {
    let declared = match prefix {
        Some(prefix) => format!("xmlns:{prefix}"),
        None => "xmlns".to_owned(),
    };
    (declared, uri)
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}
