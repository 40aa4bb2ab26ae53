//! A body that has to be of the length that was said.

use super::StreamError;
use crate::body::Body;
use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// A body, and how many bytes of it are left.
pub(super) struct Measured {
    body: Body,
    length: u64,
    left: u64,
}

impl Measured {
    pub(super) fn new(body: Body, length: u64) -> Self {
        Self {
            body,
            length,
            left: length,
        }
    }

    fn fault(&self, what: &str) -> StreamError {
        StreamError::new(format!(
            "the stream has {what} than the {} bytes that were said",
            self.length
        ))
    }
}

impl HttpBody for Measured {
    type Data = Bytes;
    type Error = StreamError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, StreamError>>> {
        let frame = match ready!(Pin::new(&mut self.body).poll_frame(cx)) {
            Some(frame) => frame.map_err(StreamError::new)?,
            None if self.left > 0 => return Poll::Ready(Some(Err(self.fault("fewer")))),
            None => return Poll::Ready(None),
        };
        let length = frame.data_ref().map_or(0, |data| data.len() as u64);
        match self.left.checked_sub(length) {
            Some(left) => self.left = left,
            None => return Poll::Ready(Some(Err(self.fault("more")))),
        }
        Poll::Ready(Some(Ok(frame)))
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0 && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
