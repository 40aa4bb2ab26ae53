//! A body that has to be of the length that was said.

use super::StreamError;
use crate::body::Body;
use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// A body, and how many bytes of it are left.
///
/// The bytes that make it whole are held back until the body has ended. Whoever writes them stops reading at the
/// length that was said: what comes after them would never be seen, and the server would have a complete object that
/// is not the one meant. So too many bytes, like too few, leave the request incomplete.
pub(crate) struct Measured {
    body: Body,
    length: u64,
    left: u64,
    /// The bytes after which none may come.
    last: Option<Bytes>,
    has_ended: bool,
}

impl Measured {
    pub(crate) fn new(body: Body, length: u64) -> Self {
        Self {
            body,
            length,
            left: length,
            last: None,
            has_ended: false,
        }
    }

    fn wrong_length(&mut self, what: &str) -> StreamError {
        self.last = None;
        self.has_ended = true;
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
        while !self.has_ended {
            // Trailers are none of the bytes, and no request has any.
            let data = match ready!(Pin::new(&mut self.body).poll_frame(cx)) {
                Some(Ok(frame)) => frame.into_data().unwrap_or_default(),
                Some(Err(error)) => {
                    self.last = None;
                    self.has_ended = true;
                    return Poll::Ready(Some(Err(StreamError::new(error))));
                }
                None if self.left > 0 => return Poll::Ready(Some(Err(self.wrong_length("fewer")))),
                None => {
                    self.has_ended = true;
                    break;
                }
            };
            if data.is_empty() {
                continue;
            }
            match self.left.checked_sub(data.len() as u64) {
                None => return Poll::Ready(Some(Err(self.wrong_length("more")))),
                Some(0) => {
                    self.left = 0;
                    self.last = Some(data);
                    self.has_ended = self.body.is_end_stream();
                }
                Some(left) => {
                    self.left = left;
                    return Poll::Ready(Some(Ok(Frame::data(data))));
                }
            }
        }
        Poll::Ready(self.last.take().map(|last| Ok(Frame::data(last))))
    }

    fn is_end_stream(&self) -> bool {
        let is_over = self.has_ended || (self.left == 0 && self.body.is_end_stream());
        is_over && self.last.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        let held_back = self.last.as_ref().map_or(0, |last| last.len() as u64);
        SizeHint::with_exact(self.left + held_back)
    }
}
