//! Proxies that do not do as they are asked: the error says so, names them, and does not show who may use them.

use crate::caller::{Caller, USER_INFO};
use crate::setup::{Target, answering};
use smithereens_testing::tls::Certificate;
use tests::server::{Script, Server, nowhere};

const ENDPOINT: &str = "https://lambda.example";
const LEADS_THERE: &str =
    "check the proxy, and HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, which lead to it";

const MALFORMED: &str = "(HTTPS_PROXY is not the URL of a proxy) [1 attempt]";
const FORM: &str = "it has the form http://host:port or http://user:password@host:port";

/// Calls through the proxy of this URL, in two attempts at most. The error ends so, and has this hint.
async fn fails(url: &str, end: &str, hint: &str) {
    let caller = Caller::new(ENDPOINT).env("HTTPS_PROXY", url).attempts(2);
    let failure = caller.failure().await;
    assert_eq!(failure.kind, "Connection", "{failure:#?}");
    let line = format!("ListConfigs: could not connect to lambda.example {end}");
    assert_eq!(failure.line, line);
    assert!(failure.hint.starts_with(hint), "{failure:#?}");
}

#[tokio::test]
async fn a_proxy_that_makes_no_tunnel() {
    let answers = |text: &str| Script::new().request().write(text.to_owned());
    let asks = "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n\r\n";
    let rows = [
        (
            answers(asks),
            "(the proxy asks for a user name and a password) [1 attempt]",
            "check the user name and the password in HTTPS_PROXY",
        ),
        (
            answers("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno"),
            "(the proxy refused) [2 attempts]",
            LEADS_THERE,
        ),
        (
            answers("HTTP/1.1 502 Bad Gateway\r\n\r\n"),
            "(the proxy refused) [2 attempts]",
            LEADS_THERE,
        ),
        (
            answers("220 mail.example ESMTP\r\n"),
            "(the proxy refused) [2 attempts]",
            LEADS_THERE,
        ),
        (
            Script::new().request().close(),
            "(the connection was closed) [2 attempts]",
            LEADS_THERE,
        ),
        (
            Script::new().request().reset(),
            "(the connection was dropped) [2 attempts]",
            LEADS_THERE,
        ),
    ];
    for (script, end, hint) in rows {
        let proxy = Server::start([script]).await;
        let address = proxy.address();
        let url = format!("http://{USER_INFO}{address}");
        fails(&url, &format!("through the proxy {address} {end}"), hint).await;
    }
}

#[tokio::test]
async fn a_proxy_that_is_down() {
    let url = nowhere();
    let address = url.strip_prefix("http://").unwrap();
    let url = format!("http://{USER_INFO}{address}");
    let end = format!("through the proxy {address} (nothing listens there) [2 attempts]");
    fails(&url, &end, LEADS_THERE).await;
}

#[tokio::test]
async fn a_proxy_of_another_kind() {
    for scheme in ["socks5", "socks5h", "socks4", "socks", "ftp"] {
        let url = format!("{scheme}://{USER_INFO}proxy.example:1080");
        let end = "through the proxy proxy.example:1080 (HTTPS_PROXY names a proxy of a kind that is not supported) [1 attempt]";
        fails(&url, end, "name one with http:// or https://").await;
    }
}

/// Parts of such a password would be taken for the proxy's host, or the proxy be left out in silence.
#[tokio::test]
async fn a_password_that_is_not_encoded() {
    for user_info in [
        "proxy-user:pa:ss/word@",
        "proxy-user:12/pa:ss@",
        "proxy-user:pa:ss#word@",
        "proxy-user:pa:ss?word@",
        "proxy-user:pa:ss@word@",
        "proxy-user:pa:ss word@",
    ] {
        for scheme in ["http://", "", "socks5://"] {
            let url = format!("{scheme}{user_info}127.0.0.1:3128");
            fails(&url, MALFORMED, FORM).await;
        }
    }
}

#[tokio::test]
async fn a_proxy_without_a_host() {
    for url in ["http://", "http://:3128", ":3128", "http:///path"] {
        fails(url, MALFORMED, FORM).await;
    }
}

/// What is wrong is on this side of the proxy: the endpoint is none the less to be reached over TLS.
#[tokio::test]
async fn a_proxy_that_does_not_speak_tls_is_told_apart_from_the_endpoint() {
    let proxy = Server::start([Script::new().write("HTTP/1.1 400 Bad\r\n\r\n")]).await;
    let address = proxy.address();
    let end = format!("through the proxy {address} (the proxy does not speak TLS) [1 attempt]");
    let hint = "check the proxy's port, or name it with http://";
    fails(&format!("https://{USER_INFO}{address}"), &end, hint).await;
}

#[tokio::test]
async fn a_certificate_of_a_proxy_is_told_apart_from_the_endpoints() {
    let rows = [
        (
            Certificate::Expired,
            "has expired",
            "check the proxy's certificate",
        ),
        (
            Certificate::WrongName,
            "is for another name",
            "check the proxy's name",
        ),
        (
            Certificate::UnknownAuthority,
            "is of an authority that is not trusted",
            "if the authority is your own, or your proxy's",
        ),
    ];
    for (certificate, problem, hint) in rows {
        let proxy = Target::start(certificate, [answering()]).await;
        let address = proxy.address();
        let end =
            format!("through the proxy {address} (the proxy's certificate {problem}) [1 attempt]");
        fails(&format!("https://{USER_INFO}{address}"), &end, hint).await;
        assert_eq!(proxy.server.texts(), [""; 0]);
    }
}

#[tokio::test]
async fn a_proxy_that_is_not_asked_may_be_of_any_kind() {
    let server = Server::start([answering()]).await;
    let url = format!("http://{}", server.address());
    let caller = Caller::new(&url).env("HTTPS_PROXY", "socks5://proxy.example");
    let caller = caller.env("HTTP_PROXY", "no URL");
    caller.env("NO_PROXY", "127.0.0.1").succeeds().await;
}
