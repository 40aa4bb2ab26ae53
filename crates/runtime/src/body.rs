//! The body of a request or a response: bytes at hand, or a stream of them.

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use http_body_util::BodyExt;
use http_body_util::combinators::UnsyncBoxBody;
use std::fmt;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};
use tower::BoxError;

/// A body: bytes at hand, or a stream of them, which passes once.
///
/// It is read as an [`http_body::Body`].
pub struct Body(Kind);

enum Kind {
    Bytes(Bytes),
    /// The mutex is never waited for: it makes a body of any kind `Sync`, as an error that holds a response
    /// has to be.
    Stream(Mutex<UnsyncBoxBody<Bytes, BoxError>>),
    #[cfg(feature = "event-stream")]
    Events(Box<EventBody>),
}

/// The body of a response that is an event stream.
#[cfg(feature = "event-stream")]
pub(crate) struct EventBody {
    /// What comes ahead of the events, as the bytes that other bodies are: the output's other members, if they come in a
    /// message.
    pub(crate) initial: Bytes,
    pub(crate) rest: Body,
    /// How many attempts the call made.
    pub(crate) attempts: u32,
    pub(crate) redact: Redact,
    /// What ends the request when it is dropped, if that may still go on.
    pub(crate) hold: Option<Box<dyn Hold>>,
}

/// What a request with events goes on for: once it is dropped, the request is cut off.
#[cfg(feature = "event-stream")]
pub(crate) trait Hold: Send + Sync {
    /// Why the program gave no more events, if it failed to; once.
    fn take_failure(&self) -> Option<BoxError>;
}

/// Takes what is secret out of bytes that are about to be shown, if there is any in them.
#[cfg(feature = "event-stream")]
pub(crate) type Redact = std::sync::Arc<dyn Fn(&[u8]) -> Option<Vec<u8>> + Send + Sync>;

impl Body {
    /// A body without bytes.
    #[must_use]
    pub const fn empty() -> Self {
        Self(Kind::Bytes(Bytes::new()))
    }

    /// A body that is read as it comes.
    pub fn stream<B>(body: B) -> Self
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        let body = body.map_err(Into::into).boxed_unsync();
        Self(Kind::Stream(Mutex::new(body)))
    }

    /// The bytes, unless the body is a stream. A body that has been read has none left.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Kind::Bytes(bytes) => Some(bytes),
            Kind::Stream(_) => None,
            #[cfg(feature = "event-stream")]
            Kind::Events(body) => Some(&body.initial),
        }
    }
}

#[cfg(feature = "event-stream")]
impl Body {
    /// A body of events.
    pub(crate) fn events(body: EventBody) -> Self {
        Self(Kind::Events(Box::new(body)))
    }

    /// What the body is if it is known to be one of events, or itself.
    pub(crate) fn into_events(self) -> Result<EventBody, Self> {
        match self.0 {
            Kind::Events(body) => Ok(*body),
            other => Err(Self(other)),
        }
    }
}

impl Body {
    /// Takes up to `length` bytes off the front of bytes at hand. A stream gives its bytes when it is read.
    pub(crate) fn take_piece(&mut self, length: usize) -> Option<Bytes> {
        match &mut self.0 {
            Kind::Bytes(bytes) if !bytes.is_empty() => {
                Some(bytes.split_to(length.min(bytes.len())))
            }
            _ => None,
        }
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl<T: Into<Bytes>> From<T> for Body {
    fn from(bytes: T) -> Self {
        Self(Kind::Bytes(bytes.into()))
    }
}

/// Shows the size and no content, which may be secret.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Bytes(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            Kind::Stream(_) => f.write_str("Body(stream)"),
            #[cfg(feature = "event-stream")]
            Kind::Events(_) => f.write_str("Body(events)"),
        }
    }
}

impl HttpBody for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match &mut self.0 {
            Kind::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Kind::Bytes(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Kind::Stream(body) => {
                let body = body.get_mut().unwrap_or_else(PoisonError::into_inner);
                Pin::new(body).poll_frame(cx)
            }
            #[cfg(feature = "event-stream")]
            Kind::Events(body) => Pin::new(&mut body.rest).poll_frame(cx),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Kind::Bytes(bytes) => bytes.is_empty(),
            Kind::Stream(body) => body
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .is_end_stream(),
            #[cfg(feature = "event-stream")]
            Kind::Events(body) => body.rest.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Kind::Bytes(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Kind::Stream(body) => body
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .size_hint(),
            #[cfg(feature = "event-stream")]
            Kind::Events(body) => body.rest.size_hint(),
        }
    }
}
