//! What single calls can have otherwise than their client.

use aws_credential_types::credential_fn::provide_credentials_fn;
use smithereens::config::Environment;
use smithereens::{Builder, Client, ErrorKind, Overrides, TimeoutKind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tests::replay::{Outcome, Replay, Sent};
use tests::sample::{ListConfigs, PutThing};

async fn client(builder: Builder, replay: &Replay) -> Client {
    builder.transport(replay.clone()).build().await.unwrap()
}

/// The one request that a client with these overrides sends.
async fn sent(builder: Builder, overrides: Overrides) -> Sent {
    let replay = Replay::new([Outcome::ok("{}")]);
    let client = client(builder, &replay).await.with(overrides);
    client.send(ListConfigs::new("f")).await.unwrap();
    replay.sent().pop().unwrap()
}

fn host(sent: &Sent) -> &str {
    sent.request.uri().host().unwrap()
}

#[tokio::test(start_paused = true)]
async fn timeouts_attempts_and_the_body_limit_are_those_of_the_call() {
    let replay = Replay::new(vec![Outcome::Silence; 9]);
    let client = client(tests::builder(), &replay).await;
    let second = Duration::from_secs(1);
    let quick = client.with(Overrides::new().attempt_timeout(second).max_attempts(2));
    let error = quick.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout(TimeoutKind::Attempt));
    let sent = replay.sent();
    assert_eq!(sent.len(), 2);
    assert_eq!(sent[1].at, Duration::from_millis(1_050));
    assert_eq!(sent[0].header("amz-sdk-request"), "attempt=1; max=2");

    let start = tokio::time::Instant::now();
    let short = client.with(Overrides::new().operation_timeout(second));
    let error = short.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout(TimeoutKind::Operation));
    assert_eq!(start.elapsed(), second);

    // The client itself is as it was.
    let start = tokio::time::Instant::now();
    client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(start.elapsed(), Duration::from_mins(3));
}

#[tokio::test]
async fn the_body_limit_is_that_of_the_call() {
    let replay = Replay::new(vec![Outcome::ok("{  }"); 2]);
    let client = client(tests::builder().response_body_limit(3), &replay).await;
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ResponseTooLarge);
    let roomy = client.with(Overrides::new().response_body_limit(4));
    roomy.send(ListConfigs::new("f")).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn headers_are_signed_and_sent_with_each_attempt_of_each_page() {
    let page = r#"{"NextMarker": "m"}"#;
    let replay = Replay::new([
        Outcome::status(500, ""),
        Outcome::ok(page),
        Outcome::ok("{}"),
    ]);
    let client = client(tests::builder(), &replay).await;
    let tagged = client.with(Overrides::new().header("X-Tenant", "a  b"));
    let mut pages = tagged.pages(ListConfigs::new("f"));
    while pages.try_next().await.unwrap().is_some() {}
    let all_sent = replay.sent();
    assert_eq!(all_sent.len(), 3);
    // Computed with Python's hashlib and hmac.
    let signature = "2e9ea27c1293affcc6d424ddb45111f990cdc3d8305546927202f41b32535c9a";
    let authorization = all_sent[0].header("authorization");
    assert!(authorization.ends_with(signature), "{authorization}");
    for sent in all_sent {
        assert_eq!(sent.header("x-tenant"), "a  b");
        let authorization = sent.header("authorization");
        assert!(authorization.contains(";x-tenant, "), "{authorization}");
    }
}

#[tokio::test]
async fn a_header_takes_the_place_of_the_operations_own() {
    let replay = Replay::new([Outcome::ok("{}")]);
    let client = client(tests::builder(), &replay).await;
    let thing = PutThing {
        note: Some("mine".to_owned()),
        ..PutThing::default()
    };
    let other = client.with(Overrides::new().header("x-note", "theirs"));
    other.send(thing).await.unwrap();
    let sent = replay.sent().pop().unwrap();
    let notes: Vec<_> = sent.request.headers().get_all("x-note").iter().collect();
    assert_eq!(notes, ["theirs"]);
}

#[tokio::test]
async fn a_region_is_that_of_endpoint_and_signature() {
    let far = || Overrides::new().region("eu-west-1");
    let there = sent(tests::builder(), far()).await;
    assert_eq!(host(&there), "lambda.eu-west-1.amazonaws.com");
    assert!(there.header("authorization").contains("/eu-west-1/lambda/"));

    // A client without a region serves as well.
    let nowhere = Client::builder()
        .environment(Environment::empty())
        .credentials_provider(tests::credentials(None));
    let there = sent(nowhere, far()).await;
    assert_eq!(host(&there), "lambda.eu-west-1.amazonaws.com");

    let url = Environment::empty().variable("AWS_ENDPOINT_URL_LAMBDA", "http://configured");
    let there = sent(tests::builder().environment(url), far()).await;
    assert_eq!(host(&there), "configured");
    assert!(there.header("authorization").contains("/eu-west-1/lambda/"));
}

#[tokio::test]
async fn an_endpoint_goes_before_all_that_is_configured() {
    let environment = Environment::empty().variable("AWS_ENDPOINT_URL_LAMBDA", "http://configured");
    let builder = tests::builder()
        .environment(environment)
        .endpoint_url("http://program");
    let there = sent(builder, Overrides::new().endpoint_url("http://call:81/x")).await;
    let uri = there.request.uri().to_string();
    assert!(uri.starts_with("http://call:81/x/2019-09-25/"), "{uri}");
}

#[tokio::test]
async fn later_overrides_go_before_earlier_ones() {
    let replay = Replay::new([Outcome::ok("{}")]);
    let client = client(tests::builder(), &replay).await;
    let earlier = Overrides::new()
        .region("eu-west-1")
        .max_attempts(5)
        .header("x-a", "1")
        .header("x-b", "1");
    let later = Overrides::new()
        .region("eu-west-2")
        .header("X-B", "2")
        .header("x-c", "2");
    let client = client.with(earlier).with(later);
    client.send(ListConfigs::new("f")).await.unwrap();
    let sent = replay.sent().pop().unwrap();
    assert_eq!(host(&sent), "lambda.eu-west-2.amazonaws.com");
    assert_eq!(sent.header("amz-sdk-request"), "attempt=1; max=5");
    let headers = ["x-a", "x-b", "x-c"].map(|name| sent.header(name));
    assert_eq!(headers, ["1", "2", "2"]);
    assert_eq!(sent.request.headers().get_all("x-b").iter().count(), 1);
}

#[tokio::test]
async fn what_cannot_be_used_is_an_error_of_the_call() {
    let replay = Replay::new([]);
    let client = client(tests::builder(), &replay).await;
    let owned = [
        "Host",
        "authorization",
        "content-length",
        "transfer-encoding",
        "connection",
        "user-agent",
        "x-amz-date",
        "x-amz-security-token",
        "x-amz-content-sha256",
        "amz-sdk-request",
        "te",
    ];
    let values = [
        "s3cr3t\r\nx: y",
        "s3cr3t\n",
        "s3cr3t\0",
        "s3cr3t\u{7f}",
        "s3cr3té",
    ];
    let mut texts = Vec::new();
    for overrides in owned
        .map(|name| Overrides::new().header(name, "s3cr3t"))
        .into_iter()
        .chain(values.map(|value| Overrides::new().header("x-note", value)))
        .chain([
            Overrides::new().header("x y", "s3cr3t"),
            Overrides::new().header("", "s3cr3t"),
            Overrides::new().header("x-a\r\nx-b", "s3cr3t"),
            Overrides::new().max_attempts(0).max_attempts(1),
            Overrides::new().region("eu/s3cr3t"),
            Overrides::new().region(""),
            Overrides::new().endpoint_url("example.com"),
            Overrides::new().endpoint_url("https://me:s3cr3t@example.com"),
        ])
    {
        // An invalid value is not mended by what comes later.
        let derived = client
            .with(overrides)
            .with(Overrides::new().max_attempts(2));
        let error = derived.send(ListConfigs::new("f")).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.attempts()),
            (ErrorKind::Configuration, 0)
        );
        let shown = format!("{error:?} {derived:?}");
        assert!(!shown.contains("s3cr3t"), "{shown}");
        texts.push(error.to_string());
    }
    assert_eq!(replay.sent().len(), 0);
    texts.dedup();
    insta::assert_snapshot!(texts.join("\n"), @"
    ListConfigs: the override `header` has `host`, which is the client's own to set
    ListConfigs: the override `header` has `authorization`, which is the client's own to set
    ListConfigs: the override `header` has `content-length`, which is the client's own to set
    ListConfigs: the override `header` has `transfer-encoding`, which is the client's own to set
    ListConfigs: the override `header` has `connection`, which is the client's own to set
    ListConfigs: the override `header` has `user-agent`, which is the client's own to set
    ListConfigs: the override `header` has `x-amz-date`, which is the client's own to set
    ListConfigs: the override `header` has `x-amz-security-token`, which is the client's own to set
    ListConfigs: the override `header` has `x-amz-content-sha256`, which is the client's own to set
    ListConfigs: the override `header` has `amz-sdk-request`, which is the client's own to set
    ListConfigs: the override `header` has `te`, which is the client's own to set
    ListConfigs: the override `header` has a value for `x-note` that is not of visible ASCII characters, spaces and tabs
    ListConfigs: the override `header` has `x y`, which is no header's name
    ListConfigs: the override `header` has ``, which is no header's name
    ListConfigs: the override `header` has `x-a x-b`, which is no header's name
    ListConfigs: the override `max_attempts` is 0, and a call has to have one attempt
    ListConfigs: the override `region` is no region: a region is of letters, digits and dashes, such as eu-west-1
    ListConfigs: the endpoint `example.com` of the override `endpoint_url` cannot be used: it has to start with http:// or https://
    ListConfigs: the endpoint `…@example.com` of the override `endpoint_url` cannot be used: it holds a user name or password, which requests do not carry
    ");
}

#[tokio::test(start_paused = true)]
async fn a_derived_client_shares_credentials_and_quota() {
    let asked = Arc::new(AtomicU32::new(0));
    let replay = Replay::new(vec![Outcome::status(500, ""); 99]);
    let count = Arc::clone(&asked);
    let counting = provide_credentials_fn(move || {
        count.fetch_add(1, Ordering::Relaxed);
        std::future::ready(Ok(tests::credentials(None)))
    });
    let builder = tests::builder().credentials_provider(counting);
    let client = client(builder, &replay).await;
    // 500 tokens are 35 retries at 14 each.
    let stubborn = Overrides::new().max_attempts(99).operation_timeout(None);
    let error = client.with(stubborn).send(ListConfigs::new("f")).await;
    assert_eq!(error.unwrap_err().attempts(), 36);
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(error.attempts(), 1);
    assert_eq!(asked.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn debug_output_names_headers_and_shows_no_value() {
    let overrides = Overrides::new()
        .header("x-tenant", "s3cr3t")
        .endpoint_url("http://s3cr3t")
        .region("eu-west-1");
    insta::assert_snapshot!(format!("{overrides:?}"), @r#"Overrides { timeouts: TimeoutSettings { connect: Unset, read: Unset, attempt: Unset, operation: Unset, stall: Unset, min_throughput: None }, response_body_limit: None, max_attempts: None, headers: ["x-tenant"], endpoint_url: true, region: Some("eu-west-1"), account_id_endpoint_mode: None, invalid_value: None }"#);
}
