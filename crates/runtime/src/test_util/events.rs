//! The events of an output that no service sent.

use crate::Operation;
use crate::error::Error;
use crate::event_stream::{EventReceiver, ReadEvents};

/// What an output gives of these events: each of them, and an error as the last if there is one.
///
/// ```ignore
/// let mut output = ConverseStreamResponse::default();
/// output.stream = events::<ConverseStream, _>([Ok(start), Ok(delta), Err(error)]);
/// ```
pub fn events<O: Operation, T: ReadEvents>(
    events: impl IntoIterator<Item = Result<T, Error<O::Error>>, IntoIter: Send + 'static>,
) -> EventReceiver<T, O::Error> {
    EventReceiver::of_given::<O>(events.into_iter())
}
