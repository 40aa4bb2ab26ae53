//! A kept connection that the server closes is no failure of the next call, over real sockets on loopback.

use smithereens::{Builder, ErrorKind};
use std::io::{Read, Write};
use std::time::Duration;
use tests::capture::Capture;
use tests::sample::{ListConfigs, PutThing};
use tests::server::{Response, Script, Server};

/// One attempt: whatever is made good is so within it.
fn builder(server: &Server) -> Builder {
    tests::builder().endpoint_url(server.url()).max_attempts(1)
}

fn answer() -> Script {
    Script::json("{}")
}

#[tokio::test]
async fn a_kept_connection_that_is_closed_shows_in_no_call() {
    let server = Server::answering([answer(), Script::new().close(), answer()]).await;
    let client = builder(&server).build().await.unwrap();
    for _ in 0..2 {
        client.send(ListConfigs::new("f")).await.unwrap();
    }
    let requests = server.texts();
    assert_eq!((server.connections(), requests.len()), (2, 3));
    // The same request, as the same attempt.
    assert_eq!(requests[1], requests[2]);
    assert!(requests[2].contains("amz-sdk-request: attempt=1; max=1"));
}

/// The server runs on a thread of its own, so that it closes at any point of the next request.
#[tokio::test]
async fn a_server_that_closes_after_each_response_without_saying_so_is_called_again_and_again() {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming().take(500) {
            let mut stream = stream.unwrap();
            let mut head = [0; 4096];
            // What has arrived but is not read turns the close into a reset.
            if stream.read(&mut head).is_ok_and(|read| read > 0) {
                let _ = stream.write_all(&Response::json("{}").to_bytes());
                std::thread::sleep(Duration::from_micros(150));
            }
        }
    });
    let client = tests::builder().endpoint_url(url).max_attempts(1);
    let client = client.build().await.unwrap();
    for _ in 0..200 {
        client.send(ListConfigs::new("f")).await.unwrap();
    }
}

#[tokio::test]
async fn an_operation_that_is_not_safe_to_repeat_is_not_sent_again() {
    let server = Server::answering([answer(), Script::new().close(), answer()]).await;
    let client = builder(&server).build().await.unwrap();
    client.send(PutThing::default()).await.unwrap();
    let error = client.send(PutThing::default()).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connection, 1));
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_request_that_was_not_sent_goes_out_whatever_its_operation() {
    let server = Server::answering([Script::new().write(Response::json("{}"))]).await;
    let client = builder(&server).build().await.unwrap();
    for _ in 0..3 {
        client.send(PutThing::default()).await.unwrap();
        // The client sees that the connection is closed before it would use it.
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!((server.connections(), server.requests().len()), (3, 3));
}

#[tokio::test]
async fn a_new_connection_that_is_closed_is_a_failure() {
    let server = Server::answering([Script::new().close()]).await;
    let client = builder(&server).build().await.unwrap();
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn it_is_sent_again_once_for_an_attempt() {
    let server = Server::answering([answer(), Script::new().close()]).await;
    let client = builder(&server).max_attempts(2).jitter(|| 0.1);
    let client = client.build().await.unwrap();
    client.send(ListConfigs::new("f")).await.unwrap();
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connection, 2));
    // The first attempt on the kept connection and on a new one, the second on a new one.
    assert_eq!((server.connections(), server.requests().len()), (3, 4));
}

#[tokio::test]
async fn the_other_kept_connections_are_not_trusted_either() {
    let slow = Script::new()
        .drip(Response::json("{}").to_bytes(), 1)
        .again();
    let server = Server::answering([slow.clone(), slow, Script::new().close(), answer()]).await;
    let client = builder(&server).build().await.unwrap();
    let list = || client.send(ListConfigs::new("f"));
    let (first, second) = tokio::join!(list(), list());
    first.and(second).unwrap();
    assert_eq!(server.connections(), 2);
    list().await.unwrap();
    assert_eq!(server.connections(), 3);
}

#[tokio::test]
async fn a_response_that_is_no_http_is_a_failure() {
    let mail = b"220 mail.example ESMTP\r\n".to_vec();
    let server = Server::answering([answer(), Script::new().write(mail), answer()]).await;
    let client = builder(&server).build().await.unwrap();
    client.send(ListConfigs::new("f")).await.unwrap();
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_response_that_is_cut_short_in_its_body_is_a_failure() {
    let mut cut = Response::json(r#"{"NextMarker": "m"}"#).to_bytes();
    cut.truncate(cut.len() - 3);
    let server = Server::answering([answer(), Script::new().write(cut), answer()]).await;
    let client = builder(&server).build().await.unwrap();
    client.send(ListConfigs::new("f")).await.unwrap();
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert_eq!(error.status(), Some(200));
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn it_is_told_once_and_is_no_retry() {
    let capture = Capture::default();
    let _guard = capture.listen();
    let server = Server::answering([answer(), Script::new().close(), answer()]).await;
    let client = builder(&server).max_attempts(3).build().await.unwrap();
    for _ in 0..2 {
        client.send(ListConfigs::new("f")).await.unwrap();
    }
    assert_eq!(server.requests().len(), 3);
    let text = capture.text();
    assert!(!text.contains("will try again"), "{text}");
    assert_eq!(text.matches("attempt ended").count(), 2);
    let described: Vec<_> = text
        .lines()
        .filter(|line| line.contains("a kept connection was closed"))
        .collect();
    assert_eq!(described.len(), 1, "{text}");
    assert!(!described[0].contains("http://"), "{described:?}");
}
