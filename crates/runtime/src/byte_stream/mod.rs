//! The bytes of an input or output that need not be in memory as a whole.

mod error;
mod measured;
mod source;

pub use error::StreamError;
pub(crate) use measured::Measured;

use crate::body::Body;
use bytes::Bytes;
use futures_core::Stream;
use http_body::{Body as HttpBody, Frame, SizeHint};
use http_body_util::BodyExt;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tower::BoxError;

/// A body that is sent or read piece by piece (Smithy's `streaming` trait on a blob).
///
/// One made of bytes at hand is signed by their hash, and sent again where a call is tried again. One that is
/// [made of a body](Self::from_body) or [of a stream](Self::from_stream) is read as it is sent, never kept in
/// memory, and passes once: its call is not tried again, and its payload goes unsigned
/// (`UNSIGNED-PAYLOAD`). Long transfers need an
/// [attempt timeout](crate::Builder::attempt_timeout) and an
/// [operation timeout](crate::Builder::operation_timeout) to match.
///
/// In an answer it is read with [`try_next`](Self::try_next) or [`collect`](Self::collect), as a [`Stream`] or as
/// an [`http_body::Body`]. The timeouts of the call no longer bound that.
#[derive(Default)]
pub struct ByteStream(Body);

impl ByteStream {
    /// Reads this body as it is sent. Its length is known if its size hint is exact.
    pub fn from_body<B>(body: B) -> Self
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self(Body::stream(body))
    }

    /// Reads this stream as it is sent. Its length is not known; [`with_length`](Self::with_length) tells it.
    pub fn from_stream<S, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        Self::from_body(source::Source::new(stream))
    }

    /// Says how many bytes there are, which goes into the header `Content-Length`. If the stream then has
    /// fewer or more, reading it is an error, and a request that sends it is cut off: no server sees it whole. The
    /// last of the bytes are given once the stream has ended. Of bytes at hand the length is known without.
    #[must_use]
    pub fn with_length(self, length: u64) -> Self {
        match self.as_bytes() {
            Some(_) => self,
            None => Self(Body::stream(Measured::new(self.0, length))),
        }
    }

    /// How many bytes there are left to read, if that is known.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        self.0.size_hint().exact()
    }

    /// The next bytes, or `None` after the last ones.
    ///
    /// Dropping the future is no loss.
    ///
    /// # Errors
    ///
    /// The connection was lost, or the source of the bytes failed.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>, StreamError> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx))
            .await
            .transpose()
    }

    /// All bytes that are left, in memory.
    ///
    /// # Errors
    ///
    /// As for [`try_next`](Self::try_next).
    pub async fn collect(self) -> Result<Bytes, StreamError> {
        // Bytes that came in one piece are not copied here.
        Ok(BodyExt::collect(self).await?.to_bytes())
    }

    /// The bytes, if they are at hand.
    pub(crate) fn as_bytes(&self) -> Option<&Bytes> {
        self.0.as_bytes()
    }
}

impl From<Body> for ByteStream {
    fn from(body: Body) -> Self {
        Self(body)
    }
}

impl From<Bytes> for ByteStream {
    fn from(bytes: Bytes) -> Self {
        Self(bytes.into())
    }
}

impl From<Vec<u8>> for ByteStream {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }
}

impl From<&'static [u8]> for ByteStream {
    fn from(bytes: &'static [u8]) -> Self {
        Self(bytes.into())
    }
}

impl From<String> for ByteStream {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<&'static str> for ByteStream {
    fn from(text: &'static str) -> Self {
        Self(text.into())
    }
}

/// Tells the length alone.
impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.content_length() {
            Some(length) => write!(f, "ByteStream({length} bytes)"),
            None => f.write_str("ByteStream(of unknown length)"),
        }
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match ready!(self.as_mut().poll_frame(cx)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(frame)) => {
                    // Trailers are none of the body's bytes.
                    if let Ok(data) = frame.into_data() {
                        return Poll::Ready(Some(Ok(data)));
                    }
                }
            }
        }
    }
}

impl HttpBody for ByteStream {
    type Data = Bytes;
    type Error = StreamError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, StreamError>>> {
        Pin::new(&mut self.0)
            .poll_frame(cx)
            .map_err(StreamError::new)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::Pieces;
