//! The bytes of an input or output that need not be in memory as a whole.

mod again;
mod error;
mod file;
mod measured;
mod reader;
mod source;

pub(crate) use again::Again;
pub use error::StreamError;
pub(crate) use measured::Measured;
pub use reader::ByteStreamReader;

use crate::body::Body;
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http_body::{Body as HttpBody, Frame, SizeHint};
use http_body_util::BodyExt;
use std::fmt;
use std::future::poll_fn;
use std::io;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use tokio::io::AsyncRead;
use tower::BoxError;

/// A body that is sent or read piece by piece (Smithy's `streaming` trait on a blob).
///
/// What a request's body is made of decides what can be done with it:
///
/// | made of | kept in memory | sent again where a call is tried again | signed |
/// | --- | --- | --- | --- |
/// | bytes at hand | yes | yes | yes |
/// | [a path](Self::from_path), an open file, [a factory](Self::from_factory) | no | yes, read anew | yes, it is read once more before |
/// | [a body](Self::from_body), [a stream](Self::from_stream), [a reader](Self::from_async_read) | no | no, it passes once | if its hash [is given](Self::with_sha256) |
///
/// What is not signed goes as `UNSIGNED-PAYLOAD`, which not every service takes. Over plain `http://` nothing else
/// protects such a body: whoever is on the way can change it unnoticed.
///
/// A source that fails, or has another number of bytes than was said, fails the call with
/// [`ErrorKind::RequestBody`](crate::ErrorKind::RequestBody), and the request is cut off.
///
/// In a response it is read with [`try_next`](Self::try_next) or [`collect`](Self::collect), as a [`Stream`], as
/// an [`http_body::Body`] or as one of tokio's readers ([`into_async_read`](Self::into_async_read)). Of the call's
/// bounds, that on [stalls](crate::Builder::stall_timeout) alone holds for that.
pub struct ByteStream {
    content: Content,
    /// What the caller says the SHA-256 of all bytes is.
    sha256: Option<[u8; 32]>,
}

/// What a stream is made of.
pub(crate) enum Content {
    Body(Body),
    /// What makes a body once there is a need for one.
    Again(Again),
}

impl ByteStream {
    /// Sends the file at this path. Its length is taken now; each attempt of the call opens it anew and reads it as
    /// it is sent, and fails if it has grown or shrunk.
    ///
    /// ```no_run
    /// # async fn run() -> std::io::Result<()> {
    /// use smithereens::ByteStream;
    ///
    /// let body = ByteStream::from_path("backup.tar").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// There is no such file, its metadata cannot be read, or it is no regular one. The error names the path.
    pub async fn from_path(path: impl AsRef<Path>) -> io::Result<Self> {
        let shared: Arc<Path> = path.as_ref().into();
        // It need not be one that can be sent to another thread.
        drop(path);
        Ok(file::at_path(shared).await?.into())
    }

    /// Sends what this function makes, which is called for each attempt of the call and has to give the same bytes
    /// each time: a stream, a file, anything that becomes a `ByteStream`. It is called once at once, to see whether
    /// what it makes knows its length; [`with_length`](Self::with_length) sets it where that does not.
    ///
    /// ```
    /// # fn download() -> smithereens::ByteStream { "bytes".into() }
    /// use smithereens::ByteStream;
    ///
    /// let body = ByteStream::from_factory(|| download()).with_length(5);
    /// ```
    pub fn from_factory<F, S>(make: F) -> Self
    where
        F: Fn() -> S + Send + Sync + 'static,
        S: Into<Self>,
    {
        Again::of_factory(make).into()
    }

    /// Reads this reader as it is sent. Its length is not known; [`with_length`](Self::with_length) sets it.
    pub fn from_async_read(reader: impl AsyncRead + Send + 'static) -> Self {
        Self::from_body(reader::ReaderBody::new(reader))
    }

    /// Reads this body as it is sent. Its length is known if its size hint is exact.
    pub fn from_body<B>(body: B) -> Self
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Body::stream(body).into()
    }

    /// Reads this stream as it is sent. Its length is not known; [`with_length`](Self::with_length) sets it.
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
        let content = match self.content {
            Content::Body(body) if body.as_bytes().is_none() => {
                Content::Body(Body::stream(Measured::new(body, length)))
            }
            Content::Again(again) => Content::Again(again.with_length(length)),
            bytes @ Content::Body(_) => bytes,
        };
        Self { content, ..self }
    }

    /// Says what the SHA-256 of all the bytes is, where it is known before they are read: it is what the request is
    /// signed by, and what operations send that want it (Amazon S3 Glacier), so that a stream that passes once is
    /// signed as well. It is not computed here, whatever the body is made of: a service refuses a request with a hash
    /// that is not its body's.
    #[must_use]
    pub fn with_sha256(self, sha256: impl Into<[u8; 32]>) -> Self {
        Self {
            sha256: Some(sha256.into()),
            ..self
        }
    }

    /// How many bytes there are left to read, if that is known.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        match &self.content {
            Content::Body(body) => body.size_hint().exact(),
            Content::Again(again) => again.length(),
        }
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

    /// All bytes that are left, in memory, if they are no more than this many.
    ///
    /// # Errors
    ///
    /// There are more, an [`ErrorKind::ResponseTooLarge`](crate::ErrorKind::ResponseTooLarge); and as for
    /// [`try_next`](Self::try_next).
    pub async fn collect_with_limit(mut self, limit: u64) -> Result<Bytes, StreamError> {
        let is_too_long = |length: u64| length > limit;
        if self.content_length().is_some_and(is_too_long) {
            return Err(StreamError::too_large(limit));
        }
        let mut all = BytesMut::new();
        let mut length = 0;
        while let Some(piece) = self.try_next().await? {
            length += piece.len() as u64;
            if is_too_long(length) {
                return Err(StreamError::too_large(limit));
            }
            all.extend_from_slice(&piece);
        }
        Ok(all.freeze())
    }

    /// The bytes as one of tokio's readers, [`AsyncRead`] and [`AsyncBufRead`](tokio::io::AsyncBufRead): to copy them
    /// into a file, or to read them line by line. Its errors hold a [`StreamError`].
    #[must_use]
    pub fn into_async_read(self) -> ByteStreamReader {
        ByteStreamReader::new(self)
    }

    /// The bytes, if they are at hand.
    #[cfg(any(feature = "event-stream", feature = "request-compression", test))]
    pub(crate) fn as_bytes(&self) -> Option<&Bytes> {
        match &self.content {
            Content::Body(body) => body.as_bytes(),
            Content::Again(_) => None,
        }
    }

    /// Whether its bytes can be read once and no more.
    #[cfg(feature = "checksum")]
    pub(crate) fn passes_once(&self) -> bool {
        matches!(&self.content, Content::Body(body) if body.as_bytes().is_none())
    }

    /// What the caller says the SHA-256 of all bytes is.
    pub(crate) fn sha256(&self) -> Option<&[u8; 32]> {
        self.sha256.as_ref()
    }

    pub(crate) fn into_content(self) -> Content {
        self.content
    }

    /// The body, made if need be.
    pub(crate) fn into_body(self) -> Body {
        match self.content {
            Content::Body(body) => body,
            Content::Again(again) => again.open(),
        }
    }
}

impl Default for ByteStream {
    fn default() -> Self {
        Body::empty().into()
    }
}

impl From<Content> for ByteStream {
    fn from(content: Content) -> Self {
        Self {
            content,
            sha256: None,
        }
    }
}

impl From<Body> for ByteStream {
    fn from(body: Body) -> Self {
        Content::Body(body).into()
    }
}

impl From<Again> for ByteStream {
    fn from(again: Again) -> Self {
        Content::Again(again).into()
    }
}

/// What there is from the file's cursor on, read anew for each attempt of a call; the cursor itself stays where it is.
/// The length is taken now. What is no regular file, such as a pipe, passes once, and is of unknown length.
///
/// This asks the operating system for the file's metadata, which it mostly has in memory.
impl From<std::fs::File> for ByteStream {
    fn from(file: std::fs::File) -> Self {
        file::of_open(file)
    }
}

/// As of the standard library's file. One that is being read or written right now passes once, and is of unknown
/// length.
impl From<tokio::fs::File> for ByteStream {
    fn from(file: tokio::fs::File) -> Self {
        match file.try_into_std() {
            Ok(file) => file.into(),
            Err(file) => Self::from_async_read(file),
        }
    }
}

impl From<Bytes> for ByteStream {
    fn from(bytes: Bytes) -> Self {
        Body::from(bytes).into()
    }
}

impl From<Vec<u8>> for ByteStream {
    fn from(bytes: Vec<u8>) -> Self {
        Body::from(bytes).into()
    }
}

impl From<&'static [u8]> for ByteStream {
    fn from(bytes: &'static [u8]) -> Self {
        Body::from(bytes).into()
    }
}

impl From<String> for ByteStream {
    fn from(text: String) -> Self {
        Body::from(text).into()
    }
}

impl From<&'static str> for ByteStream {
    fn from(text: &'static str) -> Self {
        Body::from(text).into()
    }
}

/// Shows the length and no content, which may be secret.
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
        let frame = match &mut self.content {
            Content::Body(body) => Pin::new(body).poll_frame(cx),
            // It is made when it is first read.
            Content::Again(again) => {
                let mut body = again.open();
                let frame = Pin::new(&mut body).poll_frame(cx);
                self.content = Content::Body(body);
                frame
            }
        };
        frame.map_err(StreamError::new)
    }

    fn is_end_stream(&self) -> bool {
        match &self.content {
            Content::Body(body) => body.is_end_stream(),
            Content::Again(_) => false,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.content {
            Content::Body(body) => body.size_hint(),
            Content::Again(again) => match again.length() {
                Some(length) => SizeHint::with_exact(length),
                None => SizeHint::default(),
            },
        }
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::Pieces;
