//! URLs with `http://`: the proxy is sent the requests themselves.

use crate::caller::{AUTHORIZATION, Caller, USER_INFO};
use crate::setup::{Target, answer_once, answering, header, line};
use smithereens_testing::tls::Certificate;
use tests::server::{Script, Server};

/// Nothing on this machine knows the name: a proxy alone can be asked.
const ENDPOINT: &str = "http://lambda.example";
const LINE: &str =
    "GET http://lambda.example/2019-09-25/functions/f/event-invoke-config/list HTTP/1.1";

#[tokio::test]
async fn requests_name_their_host_in_the_first_line_and_share_a_connection() {
    let proxy = Server::start([answering()]).await;
    let caller = Caller::new(ENDPOINT).env("HTTP_PROXY", format!("http://{}", proxy.address()));
    caller.calls(2).succeeds().await;
    let requests = proxy.texts();
    assert_eq!((requests.len(), proxy.connections()), (2, 1));
    for request in &requests {
        assert_eq!(line(request), LINE);
        assert_eq!(header(request, "host"), ["lambda.example"]);
        assert_eq!(header(request, "authorization").len(), 1);
        assert_eq!(header(request, "proxy-authorization"), [""; 0]);
    }
}

#[tokio::test]
async fn each_request_shows_the_proxy_who_may_use_it() {
    let proxy = Server::start([answering()]).await;
    let url = format!("http://{USER_INFO}{}", proxy.address());
    let caller = Caller::new(ENDPOINT).env("HTTP_PROXY", url);
    caller.calls(2).succeeds().await;
    let requests = proxy.texts();
    assert_eq!(requests.len(), 2);
    for request in &requests {
        assert_eq!(header(request, "proxy-authorization"), [AUTHORIZATION]);
        let [signed] = header(request, "authorization").try_into().unwrap();
        assert!(!signed.contains("proxy-authorization"), "{signed}");
    }
}

#[tokio::test]
async fn a_kept_connection_that_the_proxy_has_closed_shows_in_no_call() {
    let closing = answer_once().request().close();
    let proxy = Server::start([closing, answering()]).await;
    let url = format!("http://{USER_INFO}{}", proxy.address());
    let caller = Caller::new(ENDPOINT).env("HTTP_PROXY", url);
    caller.calls(2).succeeds().await;
    let requests = proxy.texts();
    assert_eq!((requests.len(), proxy.connections()), (3, 2));
    assert_eq!(requests[1], requests[2]);
    assert_eq!(line(&requests[2]), LINE);
}

#[tokio::test]
async fn a_proxy_may_be_spoken_to_over_tls() {
    let proxy = Target::start(Certificate::Good, [answering()]).await;
    let url = format!("https://{USER_INFO}{}", proxy.address());
    let caller = Caller::new(ENDPOINT).env("HTTP_PROXY", url);
    caller.calls(2).succeeds().await;
    let requests = proxy.server.texts();
    assert_eq!((requests.len(), proxy.connections()), (2, 1));
    assert_eq!(line(&requests[0]), LINE);
    assert_eq!(header(&requests[0], "proxy-authorization"), [AUTHORIZATION]);
}

#[tokio::test]
async fn a_proxy_that_asks_for_another_user_is_told_of() {
    let answer = "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n";
    let proxy = Server::start([Script::new().request().write(answer)]).await;
    let url = format!("http://{USER_INFO}{}", proxy.address());
    let failure = Caller::new(ENDPOINT).env("HTTP_PROXY", url).failure().await;
    assert_eq!(failure.kind, "Service");
    assert_eq!(
        failure.line,
        "ListConfigs: HTTP status 407 without an error code and with an empty body [1 attempt]"
    );
    assert!(
        failure.hint.starts_with("the proxy asks for"),
        "{failure:#?}"
    );
}

#[tokio::test]
async fn a_proxy_that_quotes_what_it_was_shown_is_not_quoted() {
    let encoded = AUTHORIZATION.split_once(' ').unwrap().1;
    for quoted in [
        AUTHORIZATION,
        "proxy-user:pa:ss/word@x%",
        USER_INFO,
        &encoded.replace('H', "\\u0048"),
        "no user proxy-user with pa:ss\\/word@x% here",
    ] {
        let length = quoted.len();
        let answer = format!(
            "HTTP/1.1 407 No\r\nx-amzn-requestid: {quoted}\r\nContent-Length: {length}\r\n\r\n{quoted}"
        );
        let proxy = Server::start([Script::new().request().write(answer)]).await;
        let url = format!("http://{USER_INFO}{}", proxy.address());
        let failure = Caller::new(ENDPOINT).env("HTTP_PROXY", url).failure().await;
        assert!(failure.line.contains("[redacted]"), "{failure:#?}");
    }
}
