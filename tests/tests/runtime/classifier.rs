//! A program's own say on which failed attempts are made again.

use crate::streams::Transfer;
use aws_credential_types::credential_fn::provide_credentials_fn;
use aws_credential_types::provider::error::CredentialsError;
use smithereens::retry::{Classification, FailedAttempt};
use smithereens::{Body, ByteStream, Client, ErrorKind, Overrides};
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tests::replay::{Chunks, Outcome, Replay};
use tests::sample::ListConfigs;

async fn client(
    replay: &Replay,
    classify: impl Fn(&FailedAttempt<'_>) -> Classification + Send + Sync + 'static,
) -> Client {
    tests::builder()
        .retry_classifier(classify)
        .attempt_timeout(Duration::from_secs(1))
        .transport(replay.clone())
        .build()
        .await
        .unwrap()
}

#[tokio::test(start_paused = true)]
async fn it_is_told_what_is_known_of_each_failure() {
    let described = Arc::new(Mutex::new(Vec::new()));
    let sink = Arc::clone(&described);
    let throttled = r#"{"__type": "ThrottlingException", "message": "slow down"}"#;
    let replay = Replay::new([
        Outcome::status(400, throttled).header("Retry-After", "7"),
        Outcome::Failure(io::ErrorKind::ConnectionReset),
        Outcome::CutShort(200, "{".to_owned()),
        Outcome::Silence,
        Outcome::ok("<html>"),
    ]);
    let client = client(&replay, move |attempt| {
        sink.lock().unwrap().push(format!(
            "{} {} {:?} {:?} {:?} {:?} {:?} {:?}",
            attempt.operation(),
            attempt.number(),
            attempt.kind(),
            attempt.code(),
            attempt.message(),
            attempt.status(),
            attempt.header("retry-after"),
            attempt.classification(),
        ));
        Classification::Transient
    })
    .await;
    let patient = client.with(Overrides::new().max_attempts(9));
    // A response that cannot be decoded is none of its business.
    let error = patient.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(error.attempts(), 5);
    insta::assert_snapshot!(described.lock().unwrap().join("\n"), @r#"
    ListConfigs 1 Service Some("ThrottlingException") Some("slow down") Some(400) Some("7") Throttled
    ListConfigs 2 Connection None None None None Transient
    ListConfigs 3 Connection None None Some(200) None Transient
    ListConfigs 4 Timeout(Attempt) None None None None Transient
    "#);
}

#[tokio::test(start_paused = true)]
async fn its_word_goes() {
    let not_found = || Outcome::error(404, "ResourceNotFoundException");
    let cases = [
        (Classification::Final, Outcome::status(500, ""), vec![0]),
        (Classification::Final, Outcome::Silence, vec![0]),
        (
            Classification::Final,
            Outcome::Failure(io::ErrorKind::ConnectionReset),
            vec![0],
        ),
        (Classification::Transient, not_found(), vec![0, 50, 150]),
        (
            Classification::Throttled,
            not_found(),
            vec![0, 1_000, 3_000],
        ),
        (
            Classification::Transient,
            Outcome::error(400, "SlowDown"),
            vec![0, 50, 150],
        ),
    ];
    for (classification, answer, times) in cases {
        let was_throttled = matches!(&answer, Outcome::Whole(400, ..));
        let replay = Replay::new(vec![answer; 9]);
        let client = client(&replay, move |_| classification).await;
        let error = client.send(ListConfigs::new("f")).await.unwrap_err();
        assert_eq!(replay.times(), times, "{classification:?}: {error}");
        let is_throttled = was_throttled || classification == Classification::Throttled;
        assert_eq!(
            error.is_throttled(),
            is_throttled,
            "{classification:?}: {error}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn it_is_not_asked_about_what_was_never_sent() {
    let failing = provide_credentials_fn(async || Err(CredentialsError::not_loaded("no")));
    let replay = Replay::new([]);
    let client = tests::builder()
        .retry_classifier(|_| Classification::Transient)
        .credentials_provider(failing)
        .transport(replay.clone())
        .build()
        .await
        .unwrap();
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.attempts()),
        (ErrorKind::Credentials, 0)
    );
}

#[tokio::test(start_paused = true)]
async fn a_body_that_passes_once_is_not_sent_again_for_it() {
    let replay = Replay::new(vec![Outcome::status(404, ""); 2]);
    let client = client(&replay, |_| Classification::Transient).await;
    let body = ByteStream::from_body(Body::stream(Chunks::new(["abc"])));
    let error = client.send(Transfer::new(body)).await.unwrap_err();
    assert_eq!(error.attempts(), 1);
    assert_eq!(replay.sent().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn its_retries_are_paid_for() {
    let replay = Replay::new(vec![Outcome::status(404, ""); 99]);
    let client = client(&replay, |_| Classification::Transient).await;
    let stubborn = Overrides::new().max_attempts(99).operation_timeout(None);
    let error = client.with(stubborn).send(ListConfigs::new("f")).await;
    // 500 tokens are 35 retries at 14 each.
    assert_eq!(error.unwrap_err().attempts(), 36);
}
