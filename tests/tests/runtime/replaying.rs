//! The replaying transport with operations written by hand: bodies, streams, events, and codes that errors do not show.

use serde_json::json;
use smithereens::test_util::events;
use smithereens::{Body, ByteStream, Error, ErrorKind};
use smithereens_testing::recording::{Mode, Recording};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;
use tests::replay::{Expect, Outcome, Replay};
use tests::sample::{Download, ListConfigs, ListConfigsError, NotFound, PutThing};
use tests::speech::{Dictate, Listen, Talk, word};

fn panic_of(run: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(run)).unwrap_err();
    *panic.downcast::<String>().unwrap()
}

fn put(name: &str) -> PutThing {
    PutThing {
        name: name.to_owned(),
        ..PutThing::default()
    }
}

#[tokio::test]
async fn a_token_that_the_client_makes_up_may_be_any() {
    let given = PutThing {
        token: Some("t".to_owned()),
        ..put("a")
    };
    let replay = Replay::expecting([
        Expect::call(put("a")).returns(()),
        Expect::call(given.clone()).returns(()),
        Expect::call(given).returns(()),
    ]);
    let client = replay.client().await;
    client.send(put("a")).await.unwrap();
    let other = PutThing {
        token: Some("u".to_owned()),
        ..put("a")
    };
    client.send(other).await.unwrap_err();
    let failure = panic_of(|| replay.verify());
    assert!(
        failure.contains("    -   \"token\": \"t\"\n    +   \"token\": \"u\"\n"),
        "{failure}"
    );
}

#[tokio::test]
async fn bodies_in_json_are_compared_by_value_and_shown_where_they_differ() {
    let expect = |name: &str| {
        let body = json!({"token": "t", "name": name});
        Expect::operation::<PutThing>().json(&body).returns(())
    };
    let text = "{ \"token\": \"t\",\n\"name\": \"a\" }";
    let replay = Replay::expecting([
        expect("a"),
        Expect::operation::<PutThing>().body(text).returns(()),
        expect("b"),
    ]);
    let builder = tests::builder().idempotency_token(|| "t".to_owned());
    let client = builder.transport(replay.clone()).build().await.unwrap();
    for _ in 0..2 {
        client.send(put("a")).await.unwrap();
    }
    client.send(put("a")).await.unwrap_err();
    insta::assert_snapshot!(panic_of(|| replay.verify()), @r#"
    the requests were not those that the replay expects:

    - request 3 was not expected: Lambda PutThing PUT /things
        It differs from expected request 3 of 3 (- expected, + sent):
          Lambda PutThing

          {
        -   "name": "b",
        +   "name": "a",
            "token": "t"
          }

    - expected request 3 of 3 never came: Lambda PutThing
    "#);
}

#[tokio::test]
async fn streams_and_events_are_outputs_like_others() {
    let failure = Error::builder::<Listen>(ErrorKind::Service)
        .code("Full")
        .build();
    let heard = events::<Listen, _>([Ok(word("a")), Err(failure)]);
    let replay = Replay::expecting([
        Expect::call(Download).returns(Body::from("streamed")),
        Expect::call(Listen).returns(heard),
        Expect::call(Dictate(vec![].into())).returns(()),
    ]);
    let client = replay.client().await;
    let body = ByteStream::from(client.send(Download).await.unwrap());
    assert_eq!(body.collect().await.unwrap(), "streamed");
    let mut heard = client.send(Listen).await.unwrap();
    assert_eq!(heard.recv().await.unwrap(), Some(word("a")));
    assert_eq!(heard.recv().await.unwrap_err().code(), Some("Full"));
    // The events of an input may be any.
    let spoken = Dictate(vec![word("b")].into());
    client.send(spoken).await.unwrap();
    replay.verify();
}

/// Nothing that takes real time meets a timeout of the paused clock.
#[tokio::test(start_paused = true)]
async fn a_paused_clock_stands_still_while_another_thread_hashes_a_body() {
    let long = put(&"a".repeat(8 * 1024 * 1024));
    let replay = Replay::expecting([Expect::call(long.clone()).returns(())]);
    let builder = tests::builder().attempt_timeout(Duration::from_millis(1));
    let client = builder.transport(replay.clone()).build().await.unwrap();
    client.send(long).await.unwrap();
    replay.verify();
    assert_eq!(replay.times(), [0]);
}

#[tokio::test(start_paused = true)]
async fn a_code_that_an_error_does_not_show_is_said() {
    let gone = || ListConfigsError::NotFound(NotFound::default());
    let busy = Expect::operation::<ListConfigs>().fails_with_code(400, "BusyException", gone());
    let replay = Replay::expecting([busy, Outcome::ok("{}").into()]);
    let client = replay.client().await;
    client.send(ListConfigs::new("f")).await.unwrap();
    assert_eq!(replay.times(), [0, 1_000]);

    let failure = panic_of(|| {
        let _ = Expect::operation::<Listen>().fails_with(400, tests::speech::unreachable());
    });
    assert_eq!(
        failure,
        "Listen has no error with the code `no ears`: say the code with `fails_with_code`"
    );
}

#[tokio::test]
async fn a_call_that_sends_while_it_receives_is_not_recorded_and_says_so() {
    let session = Recording::at("never.json").mode(Mode::Record).start();
    let client = session.client(tests::builder()).await;
    let error = client.send(Talk(vec![].into())).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "Talk: a call that sends events while others are received cannot be recorded [1 attempt]"
    );
    let forgotten = panic_of(|| drop(session));
    assert!(forgotten.contains("never.json"), "{forgotten}");
}
