//! A stream of bytes, as a body.

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Body as HttpBody, Frame};
use std::pin::Pin;
use std::task::{Context, Poll};

/// The stream is boxed, so that it may be one that must not move.
pub(super) struct Source<S>(Pin<Box<S>>);

impl<S> Source<S> {
    pub(super) fn new(stream: S) -> Self {
        Self(Box::pin(stream))
    }
}

impl<S, E> HttpBody for Source<S>
where
    S: Stream<Item = Result<Bytes, E>>,
{
    type Data = Bytes;
    type Error = E;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, E>>> {
        let next = self.0.as_mut().poll_next(cx);
        next.map(|item| item.map(|bytes| bytes.map(Frame::data)))
    }
}
