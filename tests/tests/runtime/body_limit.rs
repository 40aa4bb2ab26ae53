//! How long a response may be, and what becomes of a longer one.

use smithereens::codegen::{InvalidInput, Method, Operation, Request, Service};
use smithereens::{Builder, ErrorKind};
use tests::replay::{Outcome, Replay};
use tests::sample::{Download, ListConfigs, PutThing, SERVICE};
use tests::server::{Script, Server};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const HUGE: &[u8] =
    b"HTTP/1.1 200 OK\r\nx-amzn-requestid: r-1\r\nContent-Length: 200000000\r\n\r\n{";

fn builder(url: &str) -> Builder {
    tests::builder().endpoint_url(url)
}

#[tokio::test]
async fn a_length_above_the_limit_is_refused_unread() {
    let server = Server::answering([Script::new().write(HUGE.to_vec()).again()]).await;
    let client = builder(&server.url()).build().await.unwrap();
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ResponseTooLarge);
    assert_eq!(error.status(), Some(200));
    assert_eq!(server.requests().len(), 1);
    let text = error.to_string().replace(&server.url()[7..], "HOST");
    insta::assert_snapshot!(text, @"ListConfigs: the response of HOST has 200000000 bytes, more than the 67108864 that `response_body_limit` allows [request r-1, 1 attempt]");
    insta::assert_snapshot!(error.hint().unwrap(), @"raise the response body limit if responses are that long");
}

#[tokio::test]
async fn a_body_without_end_is_cut_off_and_so_is_its_connection() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let _ = socket.read(&mut [0; 4096]).await.unwrap();
        let head = b"HTTP/1.1 503 Busy\r\nTransfer-Encoding: chunked\r\n\r\n";
        socket.write_all(head).await.unwrap();
        let chunk = format!("1000\r\n{}\r\n", "x".repeat(0x1000));
        let mut written = 0_u64;
        while socket.write_all(chunk.as_bytes()).await.is_ok() {
            written += 0x1000;
        }
        written
    });
    let client = builder(&url)
        .response_body_limit(100_000)
        .build()
        .await
        .unwrap();
    // An error that comes in place of a stream is bounded too.
    let error = client.send(Download).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ResponseTooLarge);
    assert_eq!((error.status(), error.attempts()), (Some(503), 1));
    let text = error.to_string().replace(&url[7..], "HOST");
    insta::assert_snapshot!(text, @"Download: the response of HOST has more bytes than the 100000 that `response_body_limit` allows [1 attempt]");
    // What the sockets hold in between is all that is written in vain.
    assert!(server.await.unwrap() < 64 * 1024 * 1024);
}

#[tokio::test]
async fn a_body_up_to_the_limit_is_read_in_however_many_pieces() {
    let body = r#"{"FunctionEventInvokeConfigs": [{"FunctionArn": "arn:x"}]}"#;
    let whole = format!(
        "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let pieces: Vec<_> = body
        .chars()
        .map(|piece| format!("1\r\n{piece}\r\n"))
        .collect();
    let pieces = pieces.concat();
    let chunked = format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{pieces}0\r\n\r\n");
    let behaviours =
        [whole, chunked].map(|answer| Script::new().write(answer.into_bytes()).again());
    for (limit, fits) in [(body.len(), true), (body.len() - 1, false)] {
        let server = Server::answering(behaviours.clone()).await;
        let client = builder(&server.url())
            .response_body_limit(limit as u64)
            .build()
            .await
            .unwrap();
        for _ in 0..2 {
            let outcome = client.send(ListConfigs::new("f")).await;
            let configs = outcome.map(|page| page.function_event_invoke_configs.len());
            let expected = if fits {
                Ok(1)
            } else {
                Err(ErrorKind::ResponseTooLarge)
            };
            assert_eq!(configs.map_err(|error| error.kind()), expected);
        }
    }
}

#[tokio::test]
async fn a_transport_of_the_programs_own_is_bounded_as_well() {
    let described = Outcome::ok("{}").header("content-length", "11");
    let untold = Outcome::ok("0123456789!");
    let client = tests::builder()
        .transport(Replay::new([described, untold, Outcome::ok("0123456789")]))
        .response_body_limit(10)
        .build()
        .await
        .unwrap();
    for _ in 0..2 {
        let error = client.send(PutThing::default()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ResponseTooLarge);
    }
    client.send(PutThing::default()).await.unwrap();
}

#[tokio::test]
async fn streams_are_not_bounded_and_the_bound_can_be_lifted() {
    let replay = Replay::new([Outcome::ok("0123456789!"), Outcome::ok("0123456789!")]);
    let bounded = tests::builder().response_body_limit(10);
    let client = bounded.transport(replay.clone()).build().await.unwrap();
    client.send(Download).await.unwrap();
    let unbounded = tests::builder().response_body_limit(None);
    let client = unbounded.transport(replay).build().await.unwrap();
    client.send(PutThing::default()).await.unwrap();
}

/// Asks for the head alone.
struct Head;

impl Operation for Head {
    const NAME: &'static str = "Head";
    const SERVICE: &'static Service = &SERVICE;
    tests::unit_output!();

    fn request(self) -> Result<Request, InvalidInput> {
        let mut request = Request::new(Method::HEAD);
        request.path("/thing");
        Ok(request)
    }
}

#[tokio::test]
async fn the_length_of_what_is_not_sent_is_not_bounded() {
    let head = HUGE.strip_suffix(b"{").unwrap();
    let server = Server::answering([Script::new().write(head.to_vec()).again()]).await;
    let client = builder(&server.url()).build().await.unwrap();
    client.send(Head).await.unwrap();
    let answer = Outcome::ok("").header("content-length", "200000000");
    let own = tests::builder().transport(Replay::new([answer]));
    own.build().await.unwrap().send(Head).await.unwrap();
}
