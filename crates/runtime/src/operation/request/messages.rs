//! The messages of an event stream, which become bytes when they are sent: each is signed on its own.

use aws_smithy_types::event_stream::Message;
use futures_core::Stream;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use tower::BoxError;

/// Messages to be sent, one after the other.
pub(crate) struct Messages(Pin<Box<dyn Stream<Item = Result<Message, BoxError>> + Send>>);

/// Shows no message, which may be secret.
impl fmt::Debug for Messages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Messages")
    }
}

impl Messages {
    pub(crate) fn new(
        messages: impl Stream<Item = Result<Message, BoxError>> + Send + 'static,
    ) -> Self {
        Self(Box::pin(messages))
    }

    pub(crate) fn poll_message(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Message, BoxError>>> {
        self.0.as_mut().poll_next(cx)
    }
}
