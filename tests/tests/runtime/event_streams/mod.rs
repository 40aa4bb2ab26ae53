//! Events both ways, over HTTP/2 on loopback: signed one by one, received while others are sent, and ended from either side.

mod server;
mod silence;

use bytes::Bytes;
use server::{Exchange, Order, serve};
use smithereens::config::Environment;
use smithereens::{Client, ErrorKind, EventStream};
use smithereens_testing::tls::{Authority, Certificate, Front};
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;
use tests::replay::{Outcome, Replay};
use tests::server::nowhere;
use tests::speech::{Dictate, Speech, Talk, word};
use tokio::sync::mpsc;

async fn client(url: &str) -> Client {
    let builder = tests::builder().endpoint_url(url);
    builder.build().await.unwrap()
}

/// Says back whatever it hears, until there is nothing more.
async fn echo(mut exchange: Exchange) {
    while let Ok(text) = exchange.hear().await {
        if text.is_empty() || !exchange.say(&format!("{text}!")).await {
            return;
        }
    }
}

#[tokio::test]
async fn events_come_while_others_are_sent_each_with_its_signature() {
    let client = client(&serve(echo).await).await;
    for _ in 0..2 {
        let (sender, events) = EventStream::channel(1);
        let mut answers = client.send(Talk(events)).await.unwrap();
        for text in ["one", "two", "three"] {
            sender.send(word(text)).await.unwrap();
            let answer = answers.recv().await.unwrap();
            assert_eq!(answer, Some(word(format!("{text}!"))));
        }
        drop(sender);
        assert_eq!(answers.recv().await.unwrap(), None);
    }
}

#[tokio::test]
async fn over_tls_it_is_http_2_that_is_asked_for() {
    let url = serve(echo).await;
    let address = url.strip_prefix("http://").unwrap().parse().unwrap();
    let authority = Authority::shared();
    let environment = Environment::empty().file("/ca.pem", authority.pem());
    for (offered, is_spoken) in [("h2", true), ("http/1.1", false)] {
        let front = Front::offering(authority, Certificate::Good, address, &[offered]).await;
        let builder = tests::builder().environment(environment.clone());
        let builder = builder.ca_bundle("/ca.pem").endpoint_url(front.url());
        let client = builder.max_attempts(1).build().await.unwrap();
        let events = vec![word("one")].into();
        match client.send(Talk(events)).await {
            Ok(mut answers) => {
                assert!(is_spoken);
                assert_eq!(answers.recv().await.unwrap(), Some(word("one!")));
            }
            Err(error) => {
                assert!(!is_spoken, "{error}");
                assert_eq!(error.kind(), ErrorKind::Connection);
                let reason = "(it does not speak the version of HTTP that the operation needs)";
                assert!(error.to_string().contains(reason), "{error}");
            }
        }
    }
}

#[tokio::test]
async fn many_events_of_many_calls_arrive_in_their_order() {
    let client = client(&serve(echo).await).await;
    let talks = (0..8).map(|talk| {
        let client = client.clone();
        tokio::spawn(async move {
            let events: Vec<_> = (0..200)
                .map(|number| word(format!("{talk} {number}")))
                .collect();
            let mut answers = client.send(Talk(events.into())).await.unwrap();
            for number in 0..200 {
                let answer = answers.recv().await.unwrap();
                assert_eq!(answer, Some(word(format!("{talk} {number}!"))));
            }
            assert_eq!(answers.recv().await.unwrap(), None);
        })
    });
    for talk in talks.collect::<Vec<_>>() {
        talk.await.unwrap();
    }
}

#[tokio::test]
async fn a_receiver_that_is_dropped_ends_the_request() {
    let (report, mut reports) = mpsc::unbounded_channel();
    let url = serve(move |mut exchange| {
        let report = report.clone();
        async move {
            let heard = exchange.hear().await;
            exchange.say("heard").await;
            exchange.dropped().await;
            report.send((heard, exchange.hear().await)).unwrap();
        }
    })
    .await;
    let (sender, events) = EventStream::channel(1);
    let mut answers = client(&url).await.send(Talk(events)).await.unwrap();
    sender.send(word("one")).await.unwrap();
    assert_eq!(answers.recv().await.unwrap(), Some(word("heard")));
    drop(answers);
    let (heard, then) = reports.recv().await.unwrap();
    assert_eq!(heard, Ok("one".to_owned()));
    let then = then.unwrap_err();
    assert!(then.starts_with("the request broke off"), "{then}");
    // The sender is told, be it by the second event.
    let mut outcome = Ok(());
    for _ in 0..100 {
        outcome = sender.send(word("more")).await;
        if outcome.is_err() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(outcome, Err(word("more")));
}

#[tokio::test]
async fn a_refusal_is_read_to_its_end_while_events_are_sent_on() {
    let url = serve(|exchange| async move {
        tokio::time::sleep(Duration::from_millis(100)).await;
        let body = Bytes::from(r#"{"message": "not you"}"#);
        exchange.answer.send(Ok(body)).await.unwrap();
    })
    .await;
    let (sender, events) = EventStream::channel(1);
    let client = client(&format!("{url}/refusing")).await;
    sender.send(word("one")).await.unwrap();
    let error = client.send(Talk(events)).await.unwrap_err();
    assert_eq!(
        (error.status(), error.message()),
        (Some(403), Some("not you"))
    );
    assert_eq!(sender.send(word("two")).await, Err(word("two")));
}

#[tokio::test]
async fn whoever_waits_to_give_an_event_is_told_once_nobody_receives() {
    // The server takes what fits into its window, and nothing more.
    let url = serve(|exchange| async move {
        exchange.say("one").await;
        std::future::pending::<()>().await;
    })
    .await;
    let (sender, events) = EventStream::channel(1);
    let mut answers = client(&url).await.send(Talk(events)).await.unwrap();
    assert_eq!(answers.recv().await.unwrap(), Some(word("one")));
    let speaker = tokio::spawn(async move {
        let text = "x".repeat(16 * 1024);
        while sender.send(word(text.clone())).await.is_ok() {}
    });
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(!speaker.is_finished());
    drop(answers);
    let told = tokio::time::timeout(Duration::from_secs(5), speaker);
    told.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_source_that_fails_is_the_receivers_error_once_there_is_one() {
    let url = serve(echo).await;
    let (sender, given) = mpsc::channel(1);
    let events = EventStream::try_new(Channel(given));
    let mut answers = client(&url).await.send(Talk(events)).await.unwrap();
    sender.send(Ok(word("one"))).await.unwrap();
    assert_eq!(answers.recv().await.unwrap(), Some(word("one!")));
    let failure = io::Error::other("the microphone is off");
    sender.send(Err(failure)).await.unwrap();
    let error = answers.recv().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RequestBody);
    assert!(
        error.to_string().contains("the microphone is off"),
        "{error}"
    );
}

/// Events of a channel, or a failure.
struct Channel(mpsc::Receiver<Result<Speech, io::Error>>);

impl futures_core::Stream for Channel {
    type Item = Result<Speech, io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(cx)
    }
}

#[tokio::test]
async fn a_source_that_fails_cuts_the_request_off() {
    let (report, mut reports) = mpsc::unbounded_channel();
    let url = serve(move |mut exchange| {
        let report = report.clone();
        async move {
            let mut heard = exchange.hear().await;
            while heard.as_deref() == Ok("one") {
                heard = exchange.hear().await;
            }
            report.send(heard).unwrap();
        }
    })
    .await;
    let client = client(&url).await;
    for (last, reason) in [
        (
            Err(io::Error::other("the microphone is off")),
            "the microphone is off",
        ),
        (Ok(word("")), "`word` is empty"),
    ] {
        let events = Given(vec![last, Ok(word("one"))]);
        let outcome = client.send(Talk(EventStream::try_new(events))).await;
        // It is no end of the stream, which would be signed.
        assert!(reports.recv().await.unwrap().is_err());
        // The head of the response may have come before.
        let error = match outcome {
            Err(error) => {
                assert!(error.to_string().contains(reason), "{error}");
                error
            }
            Ok(mut answers) => answers.recv().await.unwrap_err(),
        };
        assert!(
            matches!(error.kind(), ErrorKind::RequestBody | ErrorKind::Connection),
            "{error:?}"
        );
    }
}

/// Events, the last one first.
struct Given(Vec<Result<Speech, io::Error>>);

impl futures_core::Stream for Given {
    type Item = Result<Speech, io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop())
    }
}

#[tokio::test]
async fn whoever_gives_events_waits_for_a_server_that_does_not_take_them() {
    let (go, goes) = mpsc::channel::<()>(1);
    let goes = Arc::new(tokio::sync::Mutex::new(goes));
    let url = serve(move |exchange| {
        let goes = Arc::clone(&goes);
        async move {
            goes.lock().await.recv().await;
            echo(exchange).await;
        }
    })
    .await;
    let (sender, events) = EventStream::channel(1);
    let mut answers = client(&url).await.send(Talk(events)).await.unwrap();
    let text = "x".repeat(16 * 1024);
    let sent = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&sent);
    let speaker = tokio::spawn(async move {
        for _ in 0..64 {
            sender.send(word(text.clone())).await.unwrap();
            counted.fetch_add(1, Ordering::Relaxed);
        }
    });
    tokio::time::sleep(Duration::from_millis(300)).await;
    let taken = sent.load(Ordering::Relaxed);
    assert!(taken < 40, "{taken} of 64 events were taken");
    go.send(()).await.unwrap();
    for _ in 0..64 {
        assert!(answers.recv().await.unwrap().is_some());
    }
    speaker.await.unwrap();
    assert_eq!(answers.recv().await.unwrap(), None);
}

#[tokio::test]
async fn a_server_that_breaks_off_is_an_error_after_what_came() {
    let url = serve(async |mut exchange| {
        exchange.hear().await.unwrap();
        exchange.say("one").await;
        let half = server::event("word", "two");
        exchange
            .answer
            .send(Ok(half.slice(..half.len() / 2)))
            .await
            .unwrap();
    })
    .await;
    let (sender, events) = EventStream::channel(1);
    let mut answers = client(&url).await.send(Talk(events)).await.unwrap();
    sender.send(word("hello")).await.unwrap();
    assert_eq!(answers.recv().await.unwrap(), Some(word("one")));
    let error = answers.recv().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert!(error.to_string().contains("cut off"), "{error}");
    assert_eq!(answers.recv().await.unwrap(), None);
}

#[tokio::test]
async fn a_stream_that_is_reset_or_whose_connection_is_gone_is_an_error_after_what_came() {
    for is_reset in [true, false] {
        let url = serve(move |mut exchange| async move {
            exchange.hear().await.unwrap();
            exchange.say("one").await;
            // Once the first one has gone out: a reset overtakes what has not.
            exchange.hear().await.unwrap();
            if is_reset {
                let error = io::Error::other("on purpose");
                exchange.answer.send(Err(error)).await.unwrap();
            } else {
                exchange.connection.send(Order::Close).await.unwrap();
            }
        })
        .await;
        let (sender, events) = EventStream::channel(1);
        let mut answers = client(&url).await.send(Talk(events)).await.unwrap();
        sender.send(word("hello")).await.unwrap();
        assert_eq!(answers.recv().await.unwrap(), Some(word("one")));
        sender.send(word("goodbye")).await.unwrap();
        let error = answers.recv().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connection);
        assert_eq!(answers.recv().await.unwrap(), None);
    }
}

#[tokio::test]
async fn a_connection_that_takes_no_further_requests_ends_those_that_it_has() {
    let url = serve(async |mut exchange: Exchange| {
        exchange.hear().await.unwrap();
        exchange.connection.send(Order::GoAway).await.unwrap();
        echo(exchange).await;
    })
    .await;
    let client = client(&url).await;
    let (sender, events) = EventStream::channel(1);
    let mut answers = client.send(Talk(events)).await.unwrap();
    sender.send(word("hello")).await.unwrap();
    for text in ["one", "two"] {
        sender.send(word(text)).await.unwrap();
        let answer = answers.recv().await.unwrap();
        assert_eq!(answer, Some(word(format!("{text}!"))));
    }
    // The next one has a connection of its own.
    let (other, events) = EventStream::channel(1);
    let mut others = client.send(Talk(events)).await.unwrap();
    other.send(word("hello")).await.unwrap();
    other.send(word("three")).await.unwrap();
    assert_eq!(others.recv().await.unwrap(), Some(word("three!")));
    drop((sender, other));
    assert_eq!(answers.recv().await.unwrap(), None);
    assert_eq!(others.recv().await.unwrap(), None);
}

#[tokio::test]
async fn a_connection_that_cannot_be_made_is_tried_again() {
    let (_sender, events) = EventStream::channel(1);
    let client = tests::builder()
        .endpoint_url(nowhere())
        .build()
        .await
        .unwrap();
    let error = client.send(Talk(events)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert_eq!(error.attempts(), 3);
}

#[tokio::test(start_paused = true)]
async fn events_that_were_sent_are_not_sent_again() {
    let replay = Replay::new([Outcome::error(500, "InternalError"), Outcome::ok("")]);
    let events = EventStream::from(vec![word("one")]);
    let error = replay
        .client()
        .await
        .send(Dictate(events))
        .await
        .unwrap_err();
    assert_eq!(error.status(), Some(500));
    assert_eq!(replay.sent().len(), 1);
    assert!(error.to_string().contains("not sent again"), "{error}");
}
