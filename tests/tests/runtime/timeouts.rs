//! The timeouts, in virtual time: which one fires, when, and what it says.

use aws_credential_types::provider::{ProvideCredentials, future};
use smithereens::{ErrorKind, TimeoutKind};
use std::error::Error;
use std::time::Duration;
use tests::replay::{Answer, Replay};
use tests::sample::ListConfigs;
use tokio::time::Instant;

const ATTEMPT: ErrorKind = ErrorKind::Timeout(TimeoutKind::Attempt);
const OPERATION: ErrorKind = ErrorKind::Timeout(TimeoutKind::Operation);

#[tokio::test(start_paused = true)]
async fn silence_meets_the_timeouts_of_attempt_and_operation() {
    let replay = Replay::new(vec![Answer::Silence; 3]);
    let client = tests::builder()
        .transport(replay.clone())
        .build()
        .await
        .unwrap();
    let start = Instant::now();
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(start.elapsed(), Duration::from_mins(1));
    assert_eq!(replay.times(), [0, 30_050]);
    assert_eq!(error.kind(), OPERATION);
    assert_eq!(error.attempts(), 2);
    insta::assert_snapshot!(error, @"ListConfigs: the operation timeout of 60s passed before there was an answer [2 attempts]");
    insta::assert_snapshot!(error.source().unwrap(), @"ListConfigs: the attempt timeout of 30s passed before lambda.us-east-1.amazonaws.com had answered [1 attempt]");
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_takes_too_long_is_tried_again() {
    let late = Answer::After(Duration::from_secs(31), Box::new(Answer::ok("{}")));
    let replay = Replay::new([late, Answer::ok("{}")]);
    let client = tests::builder()
        .transport(replay.clone())
        .build()
        .await
        .unwrap();
    client.send(ListConfigs::new("f")).await.unwrap();
    assert_eq!(replay.times(), [0, 30_050]);
}

#[tokio::test(start_paused = true)]
async fn timeouts_can_be_set() {
    let replay = Replay::new(vec![Answer::Silence; 3]);
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
    let late = Answer::After(Duration::from_hours(1), Box::new(Answer::ok("{}")));
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
    let slow = Answer::error(400, "SlowDown");
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
    // It is not that answers take long.
    let hint = "the service is asking to slow down: send fewer requests at a time";
    assert_eq!(error.hint(), Some(hint));
}

/// A provider that never answers.
#[derive(Debug)]
struct Stuck;

impl ProvideCredentials for Stuck {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_waits_for_credentials_says_so() {
    let client = tests::builder()
        .credentials_provider(Stuck)
        .max_attempts(1)
        .transport(Replay::new([]))
        .build()
        .await
        .unwrap();
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    insta::assert_snapshot!(error, @"ListConfigs: the attempt timeout of 30s passed before there were credentials to sign with [1 attempt]");
    assert_eq!(error.hint(), Some("check what the credentials come from"));
}
