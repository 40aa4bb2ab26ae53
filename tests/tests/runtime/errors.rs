//! The forms of an error, what a success says of itself, and what may cross threads.

use smithereens::{
    AnyError, Builder, ByteStream, Client, Error, ErrorKind, Items, Overrides, Pages, TimeoutKind,
};
use std::io;
use std::time::Duration;
use tests::replay::{Outcome, Replay};
use tests::sample::{Elsewhere, ListConfigs, ListConfigsError, NotFound, PutThing};

async fn client(answers: impl IntoIterator<Item = Outcome>) -> Client {
    let builder = tests::builder().transport(Replay::new(answers));
    builder.build().await.unwrap()
}

/// Two operations of two services, whose errors are of two types.
async fn both(client: &Client) -> Result<(), AnyError> {
    client.send(ListConfigs::new("f")).await?;
    client.send(Elsewhere).await?;
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn errors_of_several_operations_are_of_one_type_and_keep_what_they_say() {
    let missing = || {
        let body = r#"{"Type": "User", "message": "gone"}"#;
        Outcome::status(404, body)
            .header("x-amzn-errortype", "ResourceNotFoundException")
            .header("x-amzn-requestid", "r-1")
    };
    let typed = client([missing()])
        .await
        .send(ListConfigs::new("f"))
        .await
        .unwrap_err();
    let error = both(&client([missing()]).await).await.unwrap_err();
    assert_eq!(error.to_string(), typed.to_string());
    assert_eq!(
        (error.kind(), error.operation()),
        (ErrorKind::Service, "ListConfigs")
    );
    assert_eq!(error.code(), Some("ResourceNotFoundException"));
    assert_eq!((error.message(), error.status()), (Some("gone"), Some(404)));
    assert_eq!((error.request_id(), error.attempts()), (Some("r-1"), 1));
    let service: Option<&ListConfigsError> = error.service();
    assert_eq!(service, typed.service());
    assert!(error.service::<io::Error>().is_none());

    let error = both(&client([Outcome::ok("{}"), missing()]).await)
        .await
        .unwrap_err();
    assert_eq!(
        (error.operation(), error.status()),
        ("Elsewhere", Some(404))
    );
}

#[tokio::test(start_paused = true)]
async fn no_connection_is_told_apart_from_one_that_was_lost() {
    // A transport of the program's own does not say which it was.
    let lost = client(vec![Outcome::Failure(io::ErrorKind::ConnectionReset); 3]).await;
    let error = lost.send(ListConfigs::new("f")).await.unwrap_err();
    assert!(error.is_connection() && !error.is_connect());
}

#[tokio::test]
async fn where_nothing_listens_there_is_no_connection() {
    let builder = tests::builder()
        .endpoint_url(tests::server::nowhere())
        .max_attempts(1);
    let error = builder
        .build()
        .await
        .unwrap()
        .send(ListConfigs::new("f"))
        .await
        .unwrap_err();
    assert!(error.is_connection() && error.is_connect());
    assert!(error.erase().is_connect());
}

#[tokio::test(start_paused = true)]
async fn how_long_to_wait_is_what_the_service_says() {
    let wait = async |name: &'static str, value: &str| {
        let answer = Outcome::error(400, "Busy").header(name, value);
        let error = client([answer]).await.send(Elsewhere).await.unwrap_err();
        error.retry_after()
    };
    assert_eq!(
        wait("x-amz-retry-after", "1500").await,
        Some(Duration::from_millis(1_500))
    );
    assert_eq!(wait("retry-after", "7").await, Some(Duration::from_secs(7)));
    assert_eq!(
        wait("retry-after", "Wed, 21 Oct 2026 07:28:00 GMT").await,
        None
    );
    assert_eq!(wait("x-other", "7").await, None);
}

#[tokio::test(start_paused = true)]
async fn a_success_tells_its_metadata_too() {
    let answer = Outcome::ok(r#"{"NextMarker": "m"}"#)
        .header("x-amzn-requestid", "r-7")
        .header("x-secret", "s3cr3t");
    let client = client([Outcome::status(500, ""), answer]).await;
    let sent = client.send_with_metadata(ListConfigs::new("f")).await;
    let (output, metadata) = sent.unwrap();
    assert_eq!(output.next_marker.as_deref(), Some("m"));
    assert_eq!((metadata.status(), metadata.attempts()), (200, 2));
    assert_eq!(metadata.request_id().as_deref(), Some("r-7"));
    assert_eq!(metadata.headers()["x-secret"], "s3cr3t");
    insta::assert_snapshot!(format!("{metadata:?}"), @r#"ResponseMetadata { status: 200, request_id: Some("r-7"), attempts: 2, headers: ["x-amzn-requestid", "x-secret"] }"#);
}

#[test]
fn an_error_is_made_by_hand_as_a_call_would_have_made_it() {
    let missing = ListConfigsError::NotFound(NotFound::default());
    let error = Error::builder::<ListConfigs>(ErrorKind::Service)
        .code("ResourceNotFoundException")
        .message("gone")
        .status(404)
        .header("x-amzn-requestid", "r-1")
        .service(missing.clone())
        .build();
    insta::assert_snapshot!(error, @"ListConfigs: ResourceNotFoundException (404): gone [request r-1, 1 attempt]");
    assert_eq!(error.service(), Some(&missing));

    let slow = Error::builder::<ListConfigs>(ErrorKind::Service)
        .code("ThrottlingException")
        .header("retry-after", "3")
        .attempts(3)
        .build();
    assert!(slow.is_throttled());
    assert_eq!(
        (slow.retry_after(), slow.attempts()),
        (Some(Duration::from_secs(3)), 3)
    );

    // The model says so of this code, and no list of AWS's.
    let busy = Error::builder::<ListConfigs>(ErrorKind::Service).code("BusyException");
    assert!(busy.build().is_throttled());

    let lost = || Error::builder::<PutThing>(ErrorKind::Connection);
    assert!(!lost().build().is_connect());
    assert!(lost().unconnected().build().is_connect());

    let kind = ErrorKind::Timeout(TimeoutKind::Connect);
    let late = Error::builder::<PutThing>(kind)
        .text("too late")
        .attempts(0)
        .build();
    assert!(late.is_timeout() && late.is_connect());
    assert_eq!(late.to_string(), "PutThing: too late");
}

fn sends<T: Send>(_: &T) {}
fn shares<T: Send + Sync + 'static>() {}
fn clones<T: Clone>() {}
fn moves<T: Send + Unpin + 'static>() {}

/// What a program moves to other threads and holds in its own types; that it compiles is the test.
#[test]
fn clients_errors_and_streams_cross_threads() {
    clones::<Client>();
    shares::<Client>();
    shares::<Builder>();
    shares::<Overrides>();
    shares::<Error<ListConfigsError>>();
    shares::<AnyError>();
    shares::<smithereens::StreamError>();
    shares::<smithereens::ResponseMetadata>();
    moves::<Pages<ListConfigs>>();
    moves::<Items<ListConfigs>>();
    moves::<ByteStream>();
}

/// The future of a call stands in the caller's own: what is large in it is boxed.
#[tokio::test]
async fn the_future_of_a_call_is_small_and_crosses_threads() {
    let client = client([]).await;
    let send = client.send(ListConfigs::new("f"));
    sends(&send);
    let operation = size_of::<ListConfigs>();
    assert!(
        size_of_val(&send) <= 600 + operation,
        "{}",
        size_of_val(&send)
    );
    let send = client.send_with_metadata(ListConfigs::new("f"));
    sends(&send);
    assert!(
        size_of_val(&send) <= 600 + operation,
        "{}",
        size_of_val(&send)
    );
    sends(&Client::from_env());
}
