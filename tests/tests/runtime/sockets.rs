//! The HTTP client that comes with the library, over real sockets on loopback.

use smithereens::{Builder, ErrorKind, TimeoutKind};
use std::error::Error;
use std::time::{Duration, Instant};
use tests::sample::{Download, ListConfigs, PutThing};
use tests::server::{Response, Script, Server, nowhere};

const PAGE: &str = r#"{"FunctionEventInvokeConfigs": [{"FunctionArn": "arn:x"}]}"#;

fn builder(url: &str) -> Builder {
    tests::builder().endpoint_url(url).jitter(|| 0.1)
}

#[tokio::test]
async fn a_refused_connection_is_tried_again_and_told() {
    let url = nowhere();
    let client = builder(&url).build().await.unwrap();
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert_eq!((error.attempts(), error.status()), (3, None));
    let address = url.strip_prefix("http://").unwrap();
    assert_eq!(
        error.to_string(),
        format!("ListConfigs: could not connect to {address} (nothing listens there) [3 attempts]")
    );
    let mut last = error.source().unwrap();
    while let Some(deeper) = last.source() {
        last = deeper;
    }
    assert!(
        last.to_string().to_lowercase().contains("refused"),
        "{last}"
    );
}

#[tokio::test]
async fn a_dropped_connection_is_tried_again() {
    let server = Server::answering([Script::new().close(), Script::json(PAGE)]).await;
    let client = builder(&server.url()).build().await.unwrap();
    let page = client.send(ListConfigs::new("f")).await.unwrap();
    assert_eq!(page.function_event_invoke_configs.len(), 1);
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_truncated_body_is_tried_again_and_told() {
    let mut cut = Response::json(PAGE).to_bytes();
    cut.truncate(cut.len() - 5);
    let server = Server::answering([Script::new().write(cut)]).await;
    let client = builder(&server.url()).build().await.unwrap();
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert_eq!((error.attempts(), error.status()), (3, Some(200)));
    assert_eq!(server.requests().len(), 3);
    assert!(error.to_string().contains("was cut short"), "{error}");
}

#[tokio::test]
async fn connections_are_kept() {
    let server = Server::answering([Script::json(PAGE)]).await;
    let client = builder(&server.url()).build().await.unwrap();
    for _ in 0..5 {
        client.clone().send(ListConfigs::new("f")).await.unwrap();
    }
    assert_eq!((server.connections(), server.requests().len()), (1, 5));
}

#[tokio::test]
async fn a_body_that_drips_meets_the_attempt_timeout() {
    let head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{".to_vec();
    let server = Server::answering([Script::new().drip(head, 1).again()]).await;
    let client = builder(&server.url())
        .attempt_timeout(Duration::from_millis(300))
        .max_attempts(2)
        .build()
        .await
        .unwrap();
    let start = Instant::now();
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout(TimeoutKind::Attempt));
    assert_eq!(error.attempts(), 2);
    assert!(start.elapsed() >= Duration::from_millis(600));
    assert!(start.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn a_connection_that_takes_too_long_meets_the_connect_timeout() {
    // It accepts, and then says nothing where TLS wants a response.
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0))
        .await
        .unwrap();
    let address = listener.local_addr().unwrap();
    let client = builder(&format!("https://{address}"))
        .connect_timeout(Duration::from_millis(100))
        .max_attempts(2)
        .build()
        .await
        .unwrap();
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout(TimeoutKind::Connect));
    assert_eq!(
        error.to_string(),
        format!(
            "ListConfigs: the connect timeout of 100ms passed before there was a connection to {address} [2 attempts]"
        )
    );
}

#[tokio::test]
async fn the_request_line_and_headers_arrive_as_they_were_signed() {
    let server = Server::answering([Script::json("{}")]).await;
    let client = builder(&server.url()).build().await.unwrap();
    let mut operation = ListConfigs::new("arn:aws:lambda:us-east-1:1:function:f");
    operation.marker = Some("a+b/c= &'(x)é".to_owned());
    client.send(operation).await.unwrap();
    let request = server.texts().remove(0);
    let line = request.lines().next().unwrap();
    assert_eq!(
        line,
        "GET /2019-09-25/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A1%3Afunction%3Af/event-invoke-config/list\
         ?Marker=a%2Bb%2Fc%3D%20%26%27%28x%29%C3%A9 HTTP/1.1"
    );
    let address = server.url().replace("http://", "");
    assert!(
        request.contains(&format!("\r\nhost: {address}\r\n")),
        "{request}"
    );
    assert_eq!(request.to_lowercase().matches("\r\nhost:").count(), 1);
}

#[tokio::test]
async fn a_body_arrives_with_its_length() {
    let server = Server::answering([Script::json("{}")]).await;
    let client = builder(&server.url()).build().await.unwrap();
    let thing = PutThing {
        name: "é".to_owned(),
        token: Some("t".to_owned()),
        note: None,
    };
    client.send(thing).await.unwrap();
    let request = server.texts().remove(0);
    assert!(request.starts_with("PUT /things HTTP/1.1\r\n"));
    assert!(request.contains("\r\ncontent-type: application/json\r\n"));
    assert!(request.contains("\r\ncontent-length: 25\r\n"), "{request}");
    assert_eq!(request.matches("content-length:").count(), 1);
    assert!(request.ends_with("\r\n\r\n{\"name\":\"é\",\"token\":\"t\"}"));
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = Server::answering([Script::json("{}")]).await;
    let answer = format!(
        "HTTP/1.1 307 Temporary Redirect\r\nLocation: {}\r\nContent-Length: 0\r\n\r\n",
        elsewhere.url()
    );
    let server = Server::answering([Script::new().write(answer.into_bytes()).again()]).await;
    let client = builder(&server.url()).build().await.unwrap();
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::Service, Some(307))
    );
    assert_eq!(elsewhere.connections(), 0);
}

#[tokio::test]
async fn a_status_line_without_a_reason_and_a_connection_that_closes_are_fine() {
    let answer =
        format!("HTTP/1.1 200\r\nConnection: close\r\nContent-Type: text/html\r\n\r\n{PAGE}");
    let server = Server::answering([Script::new().write(answer.into_bytes())]).await;
    let client = builder(&server.url()).build().await.unwrap();
    for _ in 0..3 {
        let page = client.send(ListConfigs::new("f")).await.unwrap();
        assert_eq!(page.function_event_invoke_configs.len(), 1);
    }
    assert_eq!(server.connections(), 3);
}

#[tokio::test]
async fn a_streamed_body_is_read_by_the_caller() {
    let server = Server::answering([Script::json("some text")]).await;
    let client = builder(&server.url()).build().await.unwrap();
    let mut body = std::pin::pin!(client.send(Download).await.unwrap());
    let mut text = Vec::new();
    while let Some(frame) =
        std::future::poll_fn(|cx| http_body::Body::poll_frame(body.as_mut(), cx)).await
    {
        text.extend_from_slice(&frame.unwrap().into_data().unwrap());
    }
    assert_eq!(text, b"some text");
}

#[tokio::test]
async fn tls_that_is_refused_is_not_tried_again() {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0))
        .await
        .unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = tokio::io::AsyncWriteExt::write_all(&mut stream, b"no TLS here").await;
        }
    });
    let client = builder(&url).build().await.unwrap();
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert_eq!(error.attempts(), 1);
    let address = url.strip_prefix("https://").unwrap();
    assert_eq!(
        error.to_string(),
        format!("ListConfigs: could not connect to {address} (it does not speak TLS) [1 attempt]")
    );
}
