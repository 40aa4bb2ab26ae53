//! The body of a request on its way: what each attempt sends anew, or a stream for the only one.

#[cfg(feature = "event-stream")]
use super::events::Events;
use super::source_failure::SourceFailure;
use crate::body::Body;
use crate::byte_stream::{Again, ByteStream, Content, Measured};
use crate::operation::Request;
use crate::signing::SignedBody;
use bytes::Bytes;
use http_body::Body as _;
use std::sync::{Arc, Mutex, PoisonError};

/// What most requests that read have for a body need not be computed for each.
const SHA256_OF_NOTHING: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// To hash more bytes than this would hold up the runtime's thread, and each attempt would do it anew.
const MANY: usize = 256 * 1024;

/// A body. Clones share it: a stream is with the one that takes it first.
#[derive(Clone)]
pub(crate) enum RequestBody {
    Bytes(Bytes),
    Stream(Arc<Mutex<Body>>),
    Again(Again),
    #[cfg(feature = "event-stream")]
    Events(Arc<Events>),
}

#[cfg(feature = "event-stream")]
impl RequestBody {
    /// The events that it is, if it is one of events.
    pub(crate) fn events(&self) -> Option<&Arc<Events>> {
        match self {
            Self::Events(events) => Some(events),
            _ => None,
        }
    }
}

impl RequestBody {
    /// Takes the body of a request.
    pub(crate) fn of(request: &mut Request) -> Self {
        #[cfg(feature = "event-stream")]
        if let Some(messages) = request.messages.take() {
            return Self::Events(Arc::new(Events::new(messages)));
        }
        std::mem::take(&mut request.body).into()
    }

    /// Whether it can be sent once and no more.
    pub(crate) fn passes_once(&self) -> bool {
        !matches!(self, Self::Bytes(_) | Self::Again(_))
    }

    /// Whether it has been sent, or may have been, and cannot be once more. Events have not as long as nobody asked for
    /// the first.
    pub(crate) fn is_spent(&self) -> bool {
        match self {
            #[cfg(feature = "event-stream")]
            Self::Events(events) => events.are_taken(),
            other => other.passes_once(),
        }
    }

    /// Whether it is given bit by bit, by someone who may have nothing to give for long.
    pub(crate) fn is_live(&self) -> bool {
        match self {
            #[cfg(feature = "event-stream")]
            Self::Events(_) => true,
            _ => false,
        }
    }

    /// Where it is kept why it fails, if it can: bytes at hand do not.
    pub(crate) fn source_failure(&self) -> Option<SourceFailure> {
        match self {
            Self::Bytes(_) => None,
            #[cfg(feature = "event-stream")]
            Self::Events(events) => Some(events.failure().clone()),
            _ => Some(SourceFailure::default()),
        }
    }

    /// Whether its hash is to be computed ahead of the signature, which computes the one of few bytes itself.
    pub(crate) fn is_hashed_ahead(&self) -> bool {
        match self {
            Self::Bytes(bytes) => bytes.len() > MANY,
            Self::Stream(_) => false,
            Self::Again(_) => true,
            #[cfg(feature = "event-stream")]
            Self::Events(_) => false,
        }
    }

    /// What of it goes into the signature where no hash is known: a stream cannot be read for that, and goes unsigned.
    pub(crate) fn signed(&self) -> SignedBody<'_> {
        match self {
            Self::Bytes(bytes) if bytes.is_empty() => SignedBody::Sha256(SHA256_OF_NOTHING),
            Self::Bytes(bytes) => SignedBody::Bytes(bytes),
            Self::Stream(_) | Self::Again(_) => SignedBody::Unsigned,
            #[cfg(feature = "event-stream")]
            Self::Events(_) => SignedBody::Events,
        }
    }

    pub(crate) fn into_body(self) -> Body {
        match self {
            Self::Bytes(bytes) => Body::from(bytes),
            Self::Stream(body) => {
                let mut body = body.lock().unwrap_or_else(PoisonError::into_inner);
                std::mem::take(&mut *body)
            }
            Self::Again(again) => again.open(),
            #[cfg(feature = "event-stream")]
            Self::Events(events) => events.body(),
        }
    }
}

impl From<ByteStream> for RequestBody {
    fn from(stream: ByteStream) -> Self {
        let body = match stream.into_content() {
            Content::Body(body) => body,
            Content::Again(again) => return Self::Again(again),
        };
        if let Some(bytes) = body.as_bytes() {
            return Self::Bytes(bytes.clone());
        }
        // Whoever said the length: it is sent ahead, and held to.
        let body = match body.size_hint().exact() {
            Some(length) => Body::stream(Measured::new(body, length)),
            None => body,
        };
        Self::Stream(Arc::new(Mutex::new(body)))
    }
}
