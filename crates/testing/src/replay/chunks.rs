//! A body that comes in pieces, and may break off.

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

/// A body that comes in pieces.
#[derive(Debug)]
pub struct Chunks(VecDeque<Result<Bytes, io::ErrorKind>>);

impl Chunks {
    /// These bytes, after which the body breaks off or ends.
    pub(crate) fn of(bytes: Bytes, is_cut_short: bool) -> Self {
        let end = is_cut_short.then_some(Err(io::ErrorKind::UnexpectedEof));
        let bytes = (!bytes.is_empty()).then_some(Ok(bytes));
        Self(bytes.into_iter().chain(end).collect())
    }

    /// A body in these pieces.
    #[must_use]
    pub fn new<const N: usize>(pieces: [&str; N]) -> Self {
        let pieces = pieces.into_iter().map(str::to_owned);
        Self(pieces.map(|text| Ok(text.into())).collect())
    }
}

impl http_body::Body for Chunks {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _cx: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let chunk = self.0.pop_front();
        Poll::Ready(chunk.map(|chunk| {
            let data = chunk.map(Frame::data);
            data.map_err(io::Error::from)
        }))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::default()
    }
}
