//! Receiving events, and sending what was received.

use crate::client;
use aws_smithy_eventstream::frame::read_message_from;
use bytes::{Buf, BufMut, Bytes, BytesMut};
use http::{Request, Response};
use http_body_util::BodyExt;
use smithereens::codegen::endpoint::EndpointError;
use smithereens::{Body, Client, Error, ErrorKind, EventStream};
use smithereens_types::is_printable;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use tests::speech::{Dictate, Listen, Speech};

/// The most that an error says, in bytes.
const MAX_ERROR: usize = 4_000;

/// What was received, and the error that ended it.
type Received = (Vec<Speech>, Option<Error<EndpointError>>);

/// Receives a stream: the bytes as they are, and as the insides of messages whose lengths and checksums are right.
pub fn run(data: &[u8]) {
    let Some((size, stream)) = data.split_first() else {
        return;
    };
    let size = usize::from(*size).max(1);
    receive(stream, size);
    receive(&messages(stream), size);
}

/// Messages with these insides, with an empty line between two: the length of the headers, then headers and payload.
fn messages(data: &[u8]) -> Bytes {
    let mut stream = BytesMut::new();
    let mut rest = data;
    while let Some((length, inside)) = rest.split_first() {
        let end = inside.windows(2).position(|pair| pair == b"\n\n");
        let (inside, after) = inside.split_at(end.unwrap_or(inside.len()));
        rest = after.get(2..).unwrap_or_default();
        let headers = usize::from(*length).min(inside.len());
        let mut message = BytesMut::new();
        message.put_u32(u32::try_from(inside.len() + 16).expect("a short message"));
        message.put_u32(u32::try_from(headers).expect("a short message"));
        message.put_u32(crc32fast::hash(&message));
        message.put_slice(inside);
        message.put_u32(crc32fast::hash(&message));
        stream.unsplit(message);
    }
    stream.freeze()
}

fn receive(stream: &[u8], size: usize) {
    let (events, error) = received(stream, stream.len().max(1));
    let (again, other) = received(stream, size);
    assert_eq!(events, again, "in pieces of {size}");
    let text = |error: &Option<Error<_>>| error.as_ref().map(ToString::to_string);
    assert_eq!(text(&error), text(&other), "in pieces of {size}");
    if let Some(error) = error {
        let kinds = [
            ErrorKind::Connection,
            ErrorKind::Decode,
            ErrorKind::ResponseTooLarge,
            ErrorKind::Service,
        ];
        assert!(kinds.contains(&error.kind()), "{error:?}");
        let text = error.to_string();
        assert!(
            text.len() < MAX_ERROR && text.chars().all(is_printable),
            "{text}"
        );
    }
    // One with nothing to say is not sent.
    let is_word = |event: &Speech| *event != Speech::Word(String::new());
    let events: Vec<_> = events.into_iter().filter(is_word).collect();
    let sent = sent(events.clone());
    let (again, error) = received(&sent, sent.len().max(1));
    assert!(error.is_none(), "{error:?}");
    assert_eq!(events, again);
}

/// What is received of a stream that comes in pieces of this size.
fn received(stream: &[u8], size: usize) -> Received {
    let pieces = stream.chunks(size).map(Bytes::copy_from_slice).collect();
    let wire = Wire::default();
    let (client, wire) = made(&wire);
    *lock(&wire.answer) = pieces;
    client::block_on(async {
        let mut receiver = client.send(Listen).await.expect("the head of a success");
        let mut events = Vec::new();
        loop {
            match receiver.recv().await {
                Ok(Some(event)) => events.push(event),
                Ok(None) => return (events, None),
                Err(error) => {
                    assert!(
                        matches!(receiver.recv().await, Ok(None)),
                        "more after {error}"
                    );
                    return (events, Some(error));
                }
            }
        }
    })
}

/// The messages that events are sent as, without their signatures.
fn sent(events: Vec<Speech>) -> Bytes {
    let (client, wire) = made(&Wire::default());
    client::block_on(client.send(Dictate(EventStream::from(events)))).expect("a success");
    let mut signed = std::mem::take(&mut *lock(&wire.sent));
    let mut messages = BytesMut::new();
    while signed.has_remaining() {
        let message = read_message_from(&mut signed).expect("a message that was written");
        messages.extend_from_slice(message.payload());
    }
    messages.freeze()
}

fn made(wire: &Wire) -> (Client, Wire) {
    let builder = tests::builder().transport(wire.clone());
    let client = client::block_on(builder.endpoint_url("http://localhost").build());
    (client.expect("good settings"), wire.clone())
}

/// A transport that keeps the body of a request, and gives prepared bytes for the response's.
#[derive(Clone, Default)]
struct Wire {
    sent: Arc<Mutex<Bytes>>,
    answer: Arc<Mutex<Vec<Bytes>>>,
}

impl tower::Service<Request<Body>> for Wire {
    type Response = Response<Pieces>;
    type Error = tower::BoxError;
    type Future =
        std::pin::Pin<Box<dyn Future<Output = Result<Response<Pieces>, tower::BoxError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), tower::BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let wire = self.clone();
        Box::pin(async move {
            *lock(&wire.sent) = request.into_body().collect().await?.to_bytes();
            let pieces = std::mem::take(&mut *lock(&wire.answer));
            Ok(Response::new(Pieces(pieces.into_iter())))
        })
    }
}

struct Pieces(std::vec::IntoIter<Bytes>);

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.next().map(|piece| Ok(http_body::Frame::data(piece))))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
