//! An HTTP client of the program's own: reqwest's behind middleware, as the documentation of `Builder::transport` has it.

use http::HeaderValue;
use reqwest_middleware::{ClientBuilder, Next};
use smithereens::{Body, Client, ErrorKind};
use std::pin::Pin;
use tests::sample::{ListConfigs, PutThing};
use tests::server::{Script, Server, nowhere};
use tower::service_fn;

/// Middleware that marks the requests which pass.
fn mark<'a>(
    mut request: reqwest::Request,
    extensions: &'a mut http::Extensions,
    next: Next<'a>,
) -> Pin<Box<dyn Future<Output = reqwest_middleware::Result<reqwest::Response>> + Send + 'a>> {
    let passed = HeaderValue::from_static("passed");
    request.headers_mut().insert("x-middleware", passed);
    Box::pin(next.run(request, extensions))
}

/// A client that calls this URL through reqwest and its middleware.
async fn client(url: &str) -> Client {
    let reqwest = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()
        .unwrap();
    let reqwest = ClientBuilder::new(reqwest).with(mark).build();
    let transport = service_fn(move |request: http::Request<Body>| {
        let reqwest = reqwest.clone();
        async move {
            let request = request.map(reqwest::Body::wrap).try_into()?;
            // Its errors would show the URL, and with it what is in the query.
            let response = reqwest
                .execute(request)
                .await
                .map_err(reqwest_middleware::Error::without_url)?;
            Ok::<_, reqwest_middleware::Error>(http::Response::from(response))
        }
    });
    let builder = tests::builder().endpoint_url(url).jitter(|| 0.0);
    builder.transport(transport).build().await.unwrap()
}

#[tokio::test]
async fn requests_pass_the_middleware_and_arrive_as_they_were_signed() {
    let page = r#"{"FunctionEventInvokeConfigs": [{"FunctionArn": "arn:x"}]}"#;
    let server = Server::answering([Script::json(page)]).await;
    let client = client(&server.url()).await;
    let page = client.send(ListConfigs::new("f(é)")).await.unwrap();
    assert_eq!(page.function_event_invoke_configs.len(), 1);
    client.send(PutThing::default()).await.unwrap();

    let [list, put] = server.texts().try_into().unwrap();
    assert_eq!(server.connections(), 1);
    for request in [&list, &put] {
        assert!(
            request.contains("\r\nx-middleware: passed\r\n"),
            "{request}"
        );
    }
    let line = "GET /2019-09-25/functions/f%28%C3%A9%29/event-invoke-config/list HTTP/1.1\r\n";
    assert!(list.starts_with(line), "{list}");
    let (head, body) = put.split_once("\r\n\r\n").unwrap();
    let length = format!("content-length: {}", body.len());
    assert!(!body.is_empty() && head.contains(&length), "{put}");
}

#[tokio::test]
async fn a_failure_below_it_is_one_of_the_connection_and_tried_again() {
    let url = nowhere();
    let client = client(&url).await;
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connection, 3));
    let address = url.strip_prefix("http://").unwrap();
    assert_eq!(
        error.to_string(),
        format!("ListConfigs: could not connect to {address} (nothing listens there) [3 attempts]")
    );
    assert!(error.is_connect());
    assert!(!format!("{error:?}").contains(&url), "{error:?}");
}
