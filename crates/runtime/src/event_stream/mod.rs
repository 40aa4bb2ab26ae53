//! Streams of events: the frames that they travel in, what receives them, and what an input gives to send.
//!
//! The frames are those of `application/vnd.amazon.eventstream`: headers with types, and a payload that the protocol's
//! codec reads and writes as it does a body. `aws-smithy-eventstream` has their form; what is here is when they are read,
//! what becomes of each, and what is said of one that cannot be used.

mod events;
mod frames;
mod header;
mod incoming;
mod initial;
mod input;
mod outgoing;
mod receiver;

pub use events::{ReadEvents, WriteEvents};
pub(crate) use frames::FrameError;
pub use header::EventHeader;
pub use incoming::{IncomingEvent, UnknownEvent};
pub(crate) use initial::initial_response;
pub use input::{EventSender, EventStream};
pub use outgoing::OutgoingEvent;
pub use receiver::EventReceiver;

/// The headers that say what a message is.
mod names {
    pub(super) const MESSAGE_TYPE: &str = ":message-type";
    pub(super) const EVENT_TYPE: &str = ":event-type";
    pub(super) const EXCEPTION_TYPE: &str = ":exception-type";
    pub(super) const CONTENT_TYPE: &str = ":content-type";
    pub(super) const ERROR_CODE: &str = ":error-code";
    pub(super) const ERROR_MESSAGE: &str = ":error-message";
    /// The type of the event that holds what is no event: the other members of an input.
    pub(super) const INITIAL_REQUEST: &str = "initial-request";
    /// The same of an output.
    pub(super) const INITIAL_RESPONSE: &str = "initial-response";
}
