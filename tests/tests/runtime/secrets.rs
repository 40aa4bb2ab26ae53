//! No credential shows in any error, `Debug` output or trace.

use aws_credential_types::credential_fn::provide_credentials_fn;
use aws_credential_types::provider::error::CredentialsError;
use smithereens::config::Environment;
use std::error::Error;
use std::fmt::Write;
use tests::capture::Capture;
use tests::replay::{Outcome, Replay};
use tests::sample::ListConfigs;
use tests::server::{Script, Server};

fn assert_clean(text: &str) {
    for secret in [tests::SECRET_ACCESS_KEY, tests::SESSION_TOKEN, "Signature="] {
        if let Some(at) = text.find(secret) {
            panic!("`{secret}` shows in: {}", &text[at.saturating_sub(300)..at]);
        }
    }
}

fn all_of(error: &dyn Error) -> String {
    let mut text = format!("{error} {error:?}");
    let mut source = error.source();
    while let Some(error) = source {
        write!(text, " {error} {error:?}").unwrap();
        source = error.source();
    }
    text
}

#[tokio::test(start_paused = true)]
async fn traces_and_errors_hold_no_secret() {
    let capture = Capture::default();
    let _guard = capture.listen();
    let replay = Replay::new([
        Outcome::status(500, ""),
        Outcome::error(403, "AccessDenied"),
    ]);
    let builder = tests::builder()
        .credentials_provider(tests::credentials(Some(tests::SESSION_TOKEN)))
        .transport(replay);
    assert_clean(&format!("{builder:?}"));
    let client = builder.build().await.unwrap();
    assert_clean(&format!(
        "{client:?} {:?}",
        client.pages(ListConfigs::new("f"))
    ));
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_clean(&all_of(&error));
    let trace = capture.text();
    assert!(trace.contains("will try again"), "{trace}");
    assert!(trace.contains("operation=\"ListConfigs\""), "{trace}");
    assert_clean(&trace);
}

#[tokio::test]
async fn the_http_client_traces_no_secret_either() {
    let server = Server::answering([Script::json("{}")]).await;
    let capture = Capture::default();
    let _guard = capture.listen();
    let client = tests::builder()
        .credentials_provider(tests::credentials(Some(tests::SESSION_TOKEN)))
        .endpoint_url(server.url())
        .build()
        .await
        .unwrap();
    client.send(ListConfigs::new("f")).await.unwrap();
    assert!(server.texts()[0].contains(tests::SESSION_TOKEN));
    assert!(capture.text().contains("TRACE"), "nothing was traced");
    assert_clean(&capture.text());
}

#[tokio::test]
async fn the_happy_path_is_quiet() {
    let capture = Capture::default();
    let _guard = capture.listen();
    let replay = Replay::new([Outcome::ok("{}")]);
    let client = tests::builder().transport(replay).build().await.unwrap();
    client.send(ListConfigs::new("f")).await.unwrap();
    for level in ["INFO", "WARN", "ERROR"] {
        assert!(!capture.text().contains(level), "{}", capture.text());
    }
}

#[test]
fn the_headers_that_carry_secrets_are_marked_and_an_environment_tells_names_alone() {
    let environment = Environment::empty()
        .variable("AWS_SECRET_ACCESS_KEY", tests::SECRET_ACCESS_KEY)
        .file(
            "/credentials",
            format!("[default]\nx = {}\n", tests::SESSION_TOKEN),
        );
    let text = format!("{environment:?}");
    assert!(text.contains("AWS_SECRET_ACCESS_KEY") && text.contains("/credentials"));
    assert_clean(&text);
}

#[tokio::test]
async fn a_signed_request_shows_no_secret_to_a_transport_that_logs_it() {
    let replay = Replay::new([Outcome::ok("{}")]);
    let client = tests::builder()
        .credentials_provider(tests::credentials(Some(tests::SESSION_TOKEN)))
        .transport(replay.clone())
        .build()
        .await
        .unwrap();
    client.send(ListConfigs::new("f")).await.unwrap();
    let sent = replay.sent();
    assert_eq!(sent[0].header("x-amz-security-token"), tests::SESSION_TOKEN);
    assert_clean(&format!("{:?}", sent[0].request.headers()));
}

#[tokio::test]
async fn a_failing_provider_is_told_with_its_reason() {
    let failing = provide_credentials_fn(async || {
        Err(CredentialsError::provider_error("the vault is sealed"))
    });
    let replay = Replay::new([]);
    let client = tests::builder()
        .credentials_provider(failing)
        .transport(replay.clone())
        .build()
        .await
        .unwrap();
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(error.kind(), smithereens::ErrorKind::Credentials);
    assert_eq!((error.attempts(), replay.sent().len()), (0, 0));
    insta::assert_snapshot!(error, @"ListConfigs: the credentials provider failed");
    assert!(all_of(&error).contains("the vault is sealed"));
}
