//! What generated code says of a union of events.

use super::{IncomingEvent, OutgoingEvent, UnknownEvent};
use crate::operation::{DecodeError, InvalidInput};

/// A union of events that a service sends (Smithy's `streaming` trait on a union).
pub trait ReadEvents: Sized + Send + Unpin + 'static {
    /// Reads an event, or gives `None` where the model lists none of its type.
    ///
    /// # Errors
    ///
    /// The event does not have the form that the model gives it.
    fn read(event: &IncomingEvent) -> Result<Option<Self>, DecodeError>;

    /// Keeps an event of a type that the model does not list.
    fn unknown(event: UnknownEvent) -> Self;

    /// The code of the error that an exception of this type is, where the model lists it: its member of the union is
    /// known by another name.
    #[must_use]
    fn exception_code(exception_type: &str) -> Option<&'static str> {
        let _ = exception_type;
        None
    }
}

/// A union of events that a service takes.
pub trait WriteEvents: Sized + Send + 'static {
    /// Writes the event.
    ///
    /// # Errors
    ///
    /// A member has a value that cannot be sent.
    fn write(self, event: &mut OutgoingEvent) -> Result<(), InvalidInput>;
}
