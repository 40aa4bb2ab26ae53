//! The messages of an event stream that a client sent.

use crate::body::from_base64;
use crate::same::same_bytes;
use aws_smithy_eventstream::frame::read_message_from;
use aws_smithy_types::event_stream::Message;
use bytes::{Buf, Bytes};

/// Compares the messages in a body, each of which is in a signed one, with those of a case, which are in base64. After them
/// there has to be a signed one with nothing in it.
pub(super) fn check(body: &Bytes, expected: &[&str]) -> Result<(), String> {
    let signed = messages(body.clone())?;
    let Some((last, signed)) = signed.split_last() else {
        return Err("no message was sent".to_owned());
    };
    if !last.payload().is_empty() {
        return Err("the last message is not the empty one that ends the stream".to_owned());
    }
    if signed.len() != expected.len() {
        return Err(format!(
            "{} messages, expected {}",
            signed.len(),
            expected.len()
        ));
    }
    for (signed, expected) in signed.iter().zip(expected) {
        let expected = from_base64(expected)?;
        if signed.payload() != &expected && !differs_in_order(signed.payload(), &expected)? {
            same_bytes(signed.payload(), &expected)?;
        }
    }
    Ok(())
}

/// Whether messages are the same but for the order of their headers. A case may have that of the values in it, which no
/// client can know.
fn differs_in_order(left: &Bytes, right: &[u8]) -> Result<bool, String> {
    let sorted = |bytes: Bytes| {
        let message = read_message_from(bytes).map_err(|error| error.to_string())?;
        let mut headers = message.headers().to_vec();
        headers.sort_by(|a, b| a.name().as_str().cmp(b.name().as_str()));
        Ok::<_, String>(Message::new_from_parts(headers, message.payload().clone()))
    };
    Ok(sorted(left.clone())? == sorted(Bytes::copy_from_slice(right))?)
}

/// The messages in a body, each of which has to be signed.
fn messages(mut body: Bytes) -> Result<Vec<Message>, String> {
    let mut messages = Vec::new();
    while body.has_remaining() {
        let message = read_message_from(&mut body).map_err(|error| error.to_string())?;
        let names: Vec<_> = message
            .headers()
            .iter()
            .map(|it| it.name().as_str())
            .collect();
        if names != [":chunk-signature", ":date"] {
            return Err(format!("a message that is not signed: {names:?}"));
        }
        messages.push(message);
    }
    Ok(messages)
}
