//! URLs with `https://`: the proxy makes a tunnel, and TLS with the server goes through it.

use crate::caller::{AUTHORIZATION, Caller, USER_INFO};
use crate::setup::{ESTABLISHED, Target, answer_once, answering, header, line, tunnelling};
use smithereens_testing::tls::Certificate;
use std::net::SocketAddr;
use tests::server::{Script, Server};

const LINE: &str = "GET /2019-09-25/functions/f/event-invoke-config/list HTTP/1.1";

/// Calls this server through a proxy that asks for a user and a password.
fn caller(target: &Target, scheme: &str, proxy: SocketAddr) -> Caller {
    Caller::new(&target.url()).env("HTTPS_PROXY", format!("{scheme}://{USER_INFO}{proxy}"))
}

#[tokio::test]
async fn the_proxy_sees_the_address_and_the_server_the_requests() {
    let target = Target::start(Certificate::Good, [answering()]).await;
    let proxy = Server::start([tunnelling(target.address())]).await;
    let calls = caller(&target, "http", proxy.address()).calls(2);
    calls.succeeds().await;

    let address = target.address().to_string();
    let [connect] = proxy.texts().try_into().unwrap();
    assert_eq!(line(&connect), format!("CONNECT {address} HTTP/1.1"));
    assert_eq!(header(&connect, "host"), [address.as_str()]);
    assert_eq!(header(&connect, "proxy-authorization"), [AUTHORIZATION]);
    assert_eq!(header(&connect, "authorization"), [""; 0]);

    let requests = target.server.texts();
    assert_eq!((requests.len(), target.connections()), (2, 1));
    for request in &requests {
        assert_eq!(line(request), LINE);
        assert_eq!(header(request, "host"), [address.as_str()]);
        assert_eq!(header(request, "proxy-authorization"), [""; 0]);
    }
}

#[tokio::test]
async fn a_proxy_that_asks_for_nobody_is_shown_nobody() {
    let target = Target::start(Certificate::Good, [answering()]).await;
    let proxy = Server::start([tunnelling(target.address())]).await;
    let url = format!("http://{}", proxy.address());
    Caller::new(&target.url())
        .env("HTTPS_PROXY", url)
        .succeeds()
        .await;
    let [connect] = proxy.texts().try_into().unwrap();
    assert_eq!(header(&connect, "proxy-authorization"), [""; 0]);
}

#[tokio::test]
async fn a_proxy_that_makes_no_haste_with_its_response_is_waited_for() {
    let target = Target::start(Certificate::Good, [answering()]).await;
    let script = Script::new().request().drip(ESTABLISHED, 2);
    let proxy = Server::start([script.tunnel(target.address())]).await;
    caller(&target, "http", proxy.address()).succeeds().await;
}

#[tokio::test]
async fn the_certificate_is_to_be_the_servers() {
    let bad = [
        (Certificate::Expired, "has expired", "this machine's clock"),
        (
            Certificate::WrongName,
            "is for another name",
            "the endpoint's name",
        ),
        (
            Certificate::UnknownAuthority,
            "is of an authority that is not trusted",
            "AWS_CA_BUNDLE",
        ),
    ];
    for (certificate, problem, hint) in bad {
        let target = Target::start(certificate, [answering()]).await;
        let proxy = Server::start([tunnelling(target.address())]).await;
        // It is not tried again.
        let call = caller(&target, "http", proxy.address()).attempts(3);
        let failure = call.failure().await;
        assert_eq!(failure.kind, "Connection");
        let (address, proxied) = (target.address(), proxy.address());
        assert_eq!(
            failure.line,
            format!(
                "ListConfigs: could not connect to {address} through the proxy {proxied} \
                 (its certificate {problem}) [1 attempt]"
            )
        );
        assert!(failure.hint.contains(hint), "{failure:#?}");
        assert_eq!(target.server.texts(), [""; 0]);
    }
}

#[tokio::test]
async fn a_proxy_may_be_spoken_to_over_tls() {
    let target = Target::start(Certificate::Good, [answering()]).await;
    let proxy = Target::start(Certificate::Good, [tunnelling(target.address())]).await;
    let calls = caller(&target, "https", proxy.address()).calls(2);
    calls.succeeds().await;
    let [connect] = proxy.server.texts().try_into().unwrap();
    let address = target.address();
    assert_eq!(line(&connect), format!("CONNECT {address} HTTP/1.1"));
    assert_eq!(header(&connect, "proxy-authorization"), [AUTHORIZATION]);
    let requests = target.server.texts();
    assert_eq!((requests.len(), target.connections()), (2, 1));
    assert_eq!(header(&requests[0], "proxy-authorization"), [""; 0]);
}

#[tokio::test]
async fn a_tunnel_that_was_closed_shows_in_no_call() {
    let closing = answer_once().request().close();
    let target = Target::start(Certificate::Good, [closing, answering()]).await;
    let proxy = Server::start([tunnelling(target.address())]).await;
    let calls = caller(&target, "http", proxy.address()).calls(2);
    calls.succeeds().await;
    let requests = target.server.texts();
    assert_eq!((requests.len(), proxy.connections()), (3, 2));
    assert_eq!(requests[1], requests[2]);
}
