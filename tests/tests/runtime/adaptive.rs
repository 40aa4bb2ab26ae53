//! Adaptive mode, in virtual time: who waits for whom once a service has throttled, and who does not.

use smithereens::config::RetryMode;
use smithereens::retry::Classification;
use smithereens::{Builder, Client, ErrorKind, Overrides, TimeoutKind};
use std::time::Duration;
use tests::replay::{Outcome, Replay};
use tests::sample::{Elsewhere, ListConfigs};

fn adaptive() -> Builder {
    // Without jitter there are no waits but those for the rate.
    tests::builder()
        .jitter(|| 0.0)
        .retry_mode(RetryMode::Adaptive)
}

async fn client(builder: Builder, replay: &Replay) -> Client {
    builder.transport(replay.clone()).build().await.unwrap()
}

fn slow_down() -> Outcome {
    Outcome::error(400, "SlowDown")
}

#[tokio::test(start_paused = true)]
async fn attempts_wait_for_the_rate_once_the_service_has_throttled() {
    let answers = [Outcome::ok("{}"), Outcome::ok("{}"), slow_down()];
    let replay = Replay::new(answers.into_iter().chain(vec![Outcome::ok("{}"); 3]));
    let client = client(adaptive(), &replay).await;
    for _ in 0..5 {
        client.send(ListConfigs::new("f")).await.unwrap();
    }
    // The bucket is empty at first, and fills by half a token a second: the retry waits two seconds. Four attempts
    // in two seconds are two a second, of which 0.8 counts: 1.6 a second, so that the rate is 3.2, its double, and
    // a token comes every 312.5 ms.
    assert_eq!(replay.times(), [0, 0, 0, 2_000, 2_313, 2_625]);
}

#[tokio::test(start_paused = true)]
async fn the_first_attempts_of_other_calls_wait_too_and_in_turn() {
    let replay = Replay::new([slow_down()].into_iter().chain(vec![Outcome::Silence; 9]));
    let client = client(adaptive().operation_timeout(None).max_attempts(1), &replay).await;
    client.send(ListConfigs::new("f")).await.unwrap_err();
    let calls: Vec<_> = (0..3)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.send(ListConfigs::new("f")).await.map(drop) })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap_err();
    }
    assert_eq!(replay.times(), [0, 2_000, 4_000, 6_000]);
}

#[tokio::test(start_paused = true)]
async fn neither_other_services_nor_standard_mode_wait() {
    for (builder, is_adaptive) in [(adaptive(), true), (tests::builder().jitter(|| 0.0), false)] {
        let replay = Replay::new([slow_down()].into_iter().chain(vec![Outcome::ok("{}"); 3]));
        let client = client(builder, &replay).await;
        let once = client.with(Overrides::new().max_attempts(1));
        once.send(ListConfigs::new("f")).await.unwrap_err();
        client.send(Elsewhere).await.unwrap();
        client.send(ListConfigs::new("f")).await.unwrap();
        let last = if is_adaptive { 2_000 } else { 0 };
        assert_eq!(replay.times(), [0, 0, last]);
    }
}

#[tokio::test(start_paused = true)]
async fn what_the_classifier_takes_for_throttling_is_throttling() {
    let replay = Replay::new([Outcome::status(429, ""), Outcome::ok("{}")]);
    let classified = adaptive().retry_classifier(|_| Classification::Throttled);
    let client = client(classified, &replay).await;
    client.send(ListConfigs::new("f")).await.unwrap();
    assert_eq!(replay.times(), [0, 2_000]);
}

#[tokio::test(start_paused = true)]
async fn the_operation_timeout_bounds_the_wait_and_says_so() {
    let replay = Replay::new(vec![slow_down(); 2]);
    let client = client(
        adaptive().operation_timeout(Duration::from_secs(1)),
        &replay,
    )
    .await;
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout(TimeoutKind::Operation));
    insta::assert_snapshot!(error, @"ListConfigs: the operation timeout of 1s passed before there was a response [1 attempt, held back by the rate limit of adaptive mode]");
    assert_eq!(replay.sent().len(), 1);
}
