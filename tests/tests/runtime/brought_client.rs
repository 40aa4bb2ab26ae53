//! An HTTP client of the program's own: reqwest's, as the documentation of `Builder::transport` has it.

use smithereens::{Body, Client, ErrorKind};
use tests::sample::{ListConfigs, PutThing};
use tests::server::{Script, Server, nowhere};
use tower::service_fn;

/// A client that calls this URL through reqwest.
pub(crate) async fn client(url: &str) -> Client {
    let reqwest = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .no_proxy()
        .build()
        .unwrap();
    let transport = service_fn(move |request: http::Request<Body>| {
        let reqwest = reqwest.clone();
        async move {
            let request = request.map(reqwest::Body::wrap).try_into()?;
            // Its errors would show the URL, and with it what is in the query.
            let response = reqwest
                .execute(request)
                .await
                .map_err(reqwest::Error::without_url)?;
            Ok::<_, reqwest::Error>(http::Response::from(response))
        }
    });
    let builder = tests::builder().endpoint_url(url).jitter(|| 0.0);
    builder.transport(transport).build().await.unwrap()
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
    let (head, body) = put.split_once("\r\n\r\n").unwrap();
    let length = format!("content-length: {}", body.len());
    assert!(!body.is_empty() && head.contains(&length), "{put}");
    for header in ["host: ", "authorization: ", "user-agent: "] {
        assert_eq!(head.matches(header).count(), 1, "{put}");
    }
}

#[tokio::test]
async fn a_failure_of_it_is_one_of_the_connection_and_tried_again() {
    let url = nowhere();
    let call = client(&url).await.send(ListConfigs::new("f")).await;
    let error = call.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connection, 3));
    let address = url.strip_prefix("http://").unwrap();
    assert_eq!(
        error.to_string(),
        format!("ListConfigs: no response from {address} (nothing listens there) [3 attempts]")
    );
    assert!(!format!("{error:?}").contains(&url), "{error:?}");
}

#[tokio::test]
async fn a_redirect_is_a_response() {
    let response =
        "HTTP/1.1 307 Temporary Redirect\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n";
    let server = Server::answering([Script::new().write(response).again()]).await;
    let call = client(&server.url())
        .await
        .send(ListConfigs::new("f"))
        .await;
    assert_eq!(call.unwrap_err().status(), Some(307));
    assert_eq!(server.requests().len(), 1);
}
