//! How values stand in bodies: what every codec has code for.

mod cbor;
mod cbor_example;
mod choice;
mod json;
mod json_example;
mod query;
mod xml;
mod xml_example;

pub use choice::{of_payloads, of_requests, of_responses};

use crate::ir::{Element, Member, Package, Type, TypeKind, TypeRef, Union};
use crate::naming;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde_json::{Map, Value};

/// What the code of a codec needs, whichever way it goes.
pub trait BodyCode {
    /// The module of the runtime's types that has the codec. A file that holds implementations of it imports that.
    fn module(&self) -> &'static str;

    /// The feature of the runtime and of its types that the codec is behind.
    fn feature(&self) -> Option<&'static str> {
        Some(self.module())
    }

    /// The crate beside those of the runtime that its code names, and its version.
    fn dependency(&self) -> Option<(&'static str, &'static str)> {
        None
    }
}

/// The code that writes the bodies of requests in one codec.
pub trait RequestCode: BodyCode {
    /// What writes a struct, of which these members go into the body.
    fn write_impl(&self, name: &Ident, members: &[&Member]) -> TokenStream;

    /// What writes a union.
    fn union_write_impl(&self, union: &Union) -> TokenStream;

    /// Makes the body of a request of this value's members: this element.
    fn write_body(&self, element: &Element, value: &TokenStream) -> TokenStream;
}

/// The code that reads the bodies of responses in one codec.
pub trait ResponseCode: BodyCode {
    /// What the codec is called in documentation.
    fn name(&self) -> &'static str;

    /// What reads a struct. `start` is the struct before any member is read.
    fn read_impl(&self, name: &Ident, members: &[&Member], start: &TokenStream) -> TokenStream;

    /// What reads a union.
    fn union_read_impl(&self, union: &Union) -> TokenStream;

    /// Reads a response's body as an output, which stands in these elements.
    fn read_body(&self, path: &[String]) -> TokenStream;

    /// Reads a response's body as an error that the operation lists.
    fn read_error(&self) -> TokenStream;

    /// A response's body of these members, whose values stand as in the examples of a model: no code, but the text
    /// that a service would send, or its bytes in base64 where the codec has a [media type](Self::binary_media_type) for
    /// these.
    ///
    /// # Errors
    ///
    /// A value does not fit its member.
    fn example(
        &self,
        package: &Package,
        around: Around<'_>,
        members: &[(&Member, &Value)],
    ) -> Result<String, String>;

    /// The media type of bodies that are no text. The tests of models have such bodies in base64.
    fn binary_media_type(&self) -> Option<&'static str> {
        None
    }
}

/// What the members in the body of an example's response belong to.
#[derive(Clone, Copy)]
pub enum Around<'a> {
    /// An output that stands in these elements.
    Output(&'a [String]),
    /// The error of this code.
    Error(&'a str),
}

/// The code for bodies that are one value, in the codecs of protocols that have such bodies.
pub trait PayloadCode {
    /// Makes the whole body of a request of one value, which is this element.
    fn write_payload(&self, element: &Element, ty: &Type, value: TokenStream) -> TokenStream;

    /// The same for an optional structure where its body is there in any case.
    fn write_optional_structure(&self, value: &TokenStream) -> Option<TokenStream> {
        let _ = value;
        None
    }

    /// Reads a response's whole body as one value that may not be there, and is this element if it is.
    fn read_payload(&self, element: &Element, ty: &Type) -> TokenStream;

    /// A response's whole body, of a value that stands as in the examples of a model: no code, but the text that a service
    /// would send.
    ///
    /// # Errors
    ///
    /// The value does not fit its type.
    fn example_payload(
        &self,
        package: &Package,
        element: &Element,
        ty: &Type,
        value: &Value,
    ) -> Result<String, String>;
}

/// How a member is read or written: the method, and what it takes beside the member's name and field.
struct Call {
    method: TokenStream,
    adapter: Option<TokenStream>,
}

impl Call {
    /// What reads or writes a member with this adapter, if it needs one: both sides name their methods alike.
    fn new(member: &Member, adapter: Option<TokenStream>) -> Self {
        let method = match (member.is_optional(), &adapter) {
            (true, None) => quote!(optional),
            (true, Some(_)) => quote!(optional_as),
            (false, None) => quote!(plain),
            (false, Some(_)) => quote!(plain_as),
        };
        Self { method, adapter }
    }
}

/// The arms that read members, each by its name on the wire.
fn read_arms(members: &[&Member], call: impl Fn(&Member) -> Call) -> (TokenStream, TokenStream) {
    if members.is_empty() {
        return (quote!(_), quote!(member.skip()));
    }
    let arms = members.iter().map(|member| {
        let field = naming::ident(&member.rust);
        let name = &member.wire.read;
        let Call { method, adapter } = call(member);
        let adapter = adapter.into_iter();
        quote!(#name => member.#method(&mut self.#field #(, #adapter)*))
    });
    (
        quote!(name),
        quote!(match name { #(#arms,)* _ => member.skip() }),
    )
}

/// The statements that write members to `object`, each by its name on the wire.
fn write_statements(
    object: &TokenStream,
    members: &[&Member],
    call: impl Fn(&Member) -> Call,
) -> TokenStream {
    let statements = members.iter().map(|member| {
        let field = naming::ident(&member.rust);
        let name = &member.wire.write;
        let Call { method, adapter } = call(member);
        let adapter = adapter.into_iter();
        quote!(#object.#method(#name, &self.#field #(, #adapter)*);)
    });
    statements.collect()
}

/// The statement that writes the one member of a union to `object`, by its name on the wire.
fn write_variants(
    object: &TokenStream,
    union: &Union,
    call: impl Fn(&Member) -> Call,
) -> TokenStream {
    let arms = union.members.iter().map(|member| {
        let (variant, name) = (naming::ident(&member.rust), &member.wire.write);
        if member.ty == Type::Unit {
            return quote!(Self::#variant {} => #object.unit(#name));
        }
        let Call { method, adapter } = call(member);
        let adapter = adapter.into_iter();
        quote!(Self::#variant(value) => #object.#method(#name, value #(, #adapter)*))
    });
    quote! {
        match self {
            #(#arms,)*
            Self::Unknown(member) => #object.unknown(member),
        };
    }
}

/// What reads the one member of a union in codecs that keep what they do not know, each by its name on the wire: the body of
/// the function that does, and the function for a member that the model does not list.
fn read_variants(
    union: &Union,
    method: impl Fn(&Member) -> TokenStream,
) -> (TokenStream, TokenStream) {
    let arms = union.members.iter().map(|member| {
        let (variant, name) = (naming::ident(&member.rust), &member.wire.read);
        if member.ty == Type::Unit {
            return quote!(#name => member.unit(Self::#variant {}));
        }
        let method = method(member);
        quote!(#name => member.#method(Self::#variant))
    });
    (
        quote!(match name { #(#arms,)* _ => member.unknown() }),
        quote! {
            fn unknown(member: ::smithereens_types::UnknownMember<Self>) -> Self {
                Self::Unknown(member)
            }
        },
    )
}

/// The members of a structure or union that an example sets, each with its value.
fn set_members<'v>(
    package: &'v Package,
    shape: &TypeRef,
    given: &'v Map<String, Value>,
) -> Result<Vec<(&'v Member, &'v Value)>, String> {
    let known = match shape.kind {
        TypeKind::Structure => package.structure(shape).map(|it| it.members.as_slice()),
        TypeKind::Union => package.union(shape).map(|it| it.members.as_slice()),
        _ => None,
    };
    let known = known.ok_or_else(|| format!("{} is no structure or union", shape.name))?;
    let set = given.iter().map(|(name, value)| {
        let member = known.iter().find(|member| &member.name == name);
        let member = member.ok_or_else(|| format!("{} has no member {name:?}", shape.name));
        Ok((member?, value))
    });
    set.collect()
}
