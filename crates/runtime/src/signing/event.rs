//! The signatures of events: each is made over the event and the signature before it, the first one over the request's.

use crate::operation::Messages;
use aws_credential_types::Credentials;
use aws_sigv4::event_stream::{SigningParams, sign_empty_message, sign_message};
use aws_sigv4::sign::v4;
use aws_smithy_eventstream::frame::write_message_to;
use aws_smithy_runtime_api::client::identity::Identity;
use aws_smithy_types::event_stream::Message;
use bytes::{Bytes, BytesMut};
use http_body::{Body as HttpBody, Frame};
use std::convert::Infallible;
use std::future::Future as _;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::SystemTime;
use tokio::sync::oneshot;
use tokio::time::Instant;
use tower::BoxError;

use super::Scope;

/// Signs the events of a request.
pub(crate) struct EventSigner {
    identity: Identity,
    region: String,
    service: String,
    /// The time of the request's signature, and when that was.
    time: SystemTime,
    since: Instant,
    last_signature: String,
}

impl EventSigner {
    /// Signs what follows a request with this signature.
    pub(crate) fn after(signature: String, scope: &Scope<'_>) -> Self {
        Self {
            identity: Credentials::clone(scope.credentials).into(),
            region: scope.region.to_owned(),
            service: scope.service.to_owned(),
            time: scope.time,
            since: Instant::now(),
            last_signature: signature,
        }
    }

    /// The message that holds this one, signed; without one it says that there are no more.
    fn sign(&mut self, message: Option<&Message>) -> Result<Message, BoxError> {
        let params: SigningParams<'_> = v4::SigningParams::builder()
            .identity(&self.identity)
            .region(&self.region)
            .name(&self.service)
            .time(self.time + self.since.elapsed())
            .settings(())
            .build()?;
        let signed = match message {
            Some(message) => sign_message(message, &self.last_signature, &params),
            None => sign_empty_message(&self.last_signature, &params),
        };
        let (message, signature) = signed?.into_parts();
        self.last_signature = signature;
        Ok(message)
    }
}

/// Messages as the bytes of a body, each signed if there is a signer. They are taken when the first is asked for, and cut off
/// once nobody holds on to them any more.
pub(crate) fn body_of(
    take: impl FnOnce() -> Option<Messages> + Send + Unpin + 'static,
    signer: Option<EventSigner>,
    held: oneshot::Receiver<Infallible>,
) -> impl HttpBody<Data = Bytes, Error = BoxError> + Send + 'static {
    EventBody {
        messages: Source::Untaken(Some(take)),
        signer,
        held,
        has_ended: false,
    }
}

enum Source<F> {
    Untaken(Option<F>),
    Taken(Messages),
}

struct EventBody<F> {
    messages: Source<F>,
    signer: Option<EventSigner>,
    held: oneshot::Receiver<Infallible>,
    has_ended: bool,
}

impl<F: FnOnce() -> Option<Messages>> EventBody<F> {
    fn poll_message(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Message, BoxError>>> {
        if Pin::new(&mut self.held).poll(cx).is_ready() {
            return Poll::Ready(Some(Err("its events go to nobody any more".into())));
        }
        if let Source::Untaken(take) = &mut self.messages {
            let messages = take.take().and_then(|take| take());
            self.messages = Source::Taken(messages.ok_or("its events were sent already")?);
        }
        let Source::Taken(messages) = &mut self.messages else {
            return Poll::Ready(None);
        };
        let message = ready!(messages.poll_message(cx)).transpose()?;
        self.has_ended = message.is_none();
        Poll::Ready(match (&mut self.signer, message) {
            (Some(signer), message) => Some(signer.sign(message.as_ref())),
            (None, message) => message.map(Ok),
        })
    }
}

impl<F: FnOnce() -> Option<Messages> + Unpin> HttpBody for EventBody<F> {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if self.has_ended {
            return Poll::Ready(None);
        }
        let Some(message) = ready!(self.poll_message(cx)).transpose()? else {
            return Poll::Ready(None);
        };
        let mut bytes = BytesMut::new();
        write_message_to(&message, &mut bytes)?;
        Poll::Ready(Some(Ok(Frame::data(bytes.freeze()))))
    }
}
