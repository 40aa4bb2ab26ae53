//! Bodies that make progress are not cut off, and those that stop are, over real sockets on loopback.

use crate::streams::Transfer;
use bytes::Bytes;
use http_body::Body as _;
use smithereens::{Body, Builder, ByteStream, Client, ErrorKind, Overrides, TimeoutKind};
use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;
use tests::sample::ListConfigs;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep};
use tower::BoxError;

const STALL: ErrorKind = ErrorKind::Timeout(TimeoutKind::Stall);
const OK: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
const MEBIBYTE: usize = 1024 * 1024;

fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// A server whose connections take little before they are read, and what each of them does.
fn serve<F>(behave: impl Fn(TcpStream) -> F + Send + 'static) -> (String, JoinHandle<usize>)
where
    F: Future<Output = ()> + Send + 'static,
{
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(16 * 1024).unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener: TcpListener = socket.listen(16).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        let mut connections = 0;
        while let Ok(Ok((socket, _))) =
            tokio::time::timeout(Duration::from_secs(5), listener.accept()).await
        {
            connections += 1;
            tokio::spawn(behave(socket));
        }
        connections
    });
    (url, server)
}

async fn client(url: &str, change: impl FnOnce(Builder) -> Builder) -> Client {
    let builder = tests::builder().endpoint_url(url).jitter(|| 0.0);
    change(builder).build().await.unwrap()
}

/// A stream of this many bytes.
fn streamed(length: usize) -> ByteStream {
    const PIECE: usize = 64 * 1024;
    let piece: &'static str = "x".repeat(PIECE).leak();
    let (sender, receiver) = tokio::sync::mpsc::channel(1);
    tokio::spawn(async move {
        for _ in 0..length / PIECE {
            if sender.send(piece).await.is_err() {
                break;
            }
        }
    });
    crate::streams::received(receiver).with_length(length as u64)
}

/// Reads up to this many bytes; fewer if that is the end.
async fn take(socket: &mut TcpStream, bytes: usize) -> usize {
    let mut buffer = vec![0; bytes];
    let mut taken = 0;
    while taken < bytes {
        match socket.read(&mut buffer[taken..]).await {
            Ok(0) | Err(_) => break,
            Ok(read) => taken += read,
        }
    }
    taken
}

/// Reads a request slowly, in pieces of this size, until its body has this length, and answers.
async fn read_slowly(mut socket: TcpStream, length: usize, piece: usize, pause: Duration) {
    let mut taken = 0;
    while taken < length {
        let read = take(&mut socket, piece.min(length - taken)).await;
        if read == 0 {
            return;
        }
        taken += read;
        sleep(pause).await;
    }
    let _ = socket.write_all(OK).await;
}

#[tokio::test]
async fn an_upload_that_makes_progress_may_take_longer_than_the_bound_on_stalls() {
    let length = 4 * MEBIBYTE;
    let (url, _server) = serve(move |socket| read_slowly(socket, length, 256 * 1024, millis(100)));
    let client = client(&url, |builder| builder.stall_timeout(millis(400))).await;
    for body in [ByteStream::from(vec![b'x'; length]), streamed(length)] {
        let start = Instant::now();
        client.send(Transfer::new(body)).await.unwrap();
        assert!(start.elapsed() > millis(1_000), "{:?}", start.elapsed());
    }
}

/// What a transport takes at once and has not written yet is out of sight: with large pieces, that would be most of it.
#[tokio::test]
async fn the_transport_takes_an_upload_in_small_pieces_whatever_its_source_gives_at_once() {
    let length = 200_000;
    let (sender, receiver) = tokio::sync::mpsc::channel(1);
    let all: &'static str = "x".repeat(length).leak();
    sender.send(all).await.unwrap();
    drop(sender);
    let stream = crate::streams::received(receiver).with_length(length as u64);
    for body in [ByteStream::from(vec![b'x'; length]), stream] {
        let transport = tower::service_fn(move |request: http::Request<Body>| async move {
            let mut body = request.into_body();
            let mut pieces = Vec::new();
            while let Some(frame) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
                pieces.push(frame?.into_data().unwrap().len());
                let left = length - pieces.iter().sum::<usize>();
                assert_eq!(body.size_hint().exact(), Some(left as u64));
                assert_eq!(body.is_end_stream(), left == 0);
            }
            let is_small = |it: &usize| (1..=16 * 1024).contains(it);
            assert!(pieces.iter().all(is_small), "{pieces:?}");
            Ok::<_, BoxError>(http::Response::new(Body::from("{}")))
        });
        let client = client("http://localhost:1", |builder| builder.transport(transport)).await;
        client.send(Transfer::new(body)).await.unwrap();
    }
}

#[tokio::test]
async fn an_upload_that_stalls_is_cut_off_and_says_how_far_it_came() {
    let (url, _server) = serve(async |mut socket| {
        take(&mut socket, 100_000).await;
        sleep(Duration::from_secs(20)).await;
    });
    let client = client(&url, |builder| builder.stall_timeout(millis(400))).await;
    let start = Instant::now();
    // A stream is not hashed first, which would take its time in a build without optimizations.
    let body = streamed(32 * MEBIBYTE);
    let error = client.send(Transfer::new(body)).await.unwrap_err();
    assert_eq!(error.kind(), STALL);
    assert!(error.is_timeout());
    // The operation is not idempotent: it may have run.
    assert_eq!(error.attempts(), 1);
    assert!((millis(400)..millis(3_000)).contains(&start.elapsed()));
    let text = error.to_string();
    assert!(
        text.contains("nothing within 400ms was taken, after "),
        "{text}"
    );
    assert!(text.contains(" of 33554432 bytes"), "{text}");
    assert!(error.hint().unwrap().contains("stall_timeout"));
}

#[tokio::test]
async fn a_source_that_gives_nothing_is_told_apart_from_a_server_that_takes_nothing() {
    let (url, _server) = serve(async |mut socket| while take(&mut socket, 1).await > 0 {});
    let client = client(&url, |builder| builder.stall_timeout(millis(300))).await;
    let (sender, receiver) = tokio::sync::mpsc::channel(1);
    sender.send("first").await.unwrap();
    let error = client
        .send(Transfer::new(crate::streams::received(receiver)))
        .await
        .unwrap_err();
    let text = error.to_string();
    assert!(
        text.contains("the stream of the request's body stalled: it gave nothing within 300ms, after 5 bytes for 127.0.0.1:"),
        "{text}"
    );
    assert!(
        error
            .hint()
            .unwrap()
            .starts_with("check what the body is made from")
    );
}

#[tokio::test]
async fn a_bound_that_the_program_set_cuts_an_upload_off_and_says_how_far_it_came() {
    let length = 16 * MEBIBYTE;
    let (url, _server) = serve(move |socket| read_slowly(socket, length, 64 * 1024, millis(100)));
    let base = client(&url, |builder| builder).await;
    for (overrides, kind) in [
        (
            Overrides::new().attempt_timeout(millis(500)),
            TimeoutKind::Attempt,
        ),
        (
            Overrides::new().operation_timeout(millis(500)),
            TimeoutKind::Operation,
        ),
    ] {
        let body = streamed(length);
        let error = base.with(overrides).send(Transfer::new(body)).await;
        let error = error.unwrap_err();
        assert_eq!(
            (error.kind(), error.attempts()),
            (ErrorKind::Timeout(kind), 1)
        );
        let text = error.to_string();
        assert!(
            text.contains("timeout of 500ms passed while the request was on its way to 127.0.0.1:"),
            "{text}"
        );
        assert!(text.contains(" of 16777216 bytes sent)"), "{text}");
    }
}

/// A download of this head, and a byte every so often.
async fn trickle(mut socket: TcpStream, pause: Duration, pieces: usize, piece: &[u8]) {
    let mut head = [0; 4096];
    let _ = socket.read(&mut head).await;
    let _ = socket
        .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nfirst")
        .await;
    for _ in 0..pieces {
        sleep(pause).await;
        if socket.write_all(piece).await.is_err() {
            return;
        }
    }
    sleep(Duration::from_secs(20)).await;
}

#[tokio::test]
async fn a_download_that_stops_is_an_error_for_its_reader() {
    let (url, _server) = serve(async |socket| trickle(socket, millis(1), 0, b"").await);
    let client = client(&url, |builder| builder.stall_timeout(millis(300))).await;
    let mut body = client.send(Transfer::new("")).await.unwrap();
    assert_eq!(body.try_next().await.unwrap().unwrap(), "first");
    let start = Instant::now();
    let error = body.try_next().await.unwrap_err();
    assert!((millis(290)..millis(2_000)).contains(&start.elapsed()));
    let address = url.replace("http://", "");
    assert_eq!(
        error.to_string(),
        format!(
            "Transfer: the response of {address} stalled: nothing within 300ms came, after 5 bytes"
        )
    );
}

#[tokio::test]
async fn a_download_below_the_least_rate_is_cut_off_and_one_above_it_is_not() {
    // 10 bytes every 50 ms are 200 a second.
    for (rate, is_cut) in [(100, false), (1_000, true)] {
        let (url, _server) =
            serve(async |socket| trickle(socket, millis(50), 40, b"0123456789").await);
        let client = client(&url, |builder| builder).await;
        let client = client.with(
            Overrides::new()
                .stall_timeout(millis(400))
                .min_throughput(rate),
        );
        let body = client.send(Transfer::new("")).await.unwrap();
        let start = Instant::now();
        let error = body.collect().await.unwrap_err().to_string();
        // In the end it stops in either case.
        assert!(error.contains(" stalled: less than "), "{error}");
        let was_cut = start.elapsed() < millis(1_500);
        assert_eq!(was_cut, is_cut, "{rate}: {:?}", start.elapsed());
    }
}

#[tokio::test]
async fn a_reader_that_takes_its_time_is_not_hurried() {
    let (url, _server) = serve(async |mut socket: TcpStream| {
        let mut head = [0; 4096];
        let _ = socket.read(&mut head).await;
        let _ = socket
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nfirst")
            .await;
        sleep(millis(100)).await;
        let _ = socket.write_all(b"second").await;
    });
    let client = client(&url, |builder| builder.stall_timeout(millis(300))).await;
    let mut body = client.send(Transfer::new("")).await.unwrap();
    assert_eq!(body.try_next().await.unwrap().unwrap(), "first");
    sleep(millis(600)).await;
    assert_eq!(body.try_next().await.unwrap().unwrap(), "second");
    assert!(body.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn a_response_that_is_read_into_memory_may_not_stall_either() {
    let (url, server) = serve(async |socket| trickle(socket, millis(1), 0, b"").await);
    let client = client(&url, |builder| builder.stall_timeout(millis(200))).await;
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (STALL, Some(200)));
    // It is idempotent.
    assert_eq!(error.attempts(), 3);
    server.abort();
}

#[tokio::test]
async fn without_a_bound_a_stream_waits() {
    let (url, _server) = serve(async |socket| trickle(socket, millis(700), 1, b"second").await);
    let client = client(&url, |builder| builder.stall_timeout(None)).await;
    let mut body = client.send(Transfer::new("")).await.unwrap();
    assert_eq!(body.try_next().await.unwrap(), Some(Bytes::from("first")));
    assert_eq!(body.try_next().await.unwrap(), Some(Bytes::from("second")));
}
