//! What a model says, as a stream of events: in short pieces, as Bedrock tells them.

use crate::page::Page;

/// The pieces in about a megabyte of events.
const EVENTS: usize = 5_000;
/// How many of those megabytes the longer stream has.
const LONG: usize = 1_000;

/// A megabyte of events, and a gigabyte. Programs ask for them by how many there are.
pub fn pages() -> [Page; 2] {
    let body = (0..EVENTS).flat_map(event).collect::<Vec<_>>();
    [1, LONG].map(|times| {
        Page::repeated(
            &format!("/model/items-{}/", EVENTS * times),
            "Content-Type: application/vnd.amazon.eventstream\r\n",
            &body,
            times,
        )
    })
}

/// A message: its length and that of its headers, the checksum of both, headers, payload, and the checksum of all.
fn event(number: usize) -> Vec<u8> {
    let mut headers = Vec::new();
    for (name, value) in [
        (":message-type", "event"),
        (":event-type", "contentBlockDelta"),
        (":content-type", "application/json"),
    ] {
        const TEXT: u8 = 7;
        headers.push(name.len() as u8);
        headers.extend_from_slice(name.as_bytes());
        headers.push(TEXT);
        headers.extend_from_slice(&(value.len() as u16).to_be_bytes());
        headers.extend_from_slice(value.as_bytes());
    }
    let payload = format!(
        "{{\"contentBlockIndex\":0,\"delta\":{{\"text\":\" the {number}th piece\"}},\"p\":\"abcdefghijkl\"}}"
    );
    let length = 16 + headers.len() + payload.len();
    let mut message = Vec::with_capacity(length);
    message.extend_from_slice(&(length as u32).to_be_bytes());
    message.extend_from_slice(&(headers.len() as u32).to_be_bytes());
    message.extend_from_slice(&crc32fast::hash(&message).to_be_bytes());
    message.extend_from_slice(&headers);
    message.extend_from_slice(payload.as_bytes());
    message.extend_from_slice(&crc32fast::hash(&message).to_be_bytes());
    message
}
