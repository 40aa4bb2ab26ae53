//! The timeouts, in virtual time: which one fires, when, and what it says.

use crate::streams::Transfer;
use aws_credential_types::credential_fn::provide_credentials_fn;
use smithereens::codegen::{InvalidInput, Method, Operation, Request, Service};
use smithereens::retry::Classification;
use smithereens::{ErrorKind, Overrides, TimeoutKind};
use std::error::Error;
use std::time::Duration;
use tests::replay::{Outcome, Replay};
use tests::sample::{ListConfigs, PutThing};
use tests::server::{Script, Server};
use tokio::time::Instant;

const READ: ErrorKind = ErrorKind::Timeout(TimeoutKind::Read);
const ATTEMPT: ErrorKind = ErrorKind::Timeout(TimeoutKind::Attempt);
const OPERATION: ErrorKind = ErrorKind::Timeout(TimeoutKind::Operation);

#[tokio::test(start_paused = true)]
async fn silence_meets_the_timeouts_of_attempt_and_operation() {
    let replay = Replay::new(vec![Outcome::Silence; 3]);
    let client = replay.client().await;
    let start = Instant::now();
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(start.elapsed(), Duration::from_mins(3));
    assert_eq!(replay.times(), [0, 60_050, 120_150]);
    assert_eq!(error.kind(), OPERATION);
    assert_eq!(error.attempts(), 3);
    insta::assert_snapshot!(error, @"ListConfigs: the operation timeout of 180s passed before there was a response [3 attempts]");
    insta::assert_snapshot!(error.source().unwrap(), @"ListConfigs: the attempt timeout of 60s passed before lambda.us-east-1.amazonaws.com had answered [2 attempts]");
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_takes_too_long_is_tried_again() {
    let late = Outcome::After(Duration::from_secs(61), Box::new(Outcome::ok("{}")));
    let replay = Replay::new([late, Outcome::ok("{}")]);
    let client = replay.client().await;
    client.send(ListConfigs::new("f")).await.unwrap();
    assert_eq!(replay.times(), [0, 60_050]);
}

#[tokio::test(start_paused = true)]
async fn timeouts_can_be_set() {
    let replay = Replay::new(vec![Outcome::Silence; 3]);
    let client = tests::builder()
        .attempt_timeout(Duration::from_millis(1_500))
        .operation_timeout(None)
        .transport(replay.clone())
        .build()
        .await
        .unwrap();
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(replay.times(), [0, 1_550, 3_150]);
    assert_eq!(error.kind(), ATTEMPT);
    assert!(error.is_timeout());
    insta::assert_snapshot!(error, @"ListConfigs: the attempt timeout of 1.5s passed before lambda.us-east-1.amazonaws.com had answered [3 attempts]");
}

#[tokio::test(start_paused = true)]
async fn timeouts_can_be_turned_off() {
    let late = Outcome::After(Duration::from_hours(1), Box::new(Outcome::ok("{}")));
    let client = tests::builder()
        .attempt_timeout(None)
        .operation_timeout(None)
        .transport(Replay::new([late]))
        .build()
        .await
        .unwrap();
    client.send(ListConfigs::new("f")).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn the_operation_timeout_cuts_a_wait_short() {
    let slow = Outcome::error(400, "SlowDown");
    let client = tests::builder()
        .operation_timeout(Duration::from_secs(2))
        .transport(Replay::new([slow.clone(), slow.clone(), slow]))
        .build()
        .await
        .unwrap();
    let start = Instant::now();
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(start.elapsed(), Duration::from_secs(2));
    assert_eq!((error.kind(), error.attempts()), (OPERATION, 2));
    assert!(
        error
            .source()
            .unwrap()
            .to_string()
            .contains("SlowDown (400)")
    );
    // It is not that responses take long.
    let hint = "the service is asking to slow down: send fewer requests at a time";
    assert_eq!(error.hint(), Some(hint));
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_waits_for_credentials_says_so() {
    let client = tests::builder()
        .credentials_provider(provide_credentials_fn(std::future::pending))
        .max_attempts(1)
        .transport(Replay::new([]))
        .build()
        .await
        .unwrap();
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    insta::assert_snapshot!(error, @"ListConfigs: the attempt timeout of 60s passed before there were credentials to sign with [1 attempt]");
    assert_eq!(error.hint(), Some("check what the credentials come from"));
}

#[tokio::test(start_paused = true)]
async fn what_may_have_run_and_is_not_idempotent_is_not_sent_again() {
    let replay = Replay::new(vec![Outcome::Silence; 3]);
    let client = replay.client().await;
    let error = client.send(PutThing::default()).await.unwrap_err();
    assert_eq!((error.kind(), replay.times()), (ATTEMPT, vec![0]));
    insta::assert_snapshot!(error, @"PutThing: the attempt timeout of 60s passed before lambda.us-east-1.amazonaws.com had answered [1 attempt, not sent again: it may have run, and the operation is not idempotent]");
    // The system's own bound is one as well: the other side has stopped reading.
    replay.go_on_with([
        Outcome::Failure(std::io::ErrorKind::TimedOut),
        Outcome::ok("{}"),
    ]);
    let error = client.send(PutThing::default()).await.unwrap_err();
    insta::assert_snapshot!(error, @"PutThing: no response from lambda.us-east-1.amazonaws.com (the connection timed out: what was sent last was not acknowledged, or not read) [1 attempt, not sent again: it may have run, and the operation is not idempotent]");
    // A success that is cut off has run for certain.
    replay.go_on_with([Outcome::CutShort(200, "{".to_owned()), Outcome::ok("{}")]);
    let error = client.send(PutThing::default()).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connection, 1));
}

#[tokio::test(start_paused = true)]
async fn what_standard_mode_retries_otherwise_is_sent_again_whatever_the_operation() {
    for answer in [
        Outcome::status(500, ""),
        Outcome::error(400, "ThrottlingException"),
        Outcome::Failure(std::io::ErrorKind::ConnectionRefused),
        Outcome::Failure(std::io::ErrorKind::ConnectionReset),
        // An error that was cut off.
        Outcome::CutShort(503, "{".to_owned()),
    ] {
        let shown = format!("{answer:?}");
        let replay = Replay::new([answer, Outcome::ok("{}")]);
        let client = tests::builder().transport(replay.clone());
        let client = client.build().await.unwrap();
        client.send(PutThing::default()).await.unwrap();
        assert_eq!(replay.sent().len(), 2, "{shown}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_program_may_have_it_sent_again_all_the_same() {
    let replay = Replay::new([Outcome::Silence, Outcome::ok("{}")]);
    let client = tests::builder()
        .retry_classifier(|_| Classification::Transient)
        .transport(replay.clone())
        .build()
        .await
        .unwrap();
    client.send(PutThing::default()).await.unwrap();
    assert_eq!(replay.times(), [0, 60_050]);
}

/// Waits for credentials as long as it takes, so that nothing can have run.
#[tokio::test(start_paused = true)]
async fn what_was_not_sent_is_tried_again_whatever_the_operation() {
    let client = tests::builder()
        .credentials_provider(provide_credentials_fn(std::future::pending))
        .transport(Replay::new([]))
        .build()
        .await
        .unwrap();
    let error = client.send(PutThing::default()).await.unwrap_err();
    assert!(!error.to_string().contains("not sent again"), "{error}");
    // It is the second attempt that learns of the provider's own bound.
    assert_eq!(
        (error.kind(), error.attempts()),
        (ErrorKind::Credentials, 1)
    );
    insta::assert_snapshot!(error, @"PutThing: the credentials provider gave nothing within 120s [1 attempt]");
}

/// As [`PutThing`], and known to take up to 16 minutes.
#[derive(Debug)]
struct Long;

impl Operation for Long {
    const NAME: &'static str = "Long";
    const SERVICE: &'static Service = PutThing::SERVICE;
    const ATTEMPT_TIMEOUT: Option<Duration> = Some(Duration::from_mins(16));
    tests::unit_output!();

    fn request(self) -> Result<Request, InvalidInput> {
        Ok(Request::new(Method::POST))
    }
}

#[tokio::test(start_paused = true)]
async fn an_operation_that_takes_long_has_its_own_bound() {
    let after = |minutes| {
        let answer = Box::new(Outcome::ok("{}"));
        Outcome::After(Duration::from_mins(minutes), answer)
    };
    let replay = Replay::new([after(15)]);
    let client = tests::builder().transport(replay.clone());
    let client = client.build().await.unwrap();
    client.send(Long).await.unwrap();
    assert_eq!(replay.sent().len(), 1);

    replay.go_on_with([after(17)]);
    let error = client.send(Long).await.unwrap_err();
    assert_eq!((error.kind(), replay.sent().len()), (ATTEMPT, 1));
    assert!(
        error.to_string().contains("timeout of 960s passed"),
        "{error}"
    );
    assert_eq!(
        error.hint(),
        Some("raise `attempt_timeout` of the client or of `Overrides` if responses take that long")
    );

    // What the program sets holds for it as well.
    replay.go_on_with([after(15)]);
    let quick = client.with(Overrides::new().attempt_timeout(Duration::from_mins(2)));
    let error = quick.send(Long).await.unwrap_err();
    assert!(
        error.to_string().contains("timeout of 120s passed"),
        "{error}"
    );
}

/// A response after so many seconds.
fn after(seconds: u64) -> Outcome {
    let response = Box::new(Outcome::ok("{}"));
    Outcome::After(Duration::from_secs(seconds), response)
}

#[tokio::test(start_paused = true)]
async fn a_response_that_does_not_begin_in_time_is_asked_for_again() {
    let replay = Replay::new(vec![Outcome::Silence; 3]);
    let client = tests::builder()
        .read_timeout(Duration::from_secs(2))
        .transport(replay.clone())
        .build()
        .await
        .unwrap();
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(
        (error.kind(), replay.times()),
        (READ, vec![0, 2_050, 4_150])
    );
    assert!(error.is_timeout());
    insta::assert_snapshot!(error, @"ListConfigs: the read timeout of 2s passed before lambda.us-east-1.amazonaws.com had answered [3 attempts]");
    insta::assert_snapshot!(error.hint().unwrap(), @"raise `read_timeout` of the client or of `Overrides` if responses take that long to begin");

    replay.go_on_with([after(3), after(1)]);
    client.send(ListConfigs::new("f")).await.unwrap();
    // It may have run.
    replay.go_on_with([after(3), after(1)]);
    let error = client.send(PutThing::default()).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (READ, 1));
}

#[tokio::test(start_paused = true)]
async fn single_calls_may_wait_longer_for_a_response_to_begin() {
    let replay = Replay::new([]);
    let client = tests::builder()
        .read_timeout(Duration::from_secs(2))
        .max_attempts(1)
        .transport(replay.clone());
    let client = client.build().await.unwrap();
    for limit in [Some(Duration::from_secs(4)), None] {
        let patient = client.with(Overrides::new().read_timeout(limit));
        replay.go_on_with([after(3)]);
        patient.send(ListConfigs::new("f")).await.unwrap();
    }
    replay.go_on_with([after(3)]);
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(error.kind(), READ);
}

#[tokio::test(start_paused = true)]
async fn the_wait_for_credentials_is_none_for_a_response() {
    let credentials = async || {
        tokio::time::sleep(Duration::from_secs(5)).await;
        Ok(smithereens::Credentials::new(
            "AKID", "secret", None, None, "test",
        ))
    };
    let client = tests::builder()
        .credentials_provider(provide_credentials_fn(credentials))
        .read_timeout(Duration::from_secs(2))
        .transport(Replay::new([after(1)]));
    let client = client.build().await.unwrap();
    client.send(ListConfigs::new("f")).await.unwrap();
}

#[tokio::test]
async fn the_body_of_a_response_may_come_later_and_that_of_a_request_counts() {
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n";
    let slow = Script::new().write(head).wait(400).write("{}");
    let server = Server::answering([slow]).await;
    let builder = tests::builder().endpoint_url(server.url()).max_attempts(1);
    let builder = builder.read_timeout(Duration::from_millis(200));
    let client = builder.build().await.unwrap();
    client.send(ListConfigs::new("f")).await.unwrap();

    // The connection is not read.
    let server = Server::start([Script::new().wait(5_000)]).await;
    let elsewhere = client.with(Overrides::new().endpoint_url(server.url()));
    let length = 16 * 1024 * 1024;
    let upload = Transfer::new(vec![b'x'; length]);
    let error = elsewhere.send(upload).await.unwrap_err();
    assert_eq!(error.kind(), READ);
    let text = error.to_string();
    assert!(
        text.contains("the read timeout of 200ms passed while the request was on its way"),
        "{text}"
    );
    assert!(error.hint().unwrap().starts_with("raise `read_timeout`"));
}
