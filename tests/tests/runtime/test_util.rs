//! Transports of tests: what they are told of requests, and what they can answer with beside bytes.

use http::{Request, Response};
use smithereens::test_util::{OperationName, TypedResponse, Unexpected, events, request_of};
use smithereens::{Body, Client, Error, ErrorKind};
use std::sync::{Arc, Mutex};
use tests::sample::{ListConfigs, ListConfigsError, ListConfigsResponse, PutThing};
use tests::speech::{Listen, Speech, word};
use tower::BoxError;

/// A client whose transport answers with what this function gives, which gets the number of the request.
async fn client(
    answer: impl Fn(usize, &Request<Body>) -> Result<Response<Body>, BoxError> + Send + Sync + 'static,
) -> (Client, Arc<Mutex<Vec<OperationName>>>) {
    let names = Arc::<Mutex<Vec<_>>>::default();
    let seen = Arc::clone(&names);
    let answer = Arc::new(answer);
    let transport = tower::service_fn(move |request: Request<Body>| {
        let mut seen = seen.lock().unwrap();
        let answered = answer(seen.len(), &request);
        seen.push(*request.extensions().get().unwrap());
        std::future::ready(answered)
    });
    let client = tests::builder().transport(transport).build().await.unwrap();
    (client, names)
}

fn typed(status: u16, typed: TypedResponse) -> Response<Body> {
    Response::builder()
        .status(status)
        .header("x-amzn-requestid", "r-1")
        .extension(typed)
        .body(Body::from("this is never decoded"))
        .unwrap()
}

fn page() -> ListConfigsResponse {
    ListConfigsResponse {
        next_marker: Some("m".to_owned()),
        ..ListConfigsResponse::default()
    }
}

#[tokio::test]
async fn an_output_is_given_as_it_is_with_the_metadata_of_its_response() {
    let (client, names) = client(|_, _| {
        let output = TypedResponse::output::<ListConfigs>(page());
        Ok(typed(203, output))
    })
    .await;
    let sent = client.send_with_metadata(ListConfigs::new("f")).await;
    let (output, metadata) = sent.unwrap();
    assert_eq!(output, page());
    assert_eq!((metadata.status(), metadata.attempts()), (203, 1));
    assert_eq!(metadata.request_id().as_deref(), Some("r-1"));
    assert_eq!(*names.lock().unwrap(), [OperationName::of::<ListConfigs>()]);
}

#[tokio::test(start_paused = true)]
async fn an_error_is_tried_again_as_its_code_and_its_status_say() {
    for (status, code, attempts) in [
        (429, "TooManyRequestsException", 3),
        (400, "NotReadyException", 3),
        (500, "Other", 3),
        (404, "Other", 1),
    ] {
        let modelled = ListConfigsError::TooMany { retry_after: None };
        let error = modelled.clone();
        let (client, _) = client(move |_, _| {
            let message = Some("m".to_owned());
            let error = TypedResponse::error::<ListConfigs>(code, message, error.clone());
            Ok(typed(status, error))
        })
        .await;
        let error = client.send(ListConfigs::new("f")).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.attempts()),
            (ErrorKind::Service, attempts),
            "{code}"
        );
        assert_eq!((error.code(), error.message()), (Some(code), Some("m")));
        assert_eq!(
            (error.status(), error.request_id()),
            (Some(status), Some("r-1"))
        );
        assert_eq!(error.into_service(), Some(modelled));
    }
}

#[tokio::test(start_paused = true)]
async fn what_a_transport_gave_is_not_left_for_the_next_response() {
    let (client, _) = client(|number, _| {
        if number == 0 {
            let error = ListConfigsError::TooMany { retry_after: None };
            let error = TypedResponse::error::<ListConfigs>("NotReadyException", None, error);
            return Ok(typed(400, error));
        }
        Ok(Response::new(Body::from(r#"{"NextMarker": "bytes"}"#)))
    })
    .await;
    let output = client.send(ListConfigs::new("f")).await.unwrap();
    assert_eq!(output.next_marker.as_deref(), Some("bytes"));
}

#[tokio::test]
async fn a_value_of_another_operation_is_an_error_of_decoding() {
    let (client, _) = client(|_, _| {
        let output = TypedResponse::output::<PutThing>(());
        Ok(typed(200, output))
    })
    .await;
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::Decode, Some(200))
    );
    insta::assert_snapshot!(error, @"ListConfigs: the transport gave a value that is no output of the operation [1 attempt]");
}

#[tokio::test(start_paused = true)]
async fn a_request_that_a_transport_did_not_expect_is_not_sent_again() {
    let (client, names) =
        client(|_, _| Err(Unexpected::new("nobody expects this", "in\ndetail").into())).await;
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert_eq!(names.lock().unwrap().len(), 1);
    assert_eq!(
        error.to_string(),
        "ListConfigs: nobody expects this [1 attempt]"
    );
    let source = std::error::Error::source(&error).unwrap();
    assert_eq!(source.to_string(), "in\ndetail");
}

#[tokio::test]
async fn events_are_received_that_no_service_sent() {
    let (client, _) = client(|_, _| {
        let failure = Error::builder::<Listen>(ErrorKind::Service)
            .code("Full")
            .build();
        let given = [Ok(word("a")), Ok(word("b")), Err(failure), Ok(word("c"))];
        let output = TypedResponse::output::<Listen>(events::<Listen, Speech>(given));
        Ok(typed(200, output))
    })
    .await;
    let mut heard = client.send(Listen).await.unwrap();
    assert_eq!(heard.recv().await.unwrap(), Some(word("a")));
    assert_eq!(heard.recv().await.unwrap(), Some(word("b")));
    assert_eq!(heard.recv().await.unwrap_err().code(), Some("Full"));
    assert_eq!(heard.recv().await.unwrap(), None);
}

#[tokio::test]
async fn whatever_sends_the_requests_can_be_wrapped() {
    let (seen, counted) = (Arc::new(Mutex::new(0)), Arc::new(Mutex::new(0)));
    let count = |counter: &Arc<Mutex<usize>>| {
        let counter = Arc::clone(counter);
        move |transport| {
            let counter = Arc::clone(&counter);
            tower::util::MapRequest::new(transport, move |request: Request<Body>| {
                *counter.lock().unwrap() += 1;
                request
            })
        }
    };
    let server = tests::server::Server::answering([tests::server::Script::json("{}")]).await;
    let builder = tests::builder()
        .endpoint_url(server.url())
        .wrap_transport(count(&seen))
        .wrap_transport(count(&counted));
    let client = builder.build().await.unwrap();
    client.send(ListConfigs::new("f")).await.unwrap();
    assert_eq!((*seen.lock().unwrap(), *counted.lock().unwrap()), (1, 1));
}

#[test]
fn the_request_of_an_operation_is_known_without_a_client() {
    let list = request_of(ListConfigs::new("f g").max_items(1), "t").unwrap();
    assert_eq!(
        (list.method().as_str(), list.uri().to_string().as_str()),
        (
            "GET",
            "/2019-09-25/functions/f%20g/event-invoke-config/list?MaxItems=1"
        )
    );
    let put = request_of(PutThing::default(), "t").unwrap();
    assert_eq!(put.headers()["content-type"], "application/json");
    assert_eq!(put.body().as_bytes().unwrap(), r#"{"name":"","token":"t"}"#);
    let error = request_of(ListConfigs::new(""), "t").unwrap_err();
    assert_eq!(error.member(), "FunctionName");
}
