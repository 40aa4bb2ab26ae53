//! Proxies and servers that do not answer: the connect timeout is over all it takes to have a connection.

use crate::caller::{Caller, USER_INFO};
use crate::setup::{ESTABLISHED, answering};
use std::net::SocketAddr;
use std::time::Duration;
use tests::server::{Script, Server};

const LIMIT: Duration = Duration::from_millis(150);

/// The connect timeout of a call to this endpoint, through this proxy if there is one.
async fn times_out(endpoint: &str, proxy: Option<SocketAddr>) {
    let mut caller = Caller::new(endpoint).connect_timeout(LIMIT);
    let mut route = endpoint.split_once("://").unwrap().1.to_owned();
    if let Some(proxy) = proxy {
        let url = format!("http://{USER_INFO}{proxy}");
        caller = caller.env("ALL_PROXY", url);
        route = format!("{route} through the proxy {proxy}");
    }
    let failure = caller.failure().await;
    assert_eq!(failure.kind, "Timeout(Connect)");
    assert_eq!(
        failure.line,
        format!(
            "ListConfigs: the connect timeout of {LIMIT:?} passed before there was a connection to {route} [1 attempt]"
        )
    );
    let hint = if proxy.is_some() {
        "check the proxy"
    } else {
        "raise `connect_timeout`"
    };
    assert!(failure.hint.contains(hint), "{failure:#?}");
}

#[tokio::test]
async fn a_proxy_that_does_not_answer_connect() {
    let proxy = Server::start([Script::new().request().silence()]).await;
    times_out("https://lambda.example", Some(proxy.address())).await;
}

#[tokio::test]
async fn a_server_that_does_not_answer_at_the_other_end_of_a_tunnel() {
    let script = Script::new().request().write(ESTABLISHED).silence();
    let proxy = Server::start([script]).await;
    times_out("https://lambda.example", Some(proxy.address())).await;
}

/// A socket whose queue is full: who would connect to it is not answered. It is so as long as it is kept.
#[cfg(target_os = "linux")]
async fn full() -> (
    SocketAddr,
    Vec<tokio::net::TcpStream>,
    tokio::net::TcpListener,
) {
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let mut queued = Vec::new();
    let connect = || tokio::time::timeout(LIMIT, tokio::net::TcpStream::connect(address));
    while let Ok(stream) = connect().await {
        queued.push(stream.unwrap());
    }
    (address, queued, listener)
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn an_address_that_does_not_answer() {
    let (address, _queued, _listener) = full().await;
    times_out(&format!("http://{address}"), None).await;
    times_out("http://lambda.example", Some(address)).await;
    // It is nothing but the one that is in the way.
    let server = Server::start([answering()]).await;
    let url = format!("http://{}", server.address());
    Caller::new(&url).connect_timeout(LIMIT).succeeds().await;
}
