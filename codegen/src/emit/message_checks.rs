//! How the messages of an operation are compared with what its output says of them.

use crate::ir::{Member, MessageAttributes, MessageChecks, MessagePart, Messages, Operation};
use crate::naming;
use proc_macro2::TokenStream;
use quote::quote;

/// `fn sent_messages` and `fn check_messages`, where an operation has messages.
pub(super) fn message_checks(operation: &Operation) -> Option<TokenStream> {
    let MessageChecks { messages, parts } = operation.message_checks.as_ref()?;
    let sent_messages = sent_messages(messages, parts);
    let (sent, check) = match messages {
        Messages::Input => {
            let said = said(&quote!(output), parts);
            (quote!(sent), quote!(sent.check("", "", &#said)))
        }
        Messages::Entries(lists) => {
            let place = format!("{}[{{index}}].", lists.results.name);
            let results = each(&quote!(output), &lists.results);
            let id = naming::ident(&lists.result_id.rust);
            let said = said(&quote!(result), parts);
            let check = quote! {
                for (index, result) in #results.enumerate() {
                    sent.check(&result.#id, format_args!(#place), &#said)?;
                }
                Ok(())
            };
            (quote!(sent), check)
        }
        Messages::Output(messages) => {
            let place = format!("{}[{{index}}].", messages.name);
            let messages = each(&quote!(output), messages);
            let came = digests(&quote!(message), parts);
            let said = said(&quote!(message), parts);
            let check = quote! {
                for (index, message) in #messages.enumerate() {
                    let came = #came;
                    came.check(format_args!(#place), &#said)?;
                }
                Ok(())
            };
            (quote!(_), check)
        }
    };
    Some(quote! {
        #sent_messages
        fn check_messages(
            output: &Self::Output,
            #sent: &::smithereens::codegen::SentMessages,
        ) -> Result<(), ::smithereens::codegen::DecodeError> {
            #check
        }
    })
}

/// `fn sent_messages`, where the messages are in the input.
fn sent_messages(messages: &Messages, parts: &[MessagePart]) -> Option<TokenStream> {
    let sent = match messages {
        Messages::Input => {
            let sent = digests(&quote!(self), parts);
            quote!(::smithereens::codegen::SentMessages::one(#sent))
        }
        Messages::Entries(lists) => {
            let entries = each(&quote!(self), &lists.entries);
            let id = naming::ident(&lists.entry_id.rust);
            let sent = digests(&quote!(entry), parts);
            quote! {
                ::smithereens::codegen::SentMessages::each(
                    #entries.map(|entry| (entry.#id.clone(), #sent)),
                )
            }
        }
        Messages::Output(_) => return None,
    };
    Some(quote! {
        fn sent_messages(&self) -> ::smithereens::codegen::SentMessages {
            #sent
        }
    })
}

/// The MD5 of each part of a message.
fn digests(message: &TokenStream, parts: &[MessagePart]) -> TokenStream {
    let parts = parts.iter().map(|part| {
        let md5 = &part.md5.name;
        if let Some(attributes) = &part.attributes {
            let values = each(message, &part.value);
            let attribute = attribute(attributes);
            quote!(.attributes(#md5, #values.map(|(name, value)| #attribute)))
        } else {
            let text = text(message, &part.value);
            quote!(.body(#md5, #text))
        }
    });
    quote!(::smithereens::codegen::MessageDigests::new() #(#parts)*)
}

fn attribute(members: &MessageAttributes) -> TokenStream {
    let value = quote!(value);
    let data_type = text(&value, &members.data_type);
    let text = text(&value, &members.text);
    let bytes = naming::ident(&members.bytes.rust);
    let bytes = if members.bytes.is_optional() {
        quote!(value.#bytes.as_ref().map(AsRef::as_ref))
    } else {
        quote!(Some(value.#bytes.as_ref()))
    };
    let data_type = if members.data_type.is_optional() {
        quote!(#data_type.unwrap_or_default())
    } else {
        let field = naming::ident(&members.data_type.rust);
        quote!(&value.#field)
    };
    quote!(::smithereens::codegen::MessageAttribute::new(name.as_str(), #data_type, #text, #bytes))
}

/// What is said of each part, by the name of the member that says it.
fn said(about: &TokenStream, parts: &[MessagePart]) -> TokenStream {
    let parts = parts.iter().map(|part| {
        let name = &part.md5.name;
        let value = text(about, &part.md5);
        quote!((#name, #value))
    });
    quote!([#(#parts),*])
}

/// A member as `Option<&str>`.
fn text(owner: &TokenStream, member: &Member) -> TokenStream {
    let field = naming::ident(&member.rust);
    if member.is_optional() {
        quote!(#owner.#field.as_deref())
    } else {
        quote!(Some(#owner.#field.as_str()))
    }
}

/// What is in a list or map.
fn each(owner: &TokenStream, member: &Member) -> TokenStream {
    let field = naming::ident(&member.rust);
    if member.is_optional() {
        quote!(#owner.#field.iter().flatten())
    } else {
        quote!(#owner.#field.iter())
    }
}
