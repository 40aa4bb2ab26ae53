//! An outage of 400 seconds, met by a thousand callers of one client, in virtual time.

use lambda_operations::ListFunctionEventInvokeConfigs;
use smithereens::{Body, Client};
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};
use tower::service_fn;

const CALLERS: usize = 1_000;
const OUTAGE: Duration = Duration::from_secs(400);
/// How long a caller waits between its calls.
const PAUSE: Duration = Duration::from_secs(80);

/// What came of it.
#[derive(Debug)]
struct Seen {
    /// Calls that began in the outage, and requests that reached the service in it.
    calls: usize,
    requests: usize,
    /// Of the calls: those that were tried more than once.
    retried: usize,
    /// Calls, and requests, after the outage.
    calls_after: usize,
    requests_after: usize,
}

/// Has each caller make a call, wait, and make the next one, until one succeeds; the service fails with this
/// status and error code for as long as the outage goes on.
async fn suffer(status: u16, code: &'static str) -> Seen {
    let start = Instant::now();
    let (requests, after) = (Arc::<AtomicUsize>::default(), Arc::<AtomicUsize>::default());
    let (count, count_after) = (Arc::clone(&requests), Arc::clone(&after));
    let service = service_fn(move |_: http::Request<Body>| {
        let is_out = start.elapsed() < OUTAGE;
        let count = if is_out { &count } else { &count_after };
        count.fetch_add(1, Ordering::Relaxed);
        let answer = http::Response::builder();
        let answer = if is_out {
            let head = answer.status(status).header("x-amzn-errortype", code);
            head.body(Body::empty())
        } else {
            answer.body(Body::from("{}"))
        };
        std::future::ready(Ok::<_, Infallible>(answer.unwrap()))
    });
    let client = tests::builder().transport(service).build().await.unwrap();
    let mut callers = JoinSet::new();
    for _ in 0..CALLERS {
        callers.spawn(call_until_it_succeeds(client.clone()));
    }
    let (mut calls, mut retried, mut calls_after) = (0, 0, 0);
    while let Some(caller) = callers.join_next().await {
        let (failed, more) = caller.unwrap();
        (calls, retried, calls_after) = (calls + failed, retried + more, calls_after + 1);
    }
    let took = start.elapsed();
    assert!(
        (OUTAGE..OUTAGE + PAUSE + Duration::from_mins(1)).contains(&took),
        "{took:?}"
    );
    Seen {
        calls,
        requests: requests.load(Ordering::Relaxed),
        retried,
        calls_after,
        requests_after: after.load(Ordering::Relaxed),
    }
}

/// How many calls failed, and how many of them were tried again.
async fn call_until_it_succeeds(client: Client) -> (usize, usize) {
    let (mut failed, mut retried) = (0, 0);
    loop {
        let Err(error) = client.send(ListFunctionEventInvokeConfigs::new("f")).await else {
            return (failed, retried);
        };
        failed += 1;
        retried += usize::from(error.attempts() > 1);
        sleep(PAUSE).await;
    }
}

/// 500 tokens pay for 35 retries at 14, whatever the number of calls: nothing fills the bucket but success.
#[tokio::test(start_paused = true)]
async fn an_outage_gets_no_more_retries_than_the_quota_pays_for() {
    let seen = suffer(503, "").await;
    assert_eq!(seen.calls, 5 * CALLERS, "{seen:?}");
    assert_eq!(seen.requests, seen.calls + 35, "{seen:?}");
    assert!(seen.retried <= 35, "{seen:?}");
    assert_eq!((seen.calls_after, seen.requests_after), (CALLERS, CALLERS));
}

/// At 5 tokens, for the service that asks to slow down, it is 100.
#[tokio::test(start_paused = true)]
async fn a_service_that_throttles_gets_no_more_retries_than_the_quota_pays_for() {
    let seen = suffer(429, "TooManyRequestsException").await;
    assert_eq!(seen.requests, seen.calls + 100, "{seen:?}");
    assert!(seen.retried <= 100, "{seen:?}");
    assert_eq!((seen.calls_after, seen.requests_after), (CALLERS, CALLERS));
}
