//! The events of a request on their way: taken from the program one by one, signed, framed, and cut off once nobody waits for
//! what becomes of them.

use super::source_failure::SourceFailure;
use crate::body::{Body, Hold};
use crate::operation::Messages;
use crate::signing::EventSigner;
use aws_smithy_eventstream::frame::write_message_to;
use aws_smithy_types::event_stream::Message;
use bytes::{Bytes, BytesMut};
use http_body::{Body as HttpBody, Frame};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker, ready};
use tower::BoxError;

/// The events of a request. Its attempts share them: they are with the one that asks for the first.
pub(crate) struct Events {
    state: Mutex<State>,
    /// Why the program gave no more, if it failed to.
    failure: SourceFailure,
}

struct State {
    messages: Option<Messages>,
    /// What signs those of the attempt under way.
    signer: Option<EventSigner>,
    /// Whether the first was asked for.
    are_taken: bool,
    /// Whether nobody waits any more for what becomes of them.
    are_cut: bool,
    /// What waits for the next one.
    waker: Option<Waker>,
}

impl Events {
    pub(crate) fn new(messages: Messages) -> Self {
        Self {
            state: Mutex::new(State {
                messages: Some(messages),
                signer: None,
                are_taken: false,
                are_cut: false,
                waker: None,
            }),
            failure: SourceFailure::default(),
        }
    }

    /// Whether the first was asked for, so that they cannot be sent once more.
    pub(crate) fn are_taken(&self) -> bool {
        self.lock().are_taken
    }

    /// Signs those of the attempt under way.
    pub(crate) fn sign(&self, signer: EventSigner) {
        self.lock().signer = Some(signer);
    }

    /// Where it is kept why the program gave no more, for the call as for whoever receives events after it.
    pub(crate) fn failure(&self) -> &SourceFailure {
        &self.failure
    }

    /// The bytes of the events, each signed if there is a signer.
    pub(crate) fn body(self: &Arc<Self>) -> Body {
        Body::stream(SignedEvents {
            events: Arc::clone(self),
            signer: self.lock().signer.take(),
            has_ended: false,
        })
    }

    /// What they go on for: they are cut off when it is dropped.
    pub(crate) fn hold(self: &Arc<Self>) -> Box<dyn Hold> {
        Box::new(Holder(Arc::clone(self)))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next message. The program's own stream is asked, and dropped, without the lock: it may do what it likes.
    fn poll_message(&self, cx: &mut Context<'_>) -> Poll<Option<Result<Message, BoxError>>> {
        let mut state = self.lock();
        if state.are_cut {
            return Poll::Ready(Some(Err("its events go to nobody any more".into())));
        }
        state.are_taken = true;
        state.waker = Some(cx.waker().clone());
        let Some(mut messages) = state.messages.take() else {
            return Poll::Ready(Some(Err("its events were sent already".into())));
        };
        drop(state);
        let message = messages.poll_message(cx);
        if !matches!(message, Poll::Pending | Poll::Ready(Some(Ok(_)))) {
            return message;
        }
        let mut state = self.lock();
        // What was cut off meanwhile ends here.
        if !state.are_cut {
            state.messages = Some(messages);
        }
        message
    }

    fn cut(&self) {
        let mut state = self.lock();
        // An attempt that sent none leaves them to the next one.
        if !state.are_taken {
            return;
        }
        state.are_cut = true;
        let (messages, waker) = (state.messages.take(), state.waker.take());
        drop(state);
        // Whoever gives events is told so.
        drop(messages);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

struct Holder(Arc<Events>);

impl Hold for Holder {
    fn take_failure(&self) -> Option<BoxError> {
        let failure = self.0.failure.take()?;
        Some(failure.into())
    }
}

impl Drop for Holder {
    fn drop(&mut self) {
        self.0.cut();
    }
}

/// Messages as the bytes of a body, signed where the request is.
struct SignedEvents {
    events: Arc<Events>,
    signer: Option<EventSigner>,
    has_ended: bool,
}

impl SignedEvents {
    fn poll_bytes(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        let message = ready!(self.events.poll_message(cx)).transpose()?;
        self.has_ended = message.is_none();
        let message = match (&mut self.signer, message) {
            (Some(signer), message) => signer.sign(message.as_ref())?,
            (None, Some(message)) => message,
            (None, None) => return Poll::Ready(None),
        };
        let mut bytes = BytesMut::new();
        write_message_to(&message, &mut bytes)?;
        Poll::Ready(Some(Ok(bytes.freeze())))
    }
}

impl HttpBody for SignedEvents {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if self.has_ended {
            return Poll::Ready(None);
        }
        let bytes = ready!(self.poll_bytes(cx));
        self.has_ended |= !matches!(bytes, Some(Ok(_)));
        Poll::Ready(bytes.map(|bytes| bytes.map(Frame::data)))
    }
}
