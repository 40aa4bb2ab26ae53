//! What an input gives of events to send.

use super::outgoing::initial_request;
use super::{OutgoingEvent, WriteEvents};
use crate::byte_stream::ByteStream;
use crate::operation::{Messages, Request};
use aws_smithy_types::event_stream::Message;
use futures_core::Stream;
use http::HeaderValue;
use http::header::CONTENT_TYPE;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::sync::mpsc;
use tower::BoxError;

/// The events of an input, each of which is sent as soon as the stream gives it, and signed.
///
/// It is made of any [`Stream`]: one of [events](Self::new), or one that [may fail](Self::try_new), which ends the request;
/// or it is the end of a [channel](Self::channel). Whoever gives the events waits where the service does not take them.
/// After the last one the request ends.
pub struct EventStream<T>(Pin<Box<dyn Stream<Item = Result<T, BoxError>> + Send>>);

/// The most events that a channel keeps.
const MAX_CAPACITY: usize = 65_536;

impl<T: Send + 'static> EventStream<T> {
    /// Sends the events of this stream.
    pub fn new(events: impl Stream<Item = T> + Send + 'static) -> Self {
        let mut events = Box::pin(events);
        Self::from_fn(move |cx| events.as_mut().poll_next(cx).map(|event| event.map(Ok)))
    }

    /// Sends the events of this stream. Where it gives an error, the request is cut off, and the call fails with
    /// [`ErrorKind::RequestBody`](crate::ErrorKind::RequestBody), if it is not over.
    pub fn try_new<E: Into<BoxError>>(
        events: impl Stream<Item = Result<T, E>> + Send + 'static,
    ) -> Self {
        let mut events = Box::pin(events);
        Self::from_fn(move |cx| {
            let event = ready!(events.as_mut().poll_next(cx));
            Poll::Ready(event.map(|event| event.map_err(Into::into)))
        })
    }

    /// A stream of events, and what gives them. Sending waits once `capacity` events have not been taken, which is taken as
    /// 1 to 65,536. The stream ends when all senders are dropped.
    #[must_use]
    pub fn channel(capacity: usize) -> (EventSender<T>, Self) {
        let (sender, mut receiver) = mpsc::channel(capacity.clamp(1, MAX_CAPACITY));
        let events = Self::from_fn(move |cx| receiver.poll_recv(cx).map(|event| event.map(Ok)));
        (EventSender(sender), events)
    }

    fn from_fn(
        next: impl FnMut(&mut Context<'_>) -> Poll<Option<Result<T, BoxError>>> + Send + 'static,
    ) -> Self {
        Self(Box::pin(FromFn(next)))
    }
}

/// No events: the request ends at once.
impl<T> Default for EventStream<T>
where
    T: Send + 'static,
{
    fn default() -> Self {
        Vec::new().into()
    }
}

/// Sends these events.
impl<T: Send + 'static> From<Vec<T>> for EventStream<T> {
    fn from(events: Vec<T>) -> Self {
        let mut events = events.into_iter();
        Self::from_fn(move |_| Poll::Ready(events.next().map(Ok)))
    }
}

/// Shows no event, which may be secret.
impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStream").finish_non_exhaustive()
    }
}

/// What gives the events of a [channel](EventStream::channel). Clones give to the same one.
pub struct EventSender<T>(mpsc::Sender<T>);

impl<T> EventSender<T> {
    /// Gives an event, once there is room for it.
    ///
    /// # Errors
    ///
    /// The request is over, and the event comes back.
    pub async fn send(&self, event: T) -> Result<(), T> {
        self.0.send(event).await.map_err(|error| error.0)
    }
}

impl<T> Clone for EventSender<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> fmt::Debug for EventSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventSender")
            .field("is_closed", &self.0.is_closed())
            .finish_non_exhaustive()
    }
}

impl Request {
    /// Makes these events the body (Smithy's `streaming` trait on a union). Where there is a body already, it becomes the
    /// first message: the other members of the input, in protocols that have no other place for them.
    pub fn events<T: WriteEvents>(&mut self, events: EventStream<T>) {
        let has_initial = self.body.as_bytes().is_some_and(|body| !body.is_empty());
        let first = has_initial.then(|| initial_request(self));
        let messages = Written {
            first,
            events: events.0,
        };
        self.messages = Some(Messages::new(messages));
        self.body = ByteStream::default();
        let media_type = HeaderValue::from_static("application/vnd.amazon.eventstream");
        self.headers.insert(CONTENT_TYPE, media_type);
    }
}

/// The messages of events.
struct Written<T> {
    first: Option<Message>,
    events: Pin<Box<dyn Stream<Item = Result<T, BoxError>> + Send>>,
}

impl<T: WriteEvents> Stream for Written<T> {
    type Item = Result<Message, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Some(first) = self.first.take() {
            return Poll::Ready(Some(Ok(first)));
        }
        let event = ready!(self.events.as_mut().poll_next(cx));
        Poll::Ready(event.map(|event| Ok(OutgoingEvent::message_of(event?)?)))
    }
}

/// A stream of what a function gives.
struct FromFn<F>(F);

impl<F> Unpin for FromFn<F> {}

impl<T, F: FnMut(&mut Context<'_>) -> Poll<Option<T>>> Stream for FromFn<F> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        (self.0)(cx)
    }
}
