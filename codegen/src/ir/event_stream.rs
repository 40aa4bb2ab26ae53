//! Event streams: unions whose members come one by one.

use super::{Element, Member, Union};

/// The media type of event streams.
pub const EVENT_STREAM: &str = "application/vnd.amazon.eventstream";

/// A union of events.
#[derive(Debug)]
pub struct EventStream {
    /// The union, which has the exceptions as members where a program sends it.
    pub union: Union,
    /// Its events.
    pub events: Vec<Event>,
    /// The exceptions that end it.
    pub exceptions: Vec<Exception>,
}

/// An event.
#[derive(Debug)]
pub struct Event {
    /// Its member of the union.
    pub member: Member,
    /// The members of its structure that are headers (`smithy.api#eventHeader`).
    pub headers: Vec<Member>,
    /// What the payload is.
    pub payload: EventPayload,
    /// Whether its structure starts as its default, where nothing is read of a payload.
    pub has_default: bool,
}

/// What the payload of an event is.
#[derive(Debug)]
pub enum EventPayload {
    /// Nothing.
    Empty,
    /// The members that are no headers, in the protocol's codec: this element.
    Members(Element),
    /// One member (`smithy.api#eventPayload`): text, bytes, or in the protocol's codec.
    Member(Box<Member>, EventContent),
}

/// How a member is the payload of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventContent {
    /// As text.
    Text,
    /// As bytes.
    Bytes,
    /// In the protocol's codec: this element.
    Structured(Element),
}

/// An exception that ends an event stream.
#[derive(Debug)]
pub struct Exception {
    /// Its member of the union.
    pub member: Member,
    /// The code of the error that it is.
    pub code: String,
    /// What it is in the protocol's codec.
    pub element: Element,
}
