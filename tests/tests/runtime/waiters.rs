//! Waiters: what ends them, and how long they wait between requests.

use smithereens::codegen::waiter::{Waiter, WaiterState};
use smithereens::codegen::{
    DecodeError, InvalidInput, Method, Operation, REST_JSON_1, Request, Response, Service,
    endpoint::explicit,
};
use smithereens::{Client, Error, Waited, WaiterError, WaiterErrorKind};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tests::replay::{Expect, Replay};
use tokio::time::Instant;

static THINGS: Service = Service::new("Things", &REST_JSON_1, explicit).with_signing_name("things");

/// Gives the text of its response's body.
#[derive(Clone)]
struct GetThing;

#[derive(Debug)]
struct Modelled;

impl std::fmt::Display for Modelled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("modelled")
    }
}

impl std::error::Error for Modelled {}

impl Operation for GetThing {
    const NAME: &'static str = "GetThing";
    const SERVICE: &'static Service = &THINGS;
    type Output = String;
    type Error = Modelled;

    fn request(self) -> Result<Request, InvalidInput> {
        Ok(Request::new(Method::GET))
    }

    fn output(response: Response) -> Result<String, DecodeError> {
        response.json()
    }

    fn error(_code: &str, _response: &Response) -> Result<Option<Modelled>, DecodeError> {
        Ok(None)
    }
}

/// Waits until the thing is active: pending things and missing ones may become so, failed ones never do.
struct ThingActive;

impl Waiter for ThingActive {
    const NAME: &'static str = "ThingActive";
    const MIN_DELAY: Duration = Duration::from_secs(2);
    const MAX_DELAY: Duration = Duration::from_secs(20);
    type Operation = GetThing;

    fn operation(&self) -> &GetThing {
        &GetThing
    }

    fn accept(&self, outcome: Result<&String, &Error<Modelled>>) -> Option<WaiterState> {
        match outcome {
            Ok(state) if state == "active" => Some(WaiterState::Success),
            Ok(state) if state == "failed" => Some(WaiterState::Failure),
            Err(error) if error.code() == Some("NotFound") => Some(WaiterState::Retry),
            Err(error) if error.code() == Some("Gone") => Some(WaiterState::Success),
            Err(error) if error.code() == Some("Broken") => Some(WaiterState::Failure),
            Ok(_) | Err(_) => None,
        }
    }
}

fn output(state: &str) -> Expect {
    Expect::operation::<GetThing>().returns(state.to_owned())
}

fn error(code: &str) -> Expect {
    Expect::operation::<GetThing>().fails_with_code(400, code, Modelled)
}

/// A client that is expected to make as many requests.
async fn client(answers: impl IntoIterator<Item = Expect>) -> (Client, Replay) {
    let replay = Replay::expecting(answers);
    let client = tests::builder()
        .endpoint_url("https://things.example")
        .max_attempts(1)
        .transport(replay.clone())
        .build()
        .await
        .unwrap();
    (client, replay)
}

type Ended = Result<Waited<GetThing>, WaiterError<GetThing>>;

/// What becomes of a wait of so many seconds that meets with these responses.
async fn waited(seconds: u64, answers: Vec<Expect>) -> Ended {
    let (client, _) = client(answers).await;
    let max_wait = Duration::from_secs(seconds);
    client.wait(ThingActive).max_wait(max_wait).await
}

fn shown(ended: &Ended) -> String {
    match ended {
        Ok(waited) => match waited.outcome() {
            Ok(state) => format!("{state} after {}", waited.requests()),
            Err(error) => format!("{} after {}", error.code().unwrap(), waited.requests()),
        },
        Err(error) => error.to_string(),
    }
}

#[tokio::test(start_paused = true)]
async fn a_waiter_ends_with_the_first_outcome_that_says_so() {
    let pending = || output("pending");
    for (answers, expected) in [
        (vec![output("active")], "active after 1"),
        (
            vec![pending(), pending(), output("active")],
            "active after 3",
        ),
        (vec![error("NotFound"), output("active")], "active after 2"),
        (vec![pending(), error("Gone")], "Gone after 2"),
        (
            vec![pending(), output("failed")],
            "ThingActive: the response to GetThing says that it will not come about (2 requests)",
        ),
        (
            vec![error("Broken")],
            "ThingActive: the error of GetThing says that it will not come about (1 request)",
        ),
        (
            vec![pending(), error("AccessDenied")],
            "ThingActive: GetThing failed (2 requests)",
        ),
    ] {
        assert_eq!(shown(&waited(600, answers).await), expected);
    }
}

#[tokio::test(start_paused = true)]
async fn an_error_holds_the_last_outcome() {
    let failed = waited(600, vec![output("failed")]).await.unwrap_err();
    assert_eq!(failed.kind(), WaiterErrorKind::Failure);
    assert_eq!(failed.outcome().unwrap().unwrap(), "failed");
    assert!(std::error::Error::source(&failed).is_none());

    let denied = waited(600, vec![error("AccessDenied")]).await.unwrap_err();
    assert_eq!(denied.kind(), WaiterErrorKind::Error);
    assert_eq!(denied.requests(), 1);
    let source = std::error::Error::source(&denied).unwrap().to_string();
    assert!(
        source.starts_with("GetThing: AccessDenied (400)"),
        "{source}"
    );
    let error = denied.into_outcome().unwrap().unwrap_err();
    assert_eq!(error.code(), Some("AccessDenied"));
}

#[tokio::test(start_paused = true)]
async fn time_runs_out_after_a_last_request() {
    let pending = (0..7).map(|_| output("pending"));
    let (client, replay) = client(pending).await;
    let start = Instant::now();
    let delays = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&delays);
    let ended = client
        .wait(ThingActive)
        .on_retry(move |progress| {
            assert_eq!(progress.outcome().unwrap(), "pending");
            let (requests, elapsed) = (progress.requests(), progress.elapsed().as_secs());
            told.lock()
                .unwrap()
                .push((requests, elapsed, progress.delay().as_secs()));
        })
        .max_wait(Duration::from_mins(1))
        .await;
    // The fourth wait would be 16 seconds, and the fifth 20: it is cut to leave the least wait of 2.
    assert_eq!(
        *delays.lock().unwrap(),
        [
            (1, 0, 2),
            (2, 2, 4),
            (3, 6, 8),
            (4, 14, 16),
            (5, 30, 20),
            (6, 50, 8)
        ]
    );
    let error = ended.unwrap_err();
    assert_eq!(error.kind(), WaiterErrorKind::Timeout);
    assert_eq!(error.outcome().unwrap().unwrap(), "pending");
    assert_eq!(
        error.to_string(),
        "ThingActive: it has not come about within 60s (7 requests)"
    );
    replay.verify();
    assert_eq!(start.elapsed().as_secs(), 58);
}

#[tokio::test(start_paused = true)]
async fn a_request_that_is_under_way_when_time_runs_out_is_dropped() {
    let transport = tower::service_fn(|_: http::Request<smithereens::Body>| async {
        std::future::pending::<Result<http::Response<smithereens::Body>, std::io::Error>>().await
    });
    let client = tests::builder()
        .endpoint_url("https://things.example")
        .transport(transport)
        .build()
        .await
        .unwrap();
    let start = Instant::now();
    let ended = client
        .wait(ThingActive)
        .max_wait(Duration::from_secs(5))
        .await;
    let error = ended.unwrap_err();
    assert_eq!(error.kind(), WaiterErrorKind::Timeout);
    assert!(error.outcome().is_none());
    assert_eq!(start.elapsed().as_secs(), 5);
}

#[tokio::test(start_paused = true)]
async fn the_bounds_of_waits_are_the_programs_to_set() {
    let pending = (0..4).map(|_| output("pending"));
    let (client, _) = client(pending.chain([output("active")])).await;
    let start = Instant::now();
    let wait = client.wait(ThingActive);
    let wait = wait
        .min_delay(Duration::from_secs(1))
        .max_delay(Duration::from_secs(3));
    wait.max_wait(Duration::from_mins(5)).await.unwrap();
    assert_eq!(start.elapsed().as_secs(), 1 + 2 + 3 + 3);
}
