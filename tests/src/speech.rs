//! Operations written by hand that send and receive events.

use crate::sample::SERVICE;
use smithereens::codegen::endpoint::EndpointError;
use smithereens::codegen::{
    DecodeError, EventStreams, IncomingEvent, InvalidInput, Method, Operation, OutgoingEvent,
    ReadEvents, Request, Response, Service, WriteEvents,
};
use smithereens::{EventReceiver, EventStream, UnknownEvent};

/// What is said.
#[derive(Clone, Debug, PartialEq)]
pub enum Speech {
    /// A word.
    Word(String),
    /// Something else.
    Unknown(UnknownEvent),
}

/// A word. An empty one cannot be sent.
pub fn word(text: impl Into<String>) -> Speech {
    Speech::Word(text.into())
}

impl ReadEvents for Speech {
    fn read(event: &IncomingEvent) -> Result<Option<Self>, DecodeError> {
        Ok(match event.event_type() {
            "word" => Some(Self::Word(event.payload().text()?)),
            _ => None,
        })
    }

    fn unknown(event: UnknownEvent) -> Self {
        Self::Unknown(event)
    }
}

impl WriteEvents for Speech {
    fn write(self, event: &mut OutgoingEvent) -> Result<(), InvalidInput> {
        match self {
            Self::Word(text) if text.is_empty() => {
                return Err(InvalidInput::new("word", "is empty"));
            }
            Self::Word(text) => {
                event.event_type("word");
                event.payload().payload("text/plain", text);
            }
            Self::Unknown(unknown) => event.unknown(unknown),
        }
        Ok(())
    }
}

/// The part of an operation that reads responses, for one that receives what is said.
macro_rules! receives_speech {
    () => {
        const STREAMING_OUTPUT: bool = true;
        type Output = EventReceiver<Speech, EndpointError>;
        type Error = EndpointError;

        fn output(response: Response) -> Result<Self::Output, DecodeError> {
            Ok(response.into_events::<Self, _>())
        }

        fn error(_: &str, _: &Response) -> Result<Option<EndpointError>, DecodeError> {
            Ok(None)
        }
    };
}

/// Sends what is said, and receives what is said to it.
#[derive(Debug)]
pub struct Talk(pub EventStream<Speech>);

impl Operation for Talk {
    const NAME: &'static str = "Talk";
    const SERVICE: &'static Service = &SERVICE;
    const EVENT_STREAMS: EventStreams = EventStreams::DUPLEX;
    receives_speech!();

    fn request(self) -> Result<Request, InvalidInput> {
        let mut request = Request::new(Method::POST);
        request.path("/talk");
        request.events(self.0);
        Ok(request)
    }
}

/// Receives what is said.
#[derive(Debug)]
pub struct Listen;

impl Operation for Listen {
    const NAME: &'static str = "Listen";
    const SERVICE: &'static Service = &SERVICE;
    const EVENT_STREAMS: EventStreams = EventStreams::OUTPUT;
    receives_speech!();

    fn request(self) -> Result<Request, InvalidInput> {
        let mut request = Request::new(Method::GET);
        request.path("/listen");
        Ok(request)
    }
}

/// Sends what is said.
#[derive(Debug)]
pub struct Dictate(pub EventStream<Speech>);

impl Operation for Dictate {
    const NAME: &'static str = "Dictate";
    const SERVICE: &'static Service = &SERVICE;
    const EVENT_STREAMS: EventStreams = EventStreams::INPUT;
    crate::unit_output!();

    fn request(self) -> Result<Request, InvalidInput> {
        let mut request = Request::new(Method::POST);
        request.path("/dictate");
        request.events(self.0);
        Ok(request)
    }
}

/// An error that shows no code.
#[must_use]
pub fn unreachable() -> EndpointError {
    EndpointError::new("no ears")
}
