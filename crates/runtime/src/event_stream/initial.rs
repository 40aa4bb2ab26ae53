//! The message that comes ahead of the events of an output, in protocols that have no other place for its other members.

use super::frames::{FrameError, Frames, read};
use super::incoming::text;
use super::names::{EVENT_TYPE, INITIAL_RESPONSE};
use crate::body::Body;
use crate::byte_stream::{ByteStream, StreamError};
use aws_smithy_types::event_stream::Message;
use bytes::Bytes;
use http_body::{Body as HttpBody, Frame};
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Takes that message off a stream, if it begins with one: the payload, and the rest of the stream.
///
/// # Errors
///
/// There is no message to be read.
pub(crate) async fn initial_response(stream: ByteStream) -> Result<(Bytes, Body), FrameError> {
    let mut frames = Frames::new(stream);
    let mut first = poll_fn(|cx| frames.poll_frame(cx)).await.transpose()?;
    let mut initial = Bytes::new();
    if let Some(frame) = &first {
        let message = read(frame.clone())?;
        if is_initial(&message) {
            initial = message.payload().clone();
            first = None;
        }
    }
    let (second, rest) = frames.into_rest();
    let pieces = [first.unwrap_or_default(), second];
    Ok((initial, Body::stream(Ahead { pieces, rest })))
}

fn is_initial(message: &Message) -> bool {
    text(message, EVENT_TYPE).is_ok_and(|event_type| event_type == INITIAL_RESPONSE)
}

/// Bytes that were read already, ahead of the rest.
struct Ahead {
    pieces: [Bytes; 2],
    rest: ByteStream,
}

impl HttpBody for Ahead {
    type Data = Bytes;
    type Error = StreamError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, StreamError>>> {
        if let Some(piece) = self.pieces.iter_mut().find(|piece| !piece.is_empty()) {
            return Poll::Ready(Some(Ok(Frame::data(std::mem::take(piece)))));
        }
        Pin::new(&mut self.rest).poll_frame(cx)
    }
}
