//! The body of a request while the transport reads it: why it failed is kept, and what is said to be empty has to be.

use crate::body::Body;
use crate::byte_stream::StreamError;
use crate::stack::call::SourceFailure;
use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use http_body_util::BodyExt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The body, whose failure is kept there.
pub(crate) fn kept(body: Body, failure: SourceFailure) -> Body {
    Body::stream(Outgoing { body, failure })
}

/// Whether the body is said to have no bytes, and that is not certain yet. A transport does not even look at such a
/// body.
pub(crate) fn is_said_to_be_empty(body: &Body) -> bool {
    body.as_bytes().is_none() && body.size_hint().exact() == Some(0) && !body.is_end_stream()
}

/// Makes sure that a body that is said to have no bytes has none.
pub(crate) async fn proven_empty(mut body: Body) -> Result<Body, tower::BoxError> {
    while let Some(frame) = body.frame().await {
        frame?;
    }
    Ok(Body::empty())
}

struct Outgoing {
    body: Body,
    failure: SourceFailure,
}

impl HttpBody for Outgoing {
    type Data = Bytes;
    type Error = StreamError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, StreamError>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        Poll::Ready(
            frame.map(|frame| frame.map_err(|error| self.failure.keep(StreamError::new(error)))),
        )
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
