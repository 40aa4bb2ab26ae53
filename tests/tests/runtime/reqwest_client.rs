//! A client of reqwest's that the program has already.

use crate::streams::{Transfer, pieces};
use http_body_util::BodyExt;
use reqwest::redirect::Policy;
use reqwest::{ClientBuilder, Proxy};
use smithereens::{ByteStream, Client, ErrorKind, TimeoutKind};
use std::time::{Duration, Instant};
use tests::sample::{Download, ListConfigs, ListConfigsError, PutThing};
use tests::server::{Script, Server, nowhere};

const OF_TRANSPORT: ErrorKind = ErrorKind::Timeout(TimeoutKind::Transport);

/// A client that calls this URL through a client of reqwest's as it is by default.
pub(crate) async fn client(url: &str) -> Client {
    of(url, |reqwest| reqwest).await
}

/// A client that calls this URL through one of reqwest's that is made so.
async fn of(url: &str, change: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Client {
    let reqwest = change(reqwest::Client::builder().no_proxy()).build();
    let builder = tests::builder().endpoint_url(url).jitter(|| 0.0);
    builder.reqwest(reqwest.unwrap()).build().await.unwrap()
}

fn redirect(status: u16) -> Script {
    let head =
        format!("HTTP/1.1 {status} Redirect\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n");
    Script::new().write(head).again()
}

#[tokio::test]
async fn requests_arrive_as_they_were_signed_and_responses_come_back() {
    let page = r#"{"FunctionEventInvokeConfigs": [{"FunctionArn": "arn:x"}]}"#;
    let server = Server::answering([Script::json(page)]).await;
    let client = client(&server.url()).await;
    let mut list = ListConfigs::new("f(é)");
    list.marker = Some("a+b/c= &'(x)".to_owned());
    let page = client.send(list).await.unwrap();
    assert_eq!(page.function_event_invoke_configs.len(), 1);
    client.send(PutThing::default()).await.unwrap();

    let [list, put] = server.texts().try_into().unwrap();
    assert_eq!(server.connections(), 1);
    let line = "GET /2019-09-25/functions/f%28%C3%A9%29/event-invoke-config/list\
                ?Marker=a%2Bb%2Fc%3D%20%26%27%28x%29 HTTP/1.1\r\n";
    assert!(list.starts_with(line), "{list}");
    assert!(
        !list.contains("content-length: ") && !list.contains("transfer-encoding: "),
        "{list}"
    );
    let (head, body) = put.split_once("\r\n\r\n").unwrap();
    let length = format!("content-length: {}", body.len());
    assert!(!body.is_empty() && head.contains(&length), "{put}");
    for header in [
        "host: ",
        "authorization: ",
        "user-agent: ",
        "accept-encoding: identity",
    ] {
        assert_eq!(head.matches(header).count(), 1, "{put}");
    }
}

#[tokio::test]
async fn streams_go_up_with_their_length_where_it_is_known_and_come_down() {
    let response = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n";
    let script = || {
        Script::new()
            .write(response)
            .wait(20)
            .write("2\r\nde\r\n0\r\n\r\n")
            .again()
    };
    let server = Server::answering([script()]).await;
    let client = client(&server.url()).await;
    for (body, framed) in [
        (pieces(["one ", "two"]).with_length(7), "content-length: 7"),
        (ByteStream::from("one two"), "content-length: 7"),
        (pieces(["one ", "two"]), "transfer-encoding: chunked"),
    ] {
        let given = client.send(Transfer::new(body)).await.unwrap();
        assert_eq!(given.collect().await.unwrap(), "abcde");
        let request = server.texts().pop().unwrap();
        assert!(request.contains(framed), "{request}");
        assert!(
            request.contains("one two") || framed.ends_with("chunked"),
            "{request}"
        );
    }
    let body = client.send(Download).await.unwrap();
    assert_eq!(body.collect().await.unwrap().to_bytes(), "abcde");
}

#[tokio::test]
async fn a_stream_that_fails_is_what_the_error_says() {
    let server = Server::answering([Script::json("{}")]).await;
    let client = client(&server.url()).await;
    let error = client
        .send(Transfer::new(pieces(["one"]).with_length(7)))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RequestBody, "{error}");
}

#[tokio::test]
async fn a_connection_that_breaks_is_tried_again() {
    let server = Server::answering([Script::new().reset(), Script::json("{}")]).await;
    let client = client(&server.url()).await;
    let (_, metadata) = client
        .send_with_metadata(ListConfigs::new("f"))
        .await
        .unwrap();
    assert_eq!(metadata.attempts(), 2);
}

#[tokio::test]
async fn where_there_is_no_connection_the_error_says_why() {
    let url = nowhere();
    let call = client(&url).await.send(PutThing::default()).await;
    let error = call.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connection, 3));
    assert!(error.is_connect());
    let address = url.strip_prefix("http://").unwrap();
    assert_eq!(
        error.to_string(),
        format!("PutThing: could not connect to {address} (nothing listens there) [3 attempts]")
    );
    assert!(!format!("{error:?}").contains(&url), "{error:?}");
}

#[tokio::test]
async fn an_error_response_is_read() {
    let body = r#"{"Message": "no such function"}"#;
    let head = "HTTP/1.1 404 Not Found\r\nX-Amzn-ErrorType: ResourceNotFoundException\r\n";
    let response = format!("{head}Content-Length: {}\r\n\r\n{body}", body.len());
    let server = Server::answering([Script::new().write(response).again()]).await;
    let client = client(&server.url()).await;
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!((error.status(), error.attempts()), (Some(404), 1));
    assert!(
        matches!(error.service(), Some(ListConfigsError::NotFound(_))),
        "{error:?}"
    );
}

#[tokio::test]
async fn its_own_proxy_is_used() {
    let proxy = Server::answering([Script::json("{}")]).await;
    let through = Proxy::http(proxy.url()).unwrap();
    let client = of("http://service.example", |reqwest| reqwest.proxy(through)).await;
    client.send(ListConfigs::new("f")).await.unwrap();
    let request = proxy.texts().pop().unwrap();
    assert!(
        request.starts_with("GET http://service.example/2019-09-25/functions/f/"),
        "{request}"
    );
}

#[tokio::test]
async fn a_redirect_is_a_response_and_is_not_followed() {
    for (policy, statuses) in [
        (Policy::none(), &[301, 302, 303, 307, 308][..]),
        // The policy would follow them all.
        (Policy::default(), &[301, 302, 307, 308]),
    ] {
        let client = of("http://elsewhere.invalid", |reqwest| {
            reqwest.redirect(policy)
        })
        .await;
        for status in statuses {
            let server = Server::answering([redirect(*status)]).await;
            let url = smithereens::Overrides::new().endpoint_url(server.url());
            let client = client.with(url);
            let got = client.send(ListConfigs::new("f")).await.unwrap_err();
            assert_eq!(got.status(), Some(*status));
            let put = client.send(PutThing::default()).await.unwrap_err();
            assert_eq!(put.status(), Some(*status));
            assert_eq!(server.requests().len(), 2, "{status}");
        }
    }
}

#[tokio::test]
async fn what_comes_of_a_redirect_that_was_followed_is_an_error() {
    let there = Script::new()
        .write("HTTP/1.1 303 See Other\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n");
    let there = there
        .request()
        .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
        .again();
    let server = Server::answering([there]).await;
    let client = client(&server.url()).await;
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connection, 1));
    let text = error.to_string();
    assert!(
        text.contains("(the `reqwest::Client` followed a redirect)"),
        "{text}"
    );
    assert!(error.hint().unwrap().contains("`redirect(Policy::none())`"));
}

#[tokio::test]
async fn its_own_timeout_is_one_of_an_attempt() {
    let server = Server::answering([Script::new().silence()]).await;
    let short = Duration::from_millis(100);
    let client = of(&server.url(), |reqwest| reqwest.timeout(short)).await;
    let start = Instant::now();
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (OF_TRANSPORT, 3));
    assert!(error.is_timeout() && !error.is_connect());
    assert!(start.elapsed() >= 3 * short);
    let text = error.to_string();
    assert!(
        text.contains("(a timeout of the `reqwest::Client` passed)"),
        "{text}"
    );
    assert!(
        error
            .hint()
            .unwrap()
            .contains("`read_timeout` of a `reqwest::Client`")
    );
    // It may have run.
    let error = client.send(PutThing::default()).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (OF_TRANSPORT, 1));

    let head = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{";
    let server = Server::answering([Script::new().write(head).silence()]).await;
    let url = smithereens::Overrides::new().endpoint_url(server.url());
    let error = client
        .with(url)
        .send(ListConfigs::new("f"))
        .await
        .unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (OF_TRANSPORT, 3));
    let text = error.to_string();
    assert!(
        text.contains("was not read before a timeout of the transport passed"),
        "{text}"
    );
}

/// The system has it wait for as long as it likes: the backlog is full.
#[tokio::test]
async fn its_own_connect_timeout_is_one_of_connecting() {
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let mut waiting = Vec::new();
    let short = Duration::from_millis(100);
    while let Ok(connected) =
        tokio::time::timeout(short, tokio::net::TcpStream::connect(address)).await
    {
        waiting.push(connected.unwrap());
    }
    let client = of(&format!("http://{address}"), |reqwest| {
        reqwest.connect_timeout(short)
    })
    .await;
    let error = client.send(PutThing::default()).await.unwrap_err();
    let kind = ErrorKind::Timeout(TimeoutKind::Connect);
    assert_eq!((error.kind(), error.attempts()), (kind, 3));
    assert_eq!(
        error.to_string(),
        format!(
            "PutThing: the transport's connect timeout passed before there was a connection to {address} [3 attempts]"
        )
    );
}

#[tokio::test]
async fn the_bounds_of_the_client_hold() {
    let server = Server::answering([Script::new().silence()]).await;
    let reqwest = reqwest::Client::builder().no_proxy().build().unwrap();
    let builder = tests::builder().endpoint_url(server.url()).max_attempts(1);
    let builder = builder.read_timeout(Duration::from_millis(100));
    let client = builder.reqwest(reqwest).build().await.unwrap();
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout(TimeoutKind::Read));
}

#[tokio::test]
async fn a_path_that_it_would_change_is_refused() {
    let server = Server::answering([Script::json("{}")]).await;
    for path in ["/a/../b", "/a/%2e/b", "/a|b/.."] {
        let url = format!("{}{path}", server.url());
        let client = client(&url).await;
        let error = client.send(ListConfigs::new("f")).await.unwrap_err();
        let refused = (ErrorKind::Configuration, 0);
        assert_eq!((error.kind(), error.attempts()), refused, "{path}");
        let text = error.to_string();
        assert!(text.contains("would send another path"), "{text}");
    }
    assert!(server.requests().is_empty());
    let client = client(&format!("{}/a/...", server.url())).await;
    client.send(ListConfigs::new("f")).await.unwrap();
}

#[tokio::test]
async fn what_it_does_not_send_is_not_tried_again() {
    let client = of("http://service.example", |reqwest| reqwest.https_only(true)).await;
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.attempts()),
        (ErrorKind::Configuration, 0)
    );
}
