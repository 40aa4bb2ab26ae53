//! Bearer tokens: where they come from, where they are sent, how long they are kept, and that nobody sees them.

use aws_credential_types::Token;
use aws_credential_types::provider::error::TokenError;
use aws_credential_types::provider::future;
use aws_credential_types::provider::token::ProvideToken;
use smithereens::config::Environment;
use smithereens::{Client, ErrorKind};
use std::fmt::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, UNIX_EPOCH};
use tests::bearer::{TakesBoth, TakesToken};
use tests::capture::Capture;
use tests::environment::{self, builder};
use tests::replay::{Outcome, Replay};
use tests::server::{Response, Script, Server};

const TOKEN: &str = "secret-token-of-the-program";

async fn client(replay: &Replay, provider: impl ProvideToken + 'static) -> Client {
    let builder = builder(Environment::empty()).token_provider(provider);
    builder.transport(replay.clone()).build().await.unwrap()
}

fn authorizations(replay: &Replay) -> Vec<String> {
    let sent = replay.sent();
    sent.iter()
        .map(|sent| sent.header("authorization").to_owned())
        .collect()
}

#[tokio::test]
async fn a_token_goes_out_as_it_is_and_is_marked_as_a_secret() {
    let replay = Replay::new([Outcome::ok("{}")]);
    let client = client(&replay, Token::new("abc-._~+/123==", None)).await;
    client.send(TakesToken).await.unwrap();
    let sent = replay.sent().pop().unwrap();
    let authorization = &sent.request.headers()["authorization"];
    assert_eq!(authorization, "Bearer abc-._~+/123==");
    assert!(authorization.is_sensitive());
    let others: Vec<_> = sent
        .request
        .headers()
        .keys()
        .map(http::HeaderName::as_str)
        .collect();
    assert!(
        !others.iter().any(|name| name.starts_with("x-amz-")),
        "{others:?}"
    );
}

#[tokio::test]
async fn a_variable_has_the_token_of_its_service_alone() {
    for (variables, expected) in [
        (
            &[("AWS_BEARER_TOKEN_BEDROCK", " of-bedrock\n")][..],
            Some("Bearer of-bedrock"),
        ),
        (
            &[
                ("AWS_BEARER_TOKEN_LAMBDA", "of-lambda"),
                ("AWS_BEARER_TOKEN_BEDROCK", "of-bedrock"),
            ],
            Some("Bearer of-bedrock"),
        ),
        (&[("AWS_BEARER_TOKEN_LAMBDA", "of-lambda")], None),
        (&[("AWS_BEARER_TOKEN_BEDROCK", "")], None),
        (
            &[("AWS_BEARER_TOKEN_BEDROCK_RUNTIME", "of-its-sdk-id")],
            None,
        ),
        (&[("AWS_BEARER_TOKEN", "of-nobody")], None),
        (&[], None),
    ] {
        let replay = Replay::new([Outcome::ok("{}")]);
        let client = builder(environment::variables(variables))
            .transport(replay.clone())
            .build()
            .await
            .unwrap();
        match (client.send(TakesToken).await, expected) {
            (Ok(()), Some(expected)) => assert_eq!(authorizations(&replay), [expected]),
            (Err(error), None) => {
                assert_eq!(error.kind(), ErrorKind::Credentials);
                let text = error.to_string();
                let start =
                    "TakesToken: no bearer token found: AWS_BEARER_TOKEN_BEDROCK is not set; ";
                assert!(text.starts_with(start), "{text}");
            }
            (outcome, _) => panic!("{variables:?}: {outcome:?}"),
        }
    }
}

#[tokio::test]
async fn a_profile_that_the_program_chose_leaves_the_variables_out() {
    let environment = Environment::empty()
        .variable("HOME", "/h")
        .variable("AWS_BEARER_TOKEN_BEDROCK", TOKEN)
        .file("/h/.aws/config", "[profile dev]\nregion = eu-west-1\n");
    let client = Client::builder().environment(environment).profile("dev");
    let client = client.transport(Replay::new([])).build().await.unwrap();
    let text = client.send(TakesToken).await.unwrap_err().to_string();
    assert!(
        text.contains("AWS_BEARER_TOKEN_BEDROCK is not asked for, since a profile was chosen"),
        "{text}"
    );
}

#[tokio::test]
async fn a_token_that_cannot_be_sent_is_an_error_that_does_not_show_it() {
    for token in ["secret\u{e9}", "sec ret-secret", "secret\nsecret"] {
        let environment = Environment::empty().variable("AWS_BEARER_TOKEN_OTHER", token);
        let error = builder(environment).build().await.unwrap_err().to_string();
        assert!(error.starts_with("AWS_BEARER_TOKEN_OTHER has "), "{error}");
        assert!(!error.contains("secret"), "{error}");
    }
    for token in ["", "secret\u{e9}", "sec ret-secret", "secret\nsecret"] {
        let replay = Replay::new([]);
        let client = client(&replay, Token::new(token, None)).await;
        let error = client.send(TakesToken).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials);
        let text = format!("{error} {error:?}");
        assert!(
            text.contains("the token provider gave a token that is empty, or has white space"),
            "{text}"
        );
        assert!(!text.contains("secret"), "{text}");
        assert!(replay.sent().is_empty());
    }
}

/// Gives another token each time, which lives so many seconds after the new year.
#[derive(Clone, Debug, Default)]
struct Counting {
    asked: Arc<AtomicU64>,
    lives: Option<u64>,
}

impl ProvideToken for Counting {
    fn provide_token<'a>(&'a self) -> future::ProvideToken<'a>
    where
        Self: 'a,
    {
        let count = self.asked.fetch_add(1, Ordering::Relaxed) + 1;
        let seconds = self.lives.map(|lives| tests::NEW_YEAR + lives);
        let expiry = seconds.map(|seconds| UNIX_EPOCH + Duration::from_secs(seconds));
        future::ProvideToken::ready(Ok(Token::new(format!("secret-token-{count}"), expiry)))
    }
}

#[tokio::test]
async fn a_token_is_asked_for_once_however_many_calls_need_it() {
    let provider = Counting::default();
    let replay = Replay::new((0..20).map(|_| Outcome::ok("{}")));
    let client = client(&replay, provider.clone()).await;
    let calls: Vec<_> = (0..10)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.send(TakesToken).await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    for _ in 0..10 {
        client.send(TakesToken).await.unwrap();
    }
    assert_eq!(provider.asked.load(Ordering::Relaxed), 1);
    let all = authorizations(&replay);
    assert_eq!(all, vec!["Bearer secret-token-1"; 20]);
}

#[tokio::test(start_paused = true)]
async fn a_token_that_the_service_calls_expired_is_replaced_once() {
    let expired = || Outcome::error(401, "ExpiredTokenException");
    let replay = Replay::new([expired(), Outcome::ok("{}")]);
    let provider = Counting::default();
    let client = client(&replay, provider.clone()).await;
    client.send(TakesToken).await.unwrap();
    assert_eq!(
        authorizations(&replay),
        ["Bearer secret-token-1", "Bearer secret-token-2"]
    );
    replay.go_on_with([expired(), expired()]);
    let error = client.send(TakesToken).await.unwrap_err();
    assert_eq!(error.attempts(), 2);

    // The one of a variable is all there is.
    let replay = Replay::new([expired()]);
    let environment = Environment::empty().variable("AWS_BEARER_TOKEN_BEDROCK", TOKEN);
    let client = builder(environment)
        .transport(replay.clone())
        .build()
        .await
        .unwrap();
    let error = client.send(TakesToken).await.unwrap_err();
    assert_eq!(error.attempts(), 1);
}

#[tokio::test]
async fn a_token_that_had_expired_is_not_sent() {
    let replay = Replay::new([]);
    let provider = Counting {
        lives: Some(0),
        ..Counting::default()
    };
    let client = tests::builder()
        .token_provider(provider)
        .transport(replay.clone());
    let client = client.build().await.unwrap();
    let error = client.send(TakesToken).await.unwrap_err();
    let text = error.to_string();
    let expected =
        "TakesToken: the token provider gave a token that expired at 2026-01-01T00:00:00Z";
    assert_eq!(text, expected);
    assert!(replay.sent().is_empty());
}

#[tokio::test]
async fn a_provider_that_fails_is_the_source_of_the_error() {
    let failing = aws_credential_types::token_fn::provide_token_fn(async || {
        Err(TokenError::provider_error("out of order"))
    });
    let error = client(&Replay::new([]), failing)
        .await
        .send(TakesToken)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert_eq!(error.to_string(), "TakesToken: the token provider failed");
    assert!(std::error::Error::source(&error).is_some());
}

#[tokio::test]
async fn plain_http_has_a_token_on_this_machine_alone() {
    for (url, is_sent) in [
        ("http://localhost:4566", true),
        ("http://127.0.0.1:4566/base", true),
        ("http://[::1]:4566", true),
        ("https://bedrock.example:8443", true),
        ("http://bedrock.example", false),
        ("http://10.0.0.1:8080", false),
        ("http://localhost.example", false),
    ] {
        let provider = Counting::default();
        let replay = Replay::new([Outcome::ok("{}")]);
        let client = builder(Environment::empty())
            .token_provider(provider.clone())
            .endpoint_url(url)
            .transport(replay.clone());
        let outcome = client.build().await.unwrap().send(TakesToken).await;
        assert_eq!(outcome.is_ok(), is_sent, "{url}");
        let Err(error) = outcome else { continue };
        assert_eq!(error.kind(), ErrorKind::Configuration);
        let authority = url.strip_prefix("http://").unwrap();
        assert_eq!(
            error.to_string(),
            format!(
                "TakesToken: a bearer token is not sent over plain HTTP to {authority}: use an endpoint with https://"
            )
        );
        assert_eq!(provider.asked.load(Ordering::Relaxed), 0);
        assert!(replay.sent().is_empty());
    }
}

#[tokio::test]
async fn a_proxy_gets_no_token_over_plain_http() {
    let proxy = Server::answering([Script::json("{}")]).await;
    let environment = Environment::empty().variable("HTTP_PROXY", proxy.url());
    let at = |environment| {
        builder(environment)
            .token_provider(Token::new(TOKEN, None))
            .endpoint_url("http://localhost:9")
            .build()
    };
    let client = at(environment.clone()).await.unwrap();
    let error = client.send(TakesToken).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("to a proxy"), "{error}");
    let client = at(environment.variable("NO_PROXY", "localhost"))
        .await
        .unwrap();
    let error = client.send(TakesToken).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert!(proxy.requests().is_empty());
}

#[tokio::test]
async fn nothing_that_is_shown_has_the_token_in_it() {
    let capture = Capture::default();
    let _guard = capture.listen();
    let quoting = format!(r#"{{"message":"no such token: Bearer {TOKEN}"}}"#);
    let refusal = Response::new(403, quoting).header("x-amzn-errortype", TOKEN);
    let server = Server::answering([Script::from(refusal)]).await;
    let builder = builder(Environment::empty())
        .token_provider(Token::new(TOKEN, None))
        .endpoint_url(server.url());
    let mut shown = format!("{builder:?}");
    let client = builder.build().await.unwrap();
    let error = client.send(TakesBoth).await.unwrap_err();
    assert_eq!(error.status(), Some(403));
    let _ = write!(shown, "{client:?} {error} {error:?} {}", capture.text());
    assert!(shown.contains("[redacted]"), "{shown}");
    assert!(!shown.contains(TOKEN), "{shown}");
}
