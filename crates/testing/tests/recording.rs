//! Recording exchanges with a server, and replaying them.
#![cfg(feature = "recording")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "this is a test")]

use lambda_operations::{
    ListFunctionEventInvokeConfigs as List, ListFunctionEventInvokeConfigsResponse as Page,
};
use smithereens::codegen::endpoint::{EndpointError, explicit};
use smithereens::codegen::{
    DecodeError, InvalidInput, Method, Operation, REST_JSON_1, Request, Service,
};
use smithereens::{Client, Error};
use smithereens_testing::recording::{Mode, Recording, Session};
use smithereens_testing::{
    ACCESS_KEY_ID, Replay, Response, SESSION_TOKEN, Script, Server, builder, credentials,
};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;

type Outcome = Result<Page, Error<lambda_errors::ListFunctionEventInvokeConfigsError>>;

fn panic_of(run: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(run)).unwrap_err();
    *panic.downcast::<String>().unwrap()
}

fn file() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("recordings/list.json");
    (folder, path)
}

fn recording(path: &Path, mode: Mode) -> Session {
    let recording = Recording::at(path)
        .redact_header("x-tenant")
        .redact_text("my-function");
    recording.mode(mode).start()
}

/// A client for this server, with a session token.
async fn recorded(session: &Session, url: &str) -> Client {
    let builder = builder()
        .endpoint_url(url)
        .credentials_provider(credentials(Some(SESSION_TOKEN)))
        .jitter(|| 0.0);
    session.client(builder).await
}

/// A client that could reach nothing.
async fn replayed(session: &Session) -> Client {
    session.client(Client::builder().jitter(|| 0.0)).await
}

async fn list(client: &Client, marker: &str) -> Outcome {
    let overrides = smithereens::Overrides::new().header("x-tenant", "blue");
    let list = List::new("my-function").marker(marker);
    client.with(overrides).send(list).await
}

fn said(outcome: &Outcome) -> String {
    match outcome {
        Ok(page) => page.next_marker.clone().unwrap_or_default(),
        Err(error) => format!(
            "{:?} {:?} after {}",
            error.kind(),
            error.code(),
            error.attempts()
        ),
    }
}

#[tokio::test]
async fn what_was_recorded_is_replayed_with_its_errors_and_without_secrets() {
    let (_folder, path) = file();
    let throttled = Response::new(429, r#"{"message": "slow"}"#)
        .header("x-amzn-errortype", "TooManyRequestsException")
        .header("set-cookie", "session=s3cr3t");
    let quoting = format!(
        r#"{{"NextMarker": "of {SESSION_TOKEN}", "{SESSION_TOKEN}": 1, "https://my-function/?Signature=sv2-": 2}}"#
    );
    let server = Server::answering([
        throttled.into(),
        Script::json(r#"{ "NextMarker": "b" }"#),
        Script::json(&quoting),
        Script::new().close(),
    ])
    .await;

    let session = recording(&path, Mode::Auto);
    assert!(session.is_recording());
    let client = recorded(&session, &server.url()).await;
    let first = said(&list(&client, "a").await);
    let second = said(&list(&client, "b").await);
    let third = said(&list(&client, "c").await);
    assert_eq!(
        (first.as_str(), second.as_str()),
        ("b", "of IQoJb3JpZ2luX2VjE/+==")
    );
    assert!(third.starts_with("Connection None"), "{third}");
    session.finish();
    let text = std::fs::read_to_string(&path).unwrap();
    for secret in [
        ACCESS_KEY_ID,
        SESSION_TOKEN,
        "s3cr3t",
        "sv2-",
        "my-function",
        "blue",
        "AWS4-HMAC",
        "127.0.0.1",
        "x-amz-date",
        "amz-sdk",
    ] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    // What holds no secret is as it came.
    assert!(text.contains(r#""{ \"NextMarker\": \"b\" }""#), "{text}");

    drop(server);
    let session = recording(&path, Mode::Auto);
    assert!(!session.is_recording());
    let client = replayed(&session).await;
    assert_eq!(said(&list(&client, "a").await), first);
    assert_eq!(said(&list(&client, "b").await), "of redacted==");
    assert_eq!(said(&list(&client, "c").await), third);
    session.finish();
}

#[tokio::test]
async fn a_request_that_was_not_recorded_fails_and_shows_no_secret() {
    let (_folder, path) = file();
    let server = Server::answering([Script::json("{}")]).await;
    let session = recording(&path, Mode::Record);
    list(&recorded(&session, &server.url()).await, "a")
        .await
        .unwrap();
    session.finish();

    let session = recording(&path, Mode::Replay);
    list(&replayed(&session).await, "other").await.unwrap_err();
    let failure = panic_of(|| session.finish());
    assert!(
        failure.contains("- ?Marker=a\n    + ?Marker=other"),
        "{failure}"
    );
    assert!(
        !failure.contains("my-function") && !failure.contains("blue"),
        "{failure}"
    );

    // The file alone says which headers are not compared, and not which texts.
    let replay = Replay::from_file(&path);
    list(&replay.client().await, "a").await.unwrap_err();
    let failure = panic_of(|| replay.verify());
    assert!(
        failure.contains("+ GET /2019-09-25/functions/my-function/"),
        "{failure}"
    );
    assert!(!failure.contains("x-tenant: blue"), "{failure}");
}

static THINGS: Service = Service::new("Things", &REST_JSON_1, explicit).with_signing_name("things");

/// Puts something, with a token that the client makes up.
struct Put(Option<String>);

impl Operation for Put {
    const NAME: &'static str = "Put";
    const SERVICE: &'static Service = &THINGS;
    type Output = ();
    type Error = EndpointError;

    fn request(self) -> Result<Request, InvalidInput> {
        let mut request = Request::new(Method::PUT);
        request.path("/");
        let token = self.0.unwrap_or_default();
        request.payload(
            "application/json",
            format!(r#"{{"token": "{token}", "a": 1}}"#),
        );
        Ok(request)
    }

    fn output(_: smithereens::codegen::Response) -> Result<(), DecodeError> {
        Ok(())
    }

    fn error(
        _: &str,
        _: &smithereens::codegen::Response,
    ) -> Result<Option<EndpointError>, DecodeError> {
        Ok(None)
    }

    fn fill_idempotency_token(&mut self, token: impl FnOnce() -> String) {
        self.0.get_or_insert_with(token);
    }
}

#[tokio::test]
async fn a_token_that_the_client_makes_up_is_another_one_in_each_call_and_may_be_any() {
    let (_folder, path) = file();
    let server = Server::answering([Script::json("{}")]).await;
    let session = recording(&path, Mode::Record);
    let client = recorded(&session, &server.url()).await;
    client.send(Put(None)).await.unwrap();
    client.send(Put(None)).await.unwrap();
    client.send(Put(Some("mine".to_owned()))).await.unwrap();
    session.finish();
    let bodies = server.requests().into_iter().map(|it| it.body().to_owned());
    let bodies: Vec<_> = bodies.collect();
    assert_ne!(bodies[0], bodies[1]);
    // A UUID of version 4.
    let token = &bodies[0][r#"{"token": ""#.len()..][..36];
    assert_eq!(
        (&token[14..15], token.matches('-').count()),
        ("4", 4),
        "{token}"
    );

    let session = recording(&path, Mode::Replay);
    let builder = Client::builder().endpoint_url("https://things.example");
    let client = session.client(builder).await;
    client.send(Put(None)).await.unwrap();
    client.send(Put(Some("any".to_owned()))).await.unwrap();
    client
        .send(Put(Some("other".to_owned())))
        .await
        .unwrap_err();
    assert!(panic_of(|| session.finish()).contains("-   \"token\": \"mine\""));
}

#[tokio::test(start_paused = true)]
async fn silence_and_bodies_that_break_off_are_replayed_as_such() {
    let (_folder, path) = file();
    let written = r#"{"format": 1, "exchanges": [
        {"request": {"method": "GET", "uri": "/2019-09-25/functions/f/event-invoke-config/list", "headers": []}},
        {
            "request": {"method": "GET", "uri": "/2019-09-25/functions/f/event-invoke-config/list", "headers": []},
            "response": {"status": 200, "headers": [], "body": {"text": "{"}, "is_cut_short": true}
        },
        {
            "request": {"method": "GET", "uri": "/2019-09-25/functions/f/event-invoke-config/list", "headers": []},
            "response": {"status": 200, "headers": [], "body": {"base64": "e30="}}
        }
    ]}"#;
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, written).unwrap();
    let replay = Replay::from_file(&path);
    let builder = builder().attempt_timeout(Duration::from_secs(5));
    let client = builder.transport(replay.clone()).build().await.unwrap();
    client.send(List::new("f")).await.unwrap();
    replay.verify();
    assert_eq!(replay.times(), [0, 5_050, 5_150]);
}

#[tokio::test]
async fn a_recording_is_written_whole_by_a_test_that_comes_to_its_end() {
    let (folder, path) = file();
    let failure = panic_of(|| drop(recording(&path, Mode::Record)));
    assert!(
        failure.ends_with("is written by `finish`, which the test does not call"),
        "{failure}"
    );
    let panicked = std::thread::spawn({
        let path = path.clone();
        move || {
            let _session = recording(&path, Mode::Record);
            panic!("for another reason");
        }
    });
    let panic = panicked.join().unwrap_err();
    assert_eq!(panic.downcast_ref(), Some(&"for another reason"));
    assert!(!path.exists());

    // A folder is in its place.
    std::fs::create_dir_all(&path).unwrap();
    let failure = panic_of(|| recording(&path, Mode::Record).finish());
    assert!(failure.contains("cannot be written"), "{failure}");
    let left: Vec<_> = std::fs::read_dir(path.parent().unwrap()).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
    drop(folder);
}

#[test]
fn a_file_that_is_no_recording_is_named_with_the_reason() {
    let (_folder, path) = file();
    let missing = panic_of(|| drop(recording(&path, Mode::Replay)));
    assert!(missing.contains("list.json cannot be used"), "{missing}");
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let request = r#""request": {"method": "GET", "uri": "/", "headers": []}"#;
    for (text, reason) in [
        ("{", "EOF"),
        (
            r#"{"format": 2, "exchanges": []}"#,
            "its format is 2, and 1 is known",
        ),
        (
            r#"{"format": 1, "exchanges": [], "more": 1}"#,
            "unknown field `more`",
        ),
        (
            r#"{"format": 1, "exchanges": [{"request": {"method": "", "uri": "/", "headers": []}}]}"#,
            "invalid HTTP method",
        ),
        (
            r#"{"format": 1, "exchanges": [{"request": {"method": "GET", "uri": "/ ", "headers": []}}]}"#,
            "invalid uri",
        ),
        (
            &format!(
                r#"{{"format": 1, "exchanges": [{{{request}, "response": {{"status": 1, "headers": []}}}}]}}"#
            ),
            "invalid status code",
        ),
        (
            &format!(
                r#"{{"format": 1, "exchanges": [{{{request}, "response": {{"status": 200, "headers": [["a", "\n"]]}}}}]}}"#
            ),
            "failed to parse header value",
        ),
    ] {
        std::fs::write(&path, text).unwrap();
        let failure = panic_of(|| drop(Replay::from_file(&path)));
        assert!(failure.contains(reason), "{failure}");
    }
}
