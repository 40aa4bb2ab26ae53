//! The scripted server, spoken to over plain sockets.

#![allow(clippy::unwrap_used, reason = "tests")]

use smithereens_testing::server::nowhere;
use smithereens_testing::{Request, Response, Script, Server};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};

const GET: &str = "GET /a%20b?x=1&y=a%20b HTTP/1.1\r\nHost: h\r\n\r\n";

/// What comes back until the server closes.
fn exchange(address: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    stream.shutdown(std::net::Shutdown::Write).unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    text
}

async fn exchange_from(server: &Server, request: &'static str) -> String {
    let address = server.address();
    tokio::task::spawn_blocking(move || exchange(address, request))
        .await
        .unwrap()
}

#[tokio::test]
async fn each_request_has_its_script_and_the_last_one_goes_on() {
    let server = Server::answering([
        Response::new(503, "busy").header("a", "b").into(),
        Script::json("{}"),
    ])
    .await;
    let busy = "HTTP/1.1 503 Service Unavailable\r\na: b\r\nContent-Length: 4\r\n\r\nbusy";
    let page = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
    assert_eq!(exchange_from(&server, GET).await, busy);
    for _ in 0..2 {
        assert_eq!(exchange_from(&server, GET).await, page);
    }
    assert_eq!(
        (server.connections(), server.texts()),
        (3, vec![GET.to_owned(); 3])
    );
}

#[tokio::test]
async fn each_connection_has_its_script() {
    let server = Server::start([
        Script::new().close(),
        Script::new().request().echo(200),
        Script::new().write("hello").drip("!!", 1),
    ])
    .await;
    assert_eq!(exchange_from(&server, "").await, "");
    assert!(exchange_from(&server, GET).await.ends_with(GET));
    assert_eq!(exchange_from(&server, "").await, "hello!!");
    assert_eq!((server.connections(), server.requests().len()), (3, 1));
}

#[test]
fn a_server_on_a_thread_needs_no_runtime_and_sees_bodies() {
    let server = Server::on_thread(|number, request| {
        Response::new(200, format!("{number} {}", request.body())).into()
    });
    let request = "PUT /x HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc";
    assert!(exchange(server.address(), request).ends_with("\r\n\r\n0 abc"));
    assert!(exchange(server.address(), request).ends_with("\r\n\r\n1 abc"));
    let url = server.url();
    let address = server.address();
    drop(server);
    assert!(TcpStream::connect(address).is_err(), "{url} is still there");
}

#[test]
fn a_script_that_panics_fails_the_test() {
    let server = Server::on_thread(|_, _| unreachable!("as it has to"));
    assert_eq!(exchange(server.address(), GET), "");
    assert!(catch_unwind(AssertUnwindSafe(|| drop(server))).is_err());
}

#[test]
fn nobody_listens_nowhere() {
    let address: SocketAddr = nowhere()["http://".len()..].parse().unwrap();
    assert!(TcpStream::connect(address).is_err());
}

#[test]
fn a_request_is_taken_apart() {
    let text = "POST /a%20b?x=1&y=a%20b&x=2 HTTP/1.1\r\nHost: h\r\n\
        Authorization: AWS4-HMAC-SHA256 Credential=AKID/20260101/r/s/aws4_request, more\r\n\r\nbody";
    let request = Request::parse(text);
    assert_eq!(request.line(), "POST /a%20b?x=1&y=a%20b&x=2");
    assert_eq!((request.method(), request.path()), ("POST", "/a%20b"));
    assert_eq!(request.query_string(), "x=1&y=a%20b&x=2");
    assert_eq!(request.query("x"), Some("1"));
    assert_eq!(request.query("y"), Some("a b"));
    assert_eq!(request.query("z"), None);
    assert_eq!(request.header("HOST"), Some("h"));
    assert_eq!(request.access_key_id(), Some("AKID"));
    assert_eq!(request.body(), "body");
    assert_eq!(request.to_string(), text);
}
