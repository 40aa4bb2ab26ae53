//! An event that is about to be sent, as generated code writes it.

use super::header::EventHeader;
use super::names;
use super::{UnknownEvent, WriteEvents};
use crate::operation::{InvalidInput, Method, Request};
use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use std::fmt;

/// An event to be sent, which its union writes.
pub struct OutgoingEvent {
    /// What it is: the values of `:message-type` and of the header that says its type.
    kind: [(&'static str, &'static str); 2],
    headers: Vec<Header>,
    /// The payload as the body of a request, which the codecs of all protocols write.
    payload: Request,
    /// An event that goes as it came.
    unknown: Option<UnknownEvent>,
}

/// Shows its type and no content, which may be secret.
impl fmt::Debug for OutgoingEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OutgoingEvent")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

impl OutgoingEvent {
    fn new() -> Self {
        Self {
            kind: [(names::MESSAGE_TYPE, "event"), (names::EVENT_TYPE, "")],
            headers: Vec::new(),
            payload: Request::new(Method::POST),
            unknown: None,
        }
    }

    /// Says its type: the name of its member of the union.
    pub fn event_type(&mut self, name: &'static str) {
        self.kind = [(names::MESSAGE_TYPE, "event"), (names::EVENT_TYPE, name)];
    }

    /// Says that it is an exception, and which: the name of its member of the union.
    pub fn exception_type(&mut self, name: &'static str) {
        self.kind = [
            (names::MESSAGE_TYPE, "exception"),
            (names::EXCEPTION_TYPE, name),
        ];
    }

    /// Makes it the event that it was when it came.
    pub fn unknown(&mut self, event: UnknownEvent) {
        self.unknown = Some(event);
    }

    /// Sets a header, if it has a value (Smithy's `eventHeader` trait).
    ///
    /// # Errors
    ///
    /// The value is a text or blob of more than 32,767 bytes.
    pub fn header<T: EventHeader>(
        &mut self,
        name: &'static str,
        value: Option<T>,
    ) -> Result<(), InvalidInput> {
        if let Some(value) = value {
            let value = value
                .write()
                .map_err(|reason| InvalidInput::new(name, reason))?;
            self.headers.push(Header::new(name, value));
        }
        Ok(())
    }

    /// Its payload, which is written as the body of a request is.
    pub fn payload(&mut self) -> &mut Request {
        &mut self.payload
    }

    /// The message of an event.
    ///
    /// # Errors
    ///
    /// A member has a value that cannot be sent.
    pub(super) fn message_of<T: WriteEvents>(event: T) -> Result<Message, InvalidInput> {
        let mut outgoing = Self::new();
        event.write(&mut outgoing)?;
        Ok(outgoing.into_message())
    }

    fn into_message(self) -> Message {
        if let Some(event) = self.unknown {
            return event.into_message();
        }
        message(self.kind, self.headers, &self.payload)
    }
}

/// The message by which the members of an input come ahead of its events, in protocols that have no other place for them.
/// The request's body is what it holds.
pub(super) fn initial_request(request: &Request) -> Message {
    let kind = [
        (names::MESSAGE_TYPE, "event"),
        (names::EVENT_TYPE, names::INITIAL_REQUEST),
    ];
    message(kind, Vec::new(), request)
}

fn message(
    kind: [(&'static str, &'static str); 2],
    more: Vec<Header>,
    payload: &Request,
) -> Message {
    let text = |text: &str| HeaderValue::String(text.to_owned().into());
    let content_type = payload.headers.get(CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok());
    let kind = kind.map(|(name, value)| Header::new(name, text(value)));
    let content_type = content_type.map(|value| Header::new(names::CONTENT_TYPE, text(value)));
    let headers = kind.into_iter().chain(content_type).chain(more).collect();
    let bytes = payload
        .body
        .as_bytes()
        .map_or_else(Bytes::new, Bytes::clone);
    Message::new_from_parts(headers, bytes)
}
