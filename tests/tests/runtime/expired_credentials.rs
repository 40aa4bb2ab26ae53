//! What becomes of a call whose credentials have expired, though they look valid, in virtual time.

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};
use smithereens::{Client, ErrorKind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tests::replay::{Outcome, Replay};
use tests::sample::ListConfigs;

/// Gives other credentials each time, up to this many.
#[derive(Clone, Debug)]
struct Counting {
    asked: Arc<AtomicU32>,
    most: u32,
}

impl ProvideCredentials for Counting {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let count = self.asked.fetch_add(1, Ordering::Relaxed) + 1;
        future::ProvideCredentials::ready(if count > self.most {
            Err(CredentialsError::provider_error("there are no more"))
        } else {
            let key = format!("AKID{count}");
            Ok(Credentials::new(key, "secret", None, None, "test"))
        })
    }
}

async fn client(replay: &Replay, most: u32) -> (Client, Counting) {
    let provider = Counting {
        asked: Arc::default(),
        most,
    };
    let client = tests::builder()
        .credentials_provider(provider.clone())
        .transport(replay.clone())
        .build()
        .await
        .unwrap();
    (client, provider)
}

/// The access keys that the requests were signed with.
fn keys(replay: &Replay) -> Vec<String> {
    let key = |authorization: &str| {
        let (_, rest) = authorization.split_once("Credential=").unwrap();
        rest.split('/').next().unwrap().to_owned()
    };
    let sent = replay.sent();
    sent.iter()
        .map(|sent| key(sent.header("authorization")))
        .collect()
}

#[tokio::test(start_paused = true)]
async fn new_ones_are_asked_for_once_and_the_call_sent_again_once() {
    for code in ["ExpiredToken", "ExpiredTokenException", "RequestExpired"] {
        let expired = || Outcome::error(403, code);
        let replay = Replay::new([expired(), Outcome::ok("{}"), Outcome::ok("{}")]);
        let (client, provider) = client(&replay, 9).await;
        for _ in 0..2 {
            client.send(ListConfigs::new("f")).await.unwrap();
        }
        assert_eq!(keys(&replay), ["AKID1", "AKID2", "AKID2"], "{code}");

        replay.go_on_with([expired(), expired(), Outcome::ok("{}")]);
        let error = client.send(ListConfigs::new("f")).await.unwrap_err();
        assert_eq!((error.code(), error.attempts()), (Some(code), 2));
        assert_eq!(keys(&replay), ["AKID2", "AKID3"]);
        // The next call does not begin with what was refused.
        client.send(ListConfigs::new("f")).await.unwrap();
        assert_eq!(keys(&replay), ["AKID4"]);
        assert_eq!(provider.asked.load(Ordering::Relaxed), 4);
    }
}

#[tokio::test(start_paused = true)]
async fn other_refusals_leave_them_alone() {
    let replay = Replay::new([
        Outcome::error(403, "AccessDeniedException"),
        Outcome::ok("{}"),
    ]);
    let (client, provider) = client(&replay, 9).await;
    client.send(ListConfigs::new("f")).await.unwrap_err();
    client.send(ListConfigs::new("f")).await.unwrap();
    assert_eq!(provider.asked.load(Ordering::Relaxed), 1);
}

#[tokio::test(start_paused = true)]
async fn where_there_are_no_others_the_refusal_stands() {
    let replay = Replay::new([Outcome::error(403, "ExpiredTokenException")]);
    let (client, _) = client(&replay, 1).await;
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Service, 1));

    // The same ones again are no others.
    let replay = Replay::new([Outcome::error(403, "ExpiredTokenException")]);
    let client = replay.client().await;
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Service, 1));
    assert_eq!(
        error.hint(),
        Some("the session has expired: get new credentials")
    );
}
