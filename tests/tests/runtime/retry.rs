//! Which failures are tried again, after how long, and how often, in virtual time.

use smithereens::{ErrorKind, Overrides};
use std::io;
use std::time::Duration;
use tests::replay::{Outcome, Replay};
use tests::sample::{Download, Elsewhere, ListConfigs, ListConfigsError};

async fn client(replay: &Replay) -> smithereens::Client {
    replay.client().await
}

/// Sends once: the number of attempts, and when each was made.
async fn attempts(answers: impl IntoIterator<Item = Outcome>) -> (u32, Vec<u128>) {
    let replay = Replay::new(answers);
    let outcome = client(&replay).await.send(ListConfigs::new("f")).await;
    let times = replay.times();
    let count = outcome.map_or_else(
        |error| error.attempts(),
        |_| u32::try_from(times.len()).unwrap(),
    );
    (count, times)
}

#[tokio::test(start_paused = true)]
async fn a_transient_error_is_tried_again_until_it_passes() {
    let five_hundred = Outcome::status(500, "");
    assert_eq!(attempts([Outcome::ok("{}")]).await, (1, vec![0]));
    assert_eq!(
        attempts([five_hundred.clone(), Outcome::ok("{}")]).await,
        (2, vec![0, 50])
    );
    assert_eq!(
        attempts([
            five_hundred.clone(),
            five_hundred.clone(),
            five_hundred,
            Outcome::ok("{}")
        ])
        .await,
        (3, vec![0, 50, 150])
    );
}

#[tokio::test(start_paused = true)]
async fn transient_errors_are_known_by_status_code_or_connection() {
    let transient = [
        Outcome::status(500, ""),
        Outcome::status(502, "<html>"),
        Outcome::status(503, "{}"),
        Outcome::status(504, ""),
        Outcome::error(400, "RequestTimeout"),
        Outcome::error(400, "RequestTimeoutException"),
        Outcome::error(409, "NotReadyException"),
        Outcome::Failure(io::ErrorKind::ConnectionReset),
        Outcome::CutShort(200, r#"{"FunctionEventInvo"#.to_owned()),
        Outcome::CutShort(404, r#"{"__ty"#.to_owned()),
    ];
    for answer in transient {
        let shown = format!("{answer:?}");
        assert_eq!(
            attempts([answer, Outcome::ok("{}")]).await,
            (2, vec![0, 50]),
            "{shown}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn nothing_else_is_tried_again() {
    let lasting = [
        Outcome::status(200, "<html>"),
        Outcome::status(301, ""),
        Outcome::status(400, ""),
        Outcome::error(403, "AccessDeniedException"),
        Outcome::error(404, "ResourceNotFoundException"),
        Outcome::status(429, ""),
        Outcome::status(501, ""),
    ];
    for answer in lasting {
        let shown = format!("{answer:?}");
        assert_eq!(
            attempts([answer, Outcome::ok("{}")]).await,
            (1, vec![0]),
            "{shown}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn throttling_waits_longer() {
    for answer in [
        Outcome::error(400, "ThrottlingException"),
        Outcome::error(429, "TooManyRequestsException"),
        Outcome::error(503, "SlowDown"),
        Outcome::error(409, "BusyException"),
        Outcome::status(400, "").header("x-amzn-errortype", "Throttling:http://x/"),
    ] {
        let answers = [answer.clone(), answer.clone(), Outcome::ok("{}")];
        assert_eq!(
            attempts(answers).await,
            (3, vec![0, 1_000, 3_000]),
            "{answer:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_service_can_ask_for_a_longer_wait() {
    for (asked, waited) in [("10", 50), ("3000", 3_000), ("10000", 5_050), ("soon", 50)] {
        let answer = Outcome::status(503, "").header("x-amz-retry-after", asked);
        assert_eq!(
            attempts([answer, Outcome::ok("{}")]).await,
            (2, vec![0, waited])
        );
    }
}

#[tokio::test(start_paused = true)]
async fn the_number_of_attempts_can_be_set() {
    for max in [1, 2, 5] {
        let replay = Replay::new(vec![Outcome::status(500, ""); 9]);
        let client = tests::builder()
            .transport(replay.clone())
            .max_attempts(max)
            .build()
            .await
            .unwrap();
        let error = client.send(ListConfigs::new("f")).await.unwrap_err();
        assert_eq!(error.attempts(), max);
        assert_eq!(replay.sent().len(), max as usize);
    }
}

#[tokio::test(start_paused = true)]
async fn a_used_up_quota_ends_retries_for_all_clones_of_the_client() {
    let replay = Replay::new(vec![Outcome::status(500, ""); 200]);
    let client = client(&replay).await;
    // 500 tokens are 35 retries at 14 each: 17 calls with two, and one with one.
    for _ in 0..17 {
        let error = client.send(ListConfigs::new("f")).await.unwrap_err();
        assert_eq!(error.attempts(), 3);
    }
    let clone = client.clone();
    assert_eq!(
        clone
            .send(ListConfigs::new("f"))
            .await
            .unwrap_err()
            .attempts(),
        2
    );
    let error = clone.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(error.attempts(), 1);
    insta::assert_snapshot!(error, @"ListConfigs: HTTP status 500 without an error code and with an empty body [1 attempt, the client's retry quota is used up]");
}

#[tokio::test(start_paused = true)]
async fn a_service_that_is_down_leaves_the_retries_of_others_alone() {
    let replay = Replay::new(vec![Outcome::status(500, ""); 36 + 3]);
    let client = client(&replay).await;
    let stubborn = Overrides::new().max_attempts(99).operation_timeout(None);
    let error = client.with(stubborn).send(ListConfigs::new("f")).await;
    assert_eq!(error.unwrap_err().attempts(), 36);
    assert_eq!(client.send(Elsewhere).await.unwrap_err().attempts(), 3);
}

#[tokio::test(start_paused = true)]
async fn success_fills_the_quota_again() {
    let failures = vec![Outcome::status(500, ""); 53];
    let successes = vec![Outcome::ok("{}"); 4];
    let last = [Outcome::status(500, ""), Outcome::ok("{}")];
    let replay = Replay::new(failures.into_iter().chain(successes).chain(last));
    let client = client(&replay).await;
    for _ in 0..18 {
        client.send(ListConfigs::new("f")).await.unwrap_err();
    }
    // 10 tokens are left; with the four of these successes they pay for one retry.
    for _ in 0..4 {
        client.send(ListConfigs::new("f")).await.unwrap();
    }
    client.send(ListConfigs::new("f")).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn each_attempt_is_signed_anew() {
    #[derive(Debug)]
    struct Ticking(tokio::time::Instant);
    impl aws_smithy_async::time::TimeSource for Ticking {
        fn now(&self) -> std::time::SystemTime {
            std::time::UNIX_EPOCH + self.0.elapsed()
        }
    }
    let replay = Replay::new([Outcome::error(400, "SlowDown"), Outcome::ok("{}")]);
    let clock = Ticking(tokio::time::Instant::now());
    let client = tests::builder()
        .time_source(aws_smithy_async::time::SharedTimeSource::new(clock))
        .transport(replay.clone())
        .build()
        .await
        .unwrap();
    client.send(ListConfigs::new("f")).await.unwrap();
    let sent = replay.sent();
    assert_eq!(sent[0].header("x-amz-date"), "19700101T000000Z");
    assert_eq!(sent[1].header("x-amz-date"), "19700101T000001Z");
    assert_ne!(
        sent[0].header("authorization"),
        sent[1].header("authorization")
    );
}

#[tokio::test(start_paused = true)]
async fn the_last_error_is_the_one_that_is_told() {
    let replay = Replay::new([
        Outcome::Failure(io::ErrorKind::ConnectionReset),
        Outcome::status(503, ""),
        Outcome::error(429, "TooManyRequestsException").header("Retry-After", "7"),
    ]);
    let error = client(&replay)
        .await
        .send(ListConfigs::new("f"))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(error.attempts(), 3);
    assert!(error.is_throttled());
    let retry_after = Some("7".to_owned());
    assert_eq!(
        error.service(),
        Some(&ListConfigsError::TooMany { retry_after })
    );
}

#[tokio::test(start_paused = true)]
async fn a_streamed_response_is_not_read_and_an_error_in_its_place_is() {
    let replay = Replay::new([
        Outcome::status(500, ""),
        Outcome::CutShort(200, "some".to_owned()),
        Outcome::error(404, "ResourceNotFoundException"),
    ]);
    let client = client(&replay).await;
    let body = client.send(Download).await.unwrap();
    assert!(body.as_bytes().is_none());
    let error = client.send(Download).await.unwrap_err();
    assert_eq!(error.code(), Some("ResourceNotFoundException"));
}

#[tokio::test(start_paused = true)]
async fn the_sleep_of_the_program_is_the_one_that_waits() {
    #[derive(Debug)]
    struct NoSleep;
    impl aws_smithy_async::rt::sleep::AsyncSleep for NoSleep {
        fn sleep(&self, duration: Duration) -> aws_smithy_async::rt::sleep::Sleep {
            let bound = duration >= Duration::from_secs(10);
            aws_smithy_async::rt::sleep::Sleep::new(async move {
                if bound {
                    std::future::pending::<()>().await;
                }
            })
        }
    }
    let replay = Replay::new([Outcome::status(500, ""), Outcome::ok("{}")]);
    let client = tests::builder()
        .sleep(aws_smithy_async::rt::sleep::SharedAsyncSleep::new(NoSleep))
        .transport(replay.clone())
        .build()
        .await
        .unwrap();
    client.send(ListConfigs::new("f")).await.unwrap();
    assert_eq!(replay.times(), [0, 0]);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_dropped_while_it_waits_before_a_retry_costs_nothing() {
    let replay = Replay::new(vec![Outcome::status(500, ""); 100]);
    let client = client(&replay).await;
    for _ in 0..100 {
        let call = client.send(ListConfigs::new("f"));
        let soon = Duration::from_millis(10);
        tokio::time::timeout(soon, call).await.unwrap_err();
    }
    assert_eq!(replay.sent().len(), 100);
    replay.go_on_with([Outcome::status(500, ""), Outcome::ok("{}")]);
    client.send(ListConfigs::new("f")).await.unwrap();
}
