//! What the trace has of each attempt, and what it has not.

use std::time::Duration;
use tests::capture::Capture;
use tests::replay::{Outcome, Replay};
use tests::sample::{ListConfigs, PutThing};

/// The lines of attempts, without what is the same in all of them.
fn attempts(capture: &Capture) -> Vec<String> {
    let text = capture.text();
    let start = "DEBUG smithereens message=attempt ended ";
    let lines = text.lines().filter_map(|line| line.strip_prefix(start));
    lines.map(str::to_owned).collect()
}

async fn client(answers: impl IntoIterator<Item = Outcome>) -> smithereens::Client {
    tests::builder()
        .transport(Replay::new(answers))
        .build()
        .await
        .unwrap()
}

#[tokio::test(start_paused = true)]
async fn each_attempt_is_told_with_how_it_ended() {
    let capture = Capture::default();
    let _guard = capture.listen();
    let busy = Outcome::status(503, "").header("x-amzn-requestid", "r-1");
    let late = Outcome::After(Duration::from_millis(1_250), Box::new(Outcome::ok("{}")));
    let answers = [
        busy,
        Outcome::Failure(std::io::ErrorKind::ConnectionReset),
        late,
    ];
    client(answers)
        .await
        .send(ListConfigs::new("f"))
        .await
        .unwrap();
    insta::assert_snapshot!(attempts(&capture).join("\n"), @r#"
    attempt=1 max_attempts=3 method=GET authority=lambda.us-east-1.amazonaws.com path=/2019-09-25/functions/f/event-invoke-config/list status=503 request_id="r-1" duration_ms=0
    attempt=2 max_attempts=3 method=GET authority=lambda.us-east-1.amazonaws.com path=/2019-09-25/functions/f/event-invoke-config/list failure=Connection duration_ms=0
    attempt=3 max_attempts=3 method=GET authority=lambda.us-east-1.amazonaws.com path=/2019-09-25/functions/f/event-invoke-config/list status=200 duration_ms=1250
    "#);
    let retries = capture.text().matches("will try again").count();
    assert_eq!(retries, 2);
}

#[tokio::test(start_paused = true)]
async fn a_response_that_is_cut_short_has_both_a_status_and_a_failure() {
    let capture = Capture::default();
    let _guard = capture.listen();
    let answers = [Outcome::CutShort(200, "{".to_owned()), Outcome::ok("{}")];
    let list = ListConfigs::new("f");
    client(answers).await.send(list).await.unwrap();
    insta::assert_snapshot!(attempts(&capture)[0], @"attempt=1 max_attempts=3 method=GET authority=lambda.us-east-1.amazonaws.com path=/2019-09-25/functions/f/event-invoke-config/list status=200 failure=Connection duration_ms=0");
}

#[tokio::test(start_paused = true)]
async fn attempts_that_a_timeout_ends_are_told_too() {
    let capture = Capture::default();
    let _guard = capture.listen();
    let client = client(vec![Outcome::Silence; 3]).await;
    client.send(ListConfigs::new("f")).await.unwrap_err();
    insta::assert_snapshot!(attempts(&capture).join("\n"), @"
    attempt=1 max_attempts=3 method=GET authority=lambda.us-east-1.amazonaws.com path=/2019-09-25/functions/f/event-invoke-config/list failure=Timeout(Attempt) duration_ms=60000
    attempt=2 max_attempts=3 method=GET authority=lambda.us-east-1.amazonaws.com path=/2019-09-25/functions/f/event-invoke-config/list failure=Timeout(Attempt) duration_ms=60000
    attempt=3 max_attempts=3 method=GET authority=lambda.us-east-1.amazonaws.com path=/2019-09-25/functions/f/event-invoke-config/list failure=Dropped duration_ms=59850
    ");
}

#[tokio::test(start_paused = true)]
async fn a_call_that_its_caller_drops_is_told_once() {
    let capture = Capture::default();
    let _guard = capture.listen();
    let client = client([Outcome::Silence]).await;
    let call = client.send(ListConfigs::new("f"));
    let second = Duration::from_secs(1);
    tokio::time::timeout(second, call).await.unwrap_err();
    let described = attempts(&capture);
    assert_eq!(described.len(), 1);
    assert!(
        described[0].ends_with("failure=Dropped duration_ms=1000"),
        "{described:?}"
    );
}

#[tokio::test]
async fn neither_query_nor_headers_nor_bodies_are_told() {
    let capture = Capture::default();
    let _guard = capture.listen();
    let answer = Outcome::status(404, "s3cr3t").header("set-cookie", "s3cr3t");
    let client = client([answer.clone(), answer]).await;
    let mut list = ListConfigs::new("f");
    list.marker = Some("s3cr3t".to_owned());
    client.send(list).await.unwrap_err();
    let put = PutThing {
        name: "s3cr3t".to_owned(),
        token: Some("s3cr3t".to_owned()),
        note: Some("s3cr3t".to_owned()),
    };
    client.send(put).await.unwrap_err();
    assert_eq!(attempts(&capture).len(), 2);
    let text = capture.text();
    let is_told = |line: &str| line.starts_with("DEBUG smithereens") && line.contains("s3cr3t");
    assert!(!text.lines().any(is_told), "{text}");
}
