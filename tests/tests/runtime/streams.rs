//! Bodies that pass as streams, over real sockets on loopback.

use bytes::Bytes;
use futures_core::Stream;
use sha2::{Digest, Sha256};
use smithereens::codegen::endpoint::EndpointError;
use smithereens::codegen::{
    DecodeError, InvalidInput, Method, Operation, Request, Response, Service,
};
use smithereens::{Builder, ByteStream, ErrorKind, StreamError};
use std::error::Error;
use std::pin::Pin;
use std::task::{Context, Poll};
use tests::replay::{Outcome, Replay};
use tests::sample::SERVICE;
use tests::server::{Script, Server, nowhere};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

/// Sends a stream, and gives back the one that comes.
#[derive(Debug)]
pub(crate) struct Transfer {
    body: ByteStream,
    requires_length: bool,
    /// Whether it wants the checksums of Amazon S3 Glacier.
    wants_tree_hash: bool,
    /// The one that the caller gives.
    tree_hash: Option<&'static str>,
}

impl Transfer {
    pub(crate) fn new(body: impl Into<ByteStream>) -> Self {
        Self {
            body: body.into(),
            requires_length: false,
            wants_tree_hash: false,
            tree_hash: None,
        }
    }

    pub(crate) fn with_tree_hash(self, given: Option<&'static str>) -> Self {
        Self {
            requires_length: true,
            wants_tree_hash: true,
            tree_hash: given,
            ..self
        }
    }
}

impl Operation for Transfer {
    const NAME: &'static str = "Transfer";
    const SERVICE: &'static Service = &SERVICE;
    const STREAMING_OUTPUT: bool = true;
    type Output = ByteStream;
    type Error = EndpointError;

    fn request(self) -> Result<Request, InvalidInput> {
        let mut request = Request::new(Method::PUT);
        request.path("/upload");
        request.stream("application/octet-stream", self.body);
        if self.requires_length {
            request.require_length()?;
        }
        if self.wants_tree_hash {
            request.header("x-amz-sha256-tree-hash", self.tree_hash)?;
            request.sha256_tree_hash()?;
        }
        Ok(request)
    }

    fn output(response: Response) -> Result<ByteStream, DecodeError> {
        Ok(response.into_stream())
    }

    fn error(_code: &str, _response: &Response) -> Result<Option<EndpointError>, DecodeError> {
        Ok(None)
    }
}

/// A stream of what is sent into a channel.
struct Received(mpsc::Receiver<&'static str>);

impl Stream for Received {
    type Item = std::io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(cx).map(|text| Some(Ok(text?.into())))
    }
}

/// A stream of what comes from a channel, which passes once.
pub(crate) fn received(receiver: mpsc::Receiver<&'static str>) -> ByteStream {
    ByteStream::from_stream(Received(receiver))
}

/// A stream of these pieces, which passes once.
pub(crate) fn pieces<const N: usize>(pieces: [&'static str; N]) -> ByteStream {
    let (sender, receiver) = mpsc::channel(N);
    for piece in pieces {
        sender.try_send(piece).unwrap();
    }
    ByteStream::from_stream(Received(receiver))
}

pub(crate) fn builder(url: &str) -> Builder {
    tests::builder().endpoint_url(url).jitter(|| 0.0)
}

/// Reads until all that came holds this text.
async fn read_until(socket: &mut TcpStream, end: &str) -> String {
    let mut text = String::new();
    while !text.contains(end) {
        let mut chunk = [0; 1024];
        let read = socket.read(&mut chunk).await.unwrap();
        assert!(read > 0, "{text}");
        text.push_str(std::str::from_utf8(&chunk[..read]).unwrap());
    }
    text
}

#[tokio::test]
async fn an_upload_is_sent_as_it_comes() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (sender, receiver) = mpsc::channel(1);
    let server = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        sender.send("first").await.unwrap();
        let head = read_until(&mut socket, "first").await;
        // Only now, with the first piece at its goal, is there a second one.
        sender.send("second").await.unwrap();
        drop(sender);
        read_until(&mut socket, "second\r\n0\r\n\r\n").await;
        let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        socket.write_all(answer).await.unwrap();
        head.to_lowercase()
    });
    let client = builder(&url).build().await.unwrap();
    let stream = ByteStream::from_stream(Received(receiver));
    client.send(Transfer::new(stream)).await.unwrap();
    let head = server.await.unwrap();
    assert!(
        head.contains("\r\ntransfer-encoding: chunked\r\n"),
        "{head}"
    );
    assert!(head.contains("\r\nx-amz-content-sha256: unsigned-payload\r\n"));
    assert!(head.contains("\r\namz-sdk-request: attempt=1; max=1\r\n"));
    assert!(!head.contains("content-length"), "{head}");
}

#[tokio::test]
async fn a_known_length_is_sent_ahead() {
    let server = Server::answering([Script::json("")]).await;
    let client = builder(&server.url()).build().await.unwrap();
    let stream = pieces(["abc", "def"]).with_length(6);
    client.send(Transfer::new(stream)).await.unwrap();
    let request = server.texts().remove(0);
    assert!(request.contains("\r\ncontent-length: 6\r\n"), "{request}");
    assert!(!request.contains("transfer-encoding"), "{request}");
    assert!(request.ends_with("\r\n\r\nabcdef"));
}

#[tokio::test]
async fn a_length_that_is_wrong_fails_the_call() {
    let server = Server::answering([Script::json("")]).await;
    let client = builder(&server.url()).build().await.unwrap();
    let stream = pieces(["abc"]).with_length(6);
    let error = client.send(Transfer::new(stream)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RequestBody);
    assert_eq!(
        error.to_string(),
        "Transfer: the request's body could not be read: the stream has fewer than the 6 bytes that were said [1 attempt]"
    );
    let mut last = error.source().unwrap();
    while let Some(deeper) = last.source() {
        last = deeper;
    }
    assert_eq!(
        last.to_string(),
        "the stream has fewer than the 6 bytes that were said"
    );
}

/// A stream of one piece, and then this error.
pub(crate) fn failing(error: std::io::Error) -> ByteStream {
    struct Failing(Option<&'static str>, Option<std::io::Error>);

    impl Stream for Failing {
        type Item = std::io::Result<Bytes>;

        fn poll_next(mut self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            if let Some(text) = self.0.take() {
                return Poll::Ready(Some(Ok(text.into())));
            }
            Poll::Ready(self.1.take().map(Err))
        }
    }

    ByteStream::from_stream(Failing(Some("ab"), Some(error)))
}

#[tokio::test]
async fn a_source_that_fails_is_no_failure_of_the_network() {
    use std::io::{self, ErrorKind as Of};
    for (error, cause, note) in [
        (Of::NotFound.into(), "entity not found", ""),
        (
            io::Error::other("disk on\u{1b} fire"),
            "disk on\\u{1b} fire",
            "",
        ),
        (
            Of::ConnectionReset.into(),
            "connection reset",
            ", a stream that passes once is not sent again",
        ),
    ] {
        let kind = error.kind();
        let expected =
            format!("Transfer: the request's body could not be read: {cause} [1 attempt{note}]");
        let again = io::Error::new(kind, error.to_string());
        let (_, outcome) = exchanged(failing(error).with_length(3)).await;
        let replay = Replay::new([Outcome::ok("")]);
        let brought = tests::builder().transport(replay).build().await.unwrap();
        let by_brought = brought.send(Transfer::new(failing(again))).await;
        for outcome in [outcome, by_brought] {
            let error = outcome.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::RequestBody);
            assert_eq!(error.to_string(), expected);
            assert_eq!((error.hint(), error.is_connection()), (None, false));
            let source = error.source().unwrap();
            assert_eq!(source.downcast_ref::<io::Error>().unwrap().kind(), kind);
        }
    }
}

#[tokio::test]
async fn a_stream_that_is_said_to_be_empty_has_to_be() {
    let server = Server::answering([Script::json("")]).await;
    let client = builder(&server.url()).build().await.unwrap();
    for stream in [
        pieces(["a"]),
        pieces(["", "a"]),
        failing(std::io::Error::other("x")),
    ] {
        let error = client.send(Transfer::new(stream.with_length(0))).await;
        assert_eq!(error.unwrap_err().kind(), ErrorKind::RequestBody);
    }
    assert_eq!(server.requests().len(), 0);
    let empty = pieces([""]).with_length(0);
    client.send(Transfer::new(empty)).await.unwrap();
    assert_eq!(server.requests().len(), 1);
}

/// All that a server gets of one request, up to the end of the connection.
pub(crate) async fn exchanged(
    body: ByteStream,
) -> (
    String,
    Result<ByteStream, smithereens::Error<EndpointError>>,
) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut bytes = Vec::new();
        let _ = socket.read_to_end(&mut bytes).await;
        String::from_utf8(bytes).unwrap()
    });
    let client = builder(&url).build().await.unwrap();
    let outcome = client.send(Transfer::new(body)).await;
    (server.await.unwrap(), outcome)
}

#[tokio::test]
async fn a_stream_of_another_length_than_was_said_is_never_whole_for_the_server() {
    for (pieces, length, sent) in [
        (["ab", "cd", ""], 2, ""),
        (["ab", "c", "d"], 3, "ab"),
        (["ab", "cd", "ef"], 5, "abcd"),
        (["abcd", "", "e"], 4, ""),
        (["", "", "a"], 2, "a"),
    ] {
        let stream = self::pieces(pieces).with_length(length);
        let (request, outcome) = exchanged(stream).await;
        let error = outcome.unwrap_err();
        assert_eq!(error.attempts(), 1, "{error}");
        // What was written before the error may have come or not; the rest may not.
        let body = request.split_once("\r\n\r\n").map_or("", |(_, body)| body);
        assert!(sent.starts_with(body), "{request}");
    }
}

#[tokio::test]
async fn a_stream_is_sent_once_and_bytes_again() {
    let busy = b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n".to_vec();
    let behaviours = || [Script::new().write(busy.clone()).again(), Script::json("")];

    let server = Server::answering(behaviours()).await;
    let client = builder(&server.url()).build().await.unwrap();
    let stream = pieces(["abcdef"]).with_length(6);
    let error = client.send(Transfer::new(stream)).await.unwrap_err();
    assert_eq!((error.status(), error.attempts()), (Some(503), 1));
    assert!(error.to_string().ends_with("is not sent again]"), "{error}");
    assert_eq!(server.requests().len(), 1);

    let server = Server::answering(behaviours()).await;
    let client = builder(&server.url()).build().await.unwrap();
    client.send(Transfer::new("abcdef")).await.unwrap();
    let requests = server.texts();
    assert_eq!(requests.len(), 2);
    assert!(
        requests
            .iter()
            .all(|request| request.ends_with("\r\n\r\nabcdef"))
    );
}

#[tokio::test]
async fn a_stream_is_not_sent_again_where_nothing_was_sent() {
    let client = builder(&nowhere()).build().await.unwrap();
    let error = client.send(Transfer::new(pieces(["x"]))).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connection, 1));
}

#[tokio::test]
async fn what_can_be_hashed_is_signed_and_a_stream_that_passes_once_is_not() {
    // The signatures were computed with Python's hashlib and hmac.
    const OF_CONTENT: &str = "31b7950333fc2e5b207e17185446d0e4e0c42476cb0da1c254c6bdadf510604a";
    let sha256: [u8; 32] = Sha256::digest("abcdef").into();
    for (body, hash, signature) in [
        (
            pieces(["abc", "def"]).with_length(6),
            "UNSIGNED-PAYLOAD",
            "d2fe3480bd11e39abcd5494928661e7eb395ac51e701d383e597f9799c5af2a4",
        ),
        ("abcdef".into(), "", OF_CONTENT),
        (
            ByteStream::from_factory(|| pieces(["abc", "def"])).with_length(6),
            "",
            OF_CONTENT,
        ),
        (
            pieces(["abc", "def"]).with_length(6).with_sha256(sha256),
            "",
            OF_CONTENT,
        ),
    ] {
        let replay = Replay::new([Outcome::ok("")]);
        let client = replay.client().await;
        client.send(Transfer::new(body)).await.unwrap();
        let sent = replay.sent().pop().unwrap();
        assert_eq!(sent.request.body(), "abcdef");
        assert_eq!(sent.header("x-amz-content-sha256"), hash);
        let authorization = sent.header("authorization");
        assert!(authorization.ends_with(signature), "{authorization}");
    }
}

#[tokio::test]
async fn an_operation_that_needs_the_length_refuses_a_stream_without() {
    let replay = Replay::new([Outcome::ok("")]);
    let client = replay.client().await;
    let transfer = |body: ByteStream| Transfer {
        requires_length: true,
        ..Transfer::new(body)
    };
    let error = client.send(transfer(pieces(["x"]))).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert_eq!(replay.sent().len(), 0);
    let known = pieces(["x"]).with_length(1);
    client.send(transfer(known)).await.unwrap();
}

#[tokio::test]
async fn a_download_is_read_as_it_comes() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (go_on, mut described) = mpsc::channel::<()>(1);
    tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        read_until(&mut socket, "\r\n\r\n").await;
        let start = b"HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nfirst";
        socket.write_all(start).await.unwrap();
        described.recv().await.unwrap();
        socket.write_all(b"second").await.unwrap();
    });
    let client = builder(&url).build().await.unwrap();
    let mut body = client.send(Transfer::new("")).await.unwrap();
    assert_eq!(body.content_length(), Some(11));
    assert_eq!(body.try_next().await.unwrap().unwrap(), "first");
    go_on.send(()).await.unwrap();
    assert_eq!(body.collect().await.unwrap(), "second");
}

#[tokio::test]
async fn a_download_that_is_cut_short_names_the_operation() {
    let cut =
        b"HTTP/1.1 200 OK\r\nContent-Length: 11\r\nx-amz-request-id: r-1\r\n\r\nfirst".to_vec();
    let server = Server::answering([Script::new().write(cut)]).await;
    let client = builder(&server.url()).build().await.unwrap();
    let body = client.send(Transfer::new("")).await.unwrap();
    let error = body.collect().await.unwrap_err();
    let address = server.url().replace("http://", "");
    assert_eq!(
        error.to_string(),
        format!("Transfer: the response of {address} was cut short [request r-1]")
    );
    assert!(error.source().is_some());
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert_eq!(error.operation(), Some("Transfer"));
    assert_eq!(
        (error.status(), error.request_id()),
        (Some(200), Some("r-1"))
    );
    let error = std::io::Error::from(error);
    assert_eq!(error.kind(), std::io::ErrorKind::UnexpectedEof);
    let inside = error.get_ref().unwrap().downcast_ref::<StreamError>();
    assert_eq!(inside.unwrap().request_id(), Some("r-1"));
    assert_eq!(server.requests().len(), 1);
}
