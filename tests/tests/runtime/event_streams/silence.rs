//! Silence of either side is bounded, and nothing else is: in time that passes at once.

use super::server::event;
use bytes::Bytes;
use http::{Request, Response};
use http_body::Frame;
use http_body_util::BodyExt;
use smithereens::{Body, Builder, Client, ErrorKind, EventStream, TimeoutKind};
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tests::speech::{Dictate, Listen, Talk, word};
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep};

const STALL: ErrorKind = ErrorKind::Timeout(TimeoutKind::Stall);
const MINUTE: Duration = Duration::from_mins(1);

/// A body that gives what it is sent.
struct Live(mpsc::Receiver<Bytes>);

impl http_body::Body for Live {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0
            .poll_recv(cx)
            .map(|bytes| bytes.map(|bytes| Ok(Frame::data(bytes))))
    }
}

/// A client of a service that does this with a request.
async fn client<F>(
    change: impl FnOnce(Builder) -> Builder,
    run: impl Fn(Request<Body>) -> F + Clone + Send + Sync + 'static,
) -> Client
where
    F: Future<Output = Result<Response<Live>, Infallible>> + Send + 'static,
{
    let transport = tower::service_fn(run);
    let builder = tests::builder()
        .endpoint_url("http://localhost")
        .transport(transport);
    change(builder).build().await.unwrap()
}

/// Reads the request to its end, and has a success for it.
async fn read(request: Request<Body>) -> Result<Response<Live>, Infallible> {
    request.into_body().collect().await.unwrap();
    let (_, answers) = mpsc::channel(1);
    Ok(Response::new(Live(answers)))
}

#[tokio::test(start_paused = true)]
async fn whoever_gives_events_may_take_their_time() {
    let client = client(|builder| builder, read).await;
    let (sender, events) = EventStream::channel(1);
    let speaker = tokio::spawn(async move {
        for _ in 0..3 {
            sleep(20 * MINUTE).await;
            sender.send(word("…")).await.unwrap();
        }
    });
    client.send(Dictate(events)).await.unwrap();
    speaker.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_read_timeout_leaves_out_the_time_in_which_events_are_given() {
    let client = client(|builder| builder.read_timeout(MINUTE), read).await;
    let (sender, events) = EventStream::channel(1);
    let speaker = tokio::spawn(async move {
        sleep(20 * MINUTE).await;
        sender.send(word("…")).await.unwrap();
    });
    client.send(Dictate(events)).await.unwrap();
    speaker.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_service_that_takes_no_events_is_given_up() {
    for (stall, expected) in [
        (None, MINUTE),
        (Some(Duration::from_secs(5)), Duration::from_secs(5)),
    ] {
        let set = |builder: Builder| match stall {
            Some(stall) => builder.stall_timeout(stall),
            None => builder,
        };
        let client = client(set, async |mut request: Request<Body>| {
            request.body_mut().frame().await.unwrap().unwrap();
            std::future::pending().await
        });
        let client = client.await;
        let start = Instant::now();
        let events = EventStream::from(vec![word("one"), word("two")]);
        let error = client.send(Dictate(events)).await.unwrap_err();
        assert_eq!(error.kind(), STALL);
        assert!(
            start.elapsed() >= expected && start.elapsed() < 2 * expected,
            "{:?}",
            start.elapsed()
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_service_that_falls_silent_is_given_up_once_it_is_waited_for() {
    for (stall, expected) in [
        (None, MINUTE),
        (Some(Duration::from_secs(5)), Duration::from_secs(5)),
    ] {
        let (answer, answers) = mpsc::channel(4);
        let answers = std::sync::Arc::new(std::sync::Mutex::new(Some(answers)));
        let set = |builder: Builder| match stall {
            Some(stall) => builder.stall_timeout(stall),
            None => builder,
        };
        let client = client(set, move |_| {
            let answers = answers.lock().unwrap().take().unwrap();
            async move { Ok(Response::new(Live(answers))) }
        });
        let mut received = client.await.send(Listen).await.unwrap();
        answer.send(event("word", "one")).await.unwrap();
        answer.send(event("word", "two")).await.unwrap();
        assert_eq!(received.recv().await.unwrap(), Some(word("one")));
        // Whoever receives may take their time as well.
        sleep(20 * MINUTE).await;
        assert_eq!(received.recv().await.unwrap(), Some(word("two")));
        let start = Instant::now();
        let error = received.recv().await.unwrap_err();
        assert_eq!(error.kind(), STALL);
        assert_eq!(error.operation(), "Listen");
        assert!(start.elapsed() >= expected && start.elapsed() < expected + Duration::from_secs(1));
        assert_eq!(received.recv().await.unwrap(), None);
    }
}

#[tokio::test(start_paused = true)]
async fn a_service_that_does_not_begin_to_respond_is_given_up_whatever_is_sent() {
    let client = client(
        |builder| builder.max_attempts(1),
        async |request: Request<Body>| {
            request.into_body().collect().await.unwrap();
            std::future::pending().await
        },
    );
    let client = client.await;
    let (sender, events) = EventStream::channel(1);
    let speaker = tokio::spawn(async move {
        while sender.send(word("hello?")).await.is_ok() {
            sleep(Duration::from_secs(1)).await;
        }
    });
    let start = Instant::now();
    let error = client.send(Talk(events)).await.unwrap_err();
    assert_eq!(error.kind(), STALL);
    assert_eq!(start.elapsed().as_secs(), 60);
    let expected = "localhost did not begin to respond within 60s, while events could be sent";
    assert!(error.to_string().contains(expected), "{error}");
    assert!(error.hint().unwrap().contains("while the call is awaited"));
    speaker.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_conversation_may_last_for_hours() {
    let client = client(
        |builder| builder,
        async |request: Request<Body>| {
            let (answer, answers) = mpsc::channel(1);
            tokio::spawn(async move {
                let mut body = request.into_body();
                while body.frame().await.is_some() {
                    answer.send(event("word", "yes")).await.unwrap();
                }
            });
            Ok(Response::new(Live(answers)))
        },
    );
    let (sender, events) = EventStream::channel(1);
    let mut answers = client.await.send(Talk(events)).await.unwrap();
    for _ in 0..500 {
        sleep(MINUTE).await;
        sender.send(word("well")).await.unwrap();
        assert_eq!(answers.recv().await.unwrap(), Some(word("yes")));
    }
}
