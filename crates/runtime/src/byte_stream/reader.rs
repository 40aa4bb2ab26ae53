//! Between streams of bytes and tokio's readers, both ways.

use super::ByteStream;
use bytes::{Buf, Bytes};
use futures_core::Stream;
use http_body::{Body as HttpBody, Frame};
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncBufRead, AsyncRead, ReadBuf};

/// The bytes that are read at a time.
const PIECE: usize = 64 * 1024;

/// A [`ByteStream`] as one of tokio's readers: see [`ByteStream::into_async_read`].
#[derive(Debug)]
pub struct ByteStreamReader {
    stream: ByteStream,
    /// What came and is not read yet.
    piece: Bytes,
}

impl ByteStreamReader {
    pub(super) fn new(stream: ByteStream) -> Self {
        Self {
            stream,
            piece: Bytes::new(),
        }
    }
}

impl AsyncBufRead for ByteStreamReader {
    fn poll_fill_buf(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<&[u8]>> {
        let this = self.get_mut();
        while this.piece.is_empty() {
            match ready!(Pin::new(&mut this.stream).poll_next(cx)) {
                Some(piece) => this.piece = piece?,
                None => break,
            }
        }
        Poll::Ready(Ok(&this.piece))
    }

    fn consume(mut self: Pin<&mut Self>, amount: usize) {
        let amount = amount.min(self.piece.len());
        self.piece.advance(amount);
    }
}

impl AsyncRead for ByteStreamReader {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        out: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if out.remaining() == 0 {
            return Poll::Ready(Ok(()));
        }
        let piece = ready!(self.as_mut().poll_fill_buf(cx))?;
        let amount = piece.len().min(out.remaining());
        out.put_slice(piece.get(..amount).unwrap_or(piece));
        self.consume(amount);
        Poll::Ready(Ok(()))
    }
}

/// What a reader gives, as a body. The reader is boxed, so that it may be one that must not move.
pub(super) struct ReaderBody<R> {
    reader: Pin<Box<R>>,
    buffer: Box<[u8]>,
    has_ended: bool,
}

impl<R> ReaderBody<R> {
    pub(super) fn new(reader: R) -> Self {
        Self {
            reader: Box::pin(reader),
            buffer: vec![0; PIECE].into(),
            has_ended: false,
        }
    }
}

impl<R: AsyncRead> HttpBody for ReaderBody<R> {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if self.has_ended {
            return Poll::Ready(None);
        }
        let this = &mut *self;
        let mut read = ReadBuf::new(&mut this.buffer);
        let outcome = ready!(this.reader.as_mut().poll_read(cx, &mut read));
        this.has_ended = outcome.is_err() || read.filled().is_empty();
        Poll::Ready(match outcome {
            Err(error) => Some(Err(error)),
            Ok(()) if this.has_ended => None,
            Ok(()) => Some(Ok(Frame::data(Bytes::copy_from_slice(read.filled())))),
        })
    }
}
