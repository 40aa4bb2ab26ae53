//! A transport that knows which requests to expect: what it takes, what it gives, and how it says that something is wrong.
#![cfg(feature = "replay")]
#![allow(clippy::unwrap_used, reason = "this is a test")]

use aws_credential_types::provider::future;
use lambda_errors::{ListFunctionEventInvokeConfigsError as ListError, TooManyRequestsException};
use lambda_operations::{
    ListFunctionEventInvokeConfigs as List, ListFunctionEventInvokeConfigsResponse as Page,
};
use smithereens::{Client, Credentials, ErrorKind, ProvideCredentials, Waiter, WaiterState};
use smithereens_testing::replay::{Outcome, Replay};
use smithereens_testing::{Expect, NEW_YEAR, TokioClock, builder};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, UNIX_EPOCH};

fn page(marker: Option<&str>) -> Page {
    let mut page = Page::new();
    page.next_marker = marker.map(str::to_owned);
    page
}

fn slow_down() -> ListError {
    let mut error = TooManyRequestsException::new();
    error.message = Some("slow down".to_owned());
    ListError::TooManyRequestsException(error)
}

/// What it says where it fails.
fn panic_of(run: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(run)).unwrap_err();
    *panic.downcast::<String>().unwrap()
}

#[tokio::test]
async fn pages_come_as_they_were_made() {
    let replay = Replay::expecting([
        Expect::call(List::new("f")).returns(page(Some("a"))),
        Expect::call(List::new("f").marker("a")).returns(page(None)),
    ]);
    let mut pages = replay.client().await.pages(List::new("f"));
    assert_eq!(pages.try_next().await.unwrap(), Some(page(Some("a"))));
    assert_eq!(pages.try_next().await.unwrap(), Some(page(None)));
    assert_eq!(pages.try_next().await.unwrap(), None);
    replay.verify();
    assert_eq!(
        replay.sent()[0].operation(),
        "ListFunctionEventInvokeConfigs"
    );
}

#[tokio::test(start_paused = true)]
async fn errors_of_the_model_are_tried_again_as_those_of_the_service_are() {
    let expect = || Expect::call(List::new("f"));
    let replay = Replay::expecting([
        expect().fails_with(429, slow_down()),
        expect()
            .fails_with(429, slow_down())
            .response_header("x-amz-retry-after", "3000"),
        expect().fails_with(429, slow_down()),
    ]);
    let error = replay
        .client()
        .await
        .send(List::new("f"))
        .await
        .unwrap_err();
    assert_eq!(error.code(), Some("TooManyRequestsException"));
    assert_eq!(error.message(), Some("slow down"));
    assert_eq!((error.status(), error.attempts()), (Some(429), 3));
    assert!(error.is_throttled());
    assert_eq!(error.into_service(), Some(slow_down()));
    replay.verify();
    // A second before the first retry of what was throttled, as the jitter is 1; then what the service asks for.
    assert_eq!(replay.times(), [0, 1_000, 4_000]);
}

#[tokio::test(start_paused = true)]
async fn headers_of_responses_are_named_in_any_case() {
    let replay = Replay::expecting([
        Expect::call(List::new("f"))
            .fails_with(429, slow_down())
            .response_header("X-Amz-Retry-After", "3000"),
        Expect::operation::<List>()
            .responds(Outcome::error(429, "TooManyRequestsException"))
            .response_header("X-Amz-Retry-After", "2000"),
        Expect::call(List::new("f"))
            .returns(page(Some("a")))
            .response_header("X-Amzn-RequestId", "r"),
    ]);
    let client = replay.client().await;
    let (_, metadata) = client.send_with_metadata(List::new("f")).await.unwrap();
    assert_eq!(metadata.request_id().as_deref(), Some("r"));
    replay.verify();
    assert_eq!(replay.times(), [0, 3_000, 5_000]);
}

#[tokio::test(start_paused = true)]
async fn what_comes_late_meets_the_timeouts() {
    let late = |seconds| {
        let expect = Expect::operation::<List>().returns(page(None));
        expect.after(Duration::from_secs(seconds))
    };
    let replay = Replay::expecting([late(7), late(3)]);
    let builder = builder().attempt_timeout(Duration::from_secs(5));
    let client = builder.transport(replay.clone()).build().await.unwrap();
    client.send(List::new("f")).await.unwrap();
    assert_eq!(replay.times(), [0, 5_050]);
    replay.verify();
}

/// Waits until there is nothing more to list.
struct AllListed(List);

impl Waiter for AllListed {
    const NAME: &'static str = "AllListed";
    const MIN_DELAY: Duration = Duration::from_secs(2);
    const MAX_DELAY: Duration = Duration::from_secs(2);
    type Operation = List;

    fn operation(&self) -> &List {
        &self.0
    }

    fn accept(
        &self,
        outcome: Result<&Page, &smithereens::Error<ListError>>,
    ) -> Option<WaiterState> {
        match outcome {
            Ok(page) if page.next_marker.is_none() => Some(WaiterState::Success),
            Ok(_) => Some(WaiterState::Retry),
            Err(error) => error
                .code()?
                .starts_with("Too")
                .then_some(WaiterState::Retry),
        }
    }
}

#[tokio::test(start_paused = true)]
async fn waiters_see_outputs_and_errors_alike() {
    let expect = || Expect::operation::<List>();
    let replay = Replay::expecting([
        expect().returns(page(Some("a"))),
        expect().fails_with(400, slow_down()),
        expect().returns(page(None)),
    ]);
    let builder = builder().transport(replay.clone()).max_attempts(1);
    let client = builder.build().await.unwrap();
    let waiting = client.wait(AllListed(List::new("f")));
    let waited = waiting.max_wait(Duration::from_mins(1)).await.unwrap();
    assert_eq!(waited.requests(), 3);
    assert_eq!(replay.times(), [0, 2_000, 4_000]);
}

/// Gives credentials that are good for an hour, and counts how often it does.
#[derive(Debug)]
struct Hourly(TokioClock, Arc<AtomicUsize>);

impl ProvideCredentials for Hourly {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        self.1.fetch_add(1, Ordering::SeqCst);
        let end = UNIX_EPOCH + Duration::from_secs(self.0.seconds() + 3_600);
        let credentials = Credentials::new("AKIDEXAMPLE", "secret", None, Some(end), "test");
        future::ProvideCredentials::ready(Ok(credentials))
    }
}

#[tokio::test(start_paused = true)]
async fn the_clock_of_a_client_can_go_with_that_of_tokio() {
    let expect = || Expect::operation::<List>().returns(page(Some("a")));
    let last = Expect::operation::<List>().returns(page(None));
    let replay = Replay::expecting([expect(), expect(), last]);
    let (clock, asked) = (TokioClock::starting_at(NEW_YEAR), Arc::default());
    let builder = builder()
        .transport(replay.clone())
        .time_source(clock.clone())
        .credentials_provider(Hourly(clock, Arc::clone(&asked)));
    let client = builder.build().await.unwrap();
    let waiting = client.wait(AllListed(List::new("f")));
    let hour = Duration::from_hours(1);
    let waiting = waiting.max_delay(hour).min_delay(hour);
    waiting.max_wait(Duration::from_hours(9)).await.unwrap();
    let sent = replay.sent();
    let dates: Vec<_> = sent.iter().map(|it| it.header("x-amz-date")).collect();
    assert_eq!(
        dates,
        ["20260101T000000Z", "20260101T010000Z", "20260101T020000Z"]
    );
    assert_eq!(asked.load(Ordering::SeqCst), 3);
}

async fn send(client: &Client, function: &str) -> Result<Page, smithereens::Error<ListError>> {
    client.send(List::new(function).max_items(5)).await
}

#[tokio::test]
async fn in_any_order_each_request_takes_what_fits() {
    let expect = |function: &str| {
        let path = format!("/2019-09-25/functions/{function}/event-invoke-config/list");
        Expect::request("GET", path)
    };
    let body = r#"{"NextMarker": "bytes"}"#;
    let replay = Replay::expecting([
        expect("a").responds(Outcome::ok(body)),
        expect("b").responds(Outcome::Failure(io::ErrorKind::ConnectionReset)),
        Expect::call(List::new("c").max_items(5)).returns(page(None)),
    ])
    .in_any_order();
    let builder = builder().transport(replay.clone()).max_attempts(1);
    let client = builder.build().await.unwrap();
    send(&client, "c").await.unwrap();
    assert!(send(&client, "b").await.unwrap_err().is_connection());
    let page = send(&client, "a").await.unwrap();
    assert_eq!(page.next_marker.as_deref(), Some("bytes"));
    replay.verify();
    // None is left.
    send(&client, "a").await.unwrap_err();
    let failure = panic_of(|| replay.verify());
    assert!(
        failure.contains("All 3 expected requests had come."),
        "{failure}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_request_that_is_not_expected_fails_its_call_at_once_and_the_test() {
    let replay = Replay::expecting([
        Expect::call(List::new("f").marker("a").max_items(10)).returns(page(None)),
        Expect::operation::<List>().returns(page(None)),
    ]);
    let client = replay.client().await;
    let error = send(&client, "f").await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connection, 1));
    insta::assert_snapshot!(error, @"ListFunctionEventInvokeConfigs: request 1 was not expected: Lambda ListFunctionEventInvokeConfigs GET /2019-09-25/functions/f/event-invoke-config/list?MaxItems=5; `Replay::verify` says what was [1 attempt]");
    insta::assert_snapshot!(panic_of(|| replay.verify()), @r"
    the requests were not those that the replay expects:

    - request 1 was not expected: Lambda ListFunctionEventInvokeConfigs GET /2019-09-25/functions/f/event-invoke-config/list?MaxItems=5
        It differs from expected request 1 of 2 (- expected, + sent):
          Lambda ListFunctionEventInvokeConfigs
          GET /2019-09-25/functions/f/event-invoke-config/list
        - ?Marker=a
        - ?MaxItems=10
        + ?MaxItems=5

    - expected request 1 of 2 never came: Lambda ListFunctionEventInvokeConfigs GET /2019-09-25/functions/f/event-invoke-config/list

    - expected request 2 of 2 never came: Lambda ListFunctionEventInvokeConfigs
    ");
    // It has said so.
    replay.verify();
}

#[tokio::test]
async fn a_call_has_all_of_its_parameters_and_no_others() {
    let expect = |list: List| Expect::call(list).returns(page(None));
    let fuller = || List::new("f").max_items(5);
    for (expected, sent) in [(List::new("f"), fuller()), (fuller(), List::new("f"))] {
        let replay = Replay::expecting([expect(expected)]);
        replay.client().await.send(sent).await.unwrap_err();
        assert!(panic_of(|| replay.verify()).contains("?MaxItems=5\n"));
    }
}

#[tokio::test]
async fn what_never_came_fails_the_test_when_the_last_handle_goes() {
    let replay = Replay::expecting([Expect::call(List::new("f")).returns(page(None))]);
    let client = replay.client().await;
    drop(replay);
    insta::assert_snapshot!(panic_of(|| drop(client)), @r"
    the requests were not those that the replay expects:

    - expected request 1 of 1 never came: Lambda ListFunctionEventInvokeConfigs GET /2019-09-25/functions/f/event-invoke-config/list
    ");
}

#[tokio::test]
async fn responses_for_any_request_need_not_be_used_up_unless_the_test_asks() {
    let replay = Replay::new([Outcome::ok("{}"), Outcome::ok("{}")]);
    let client = replay.client().await;
    send(&client, "f").await.unwrap();
    insta::assert_snapshot!(panic_of(|| replay.verify()), @r"
    the requests were not those that the replay expects:

    - expected request 2 of 2 never came: any request
    ");
    drop((replay, client));
}

#[tokio::test]
async fn a_test_that_panics_is_not_made_to_panic_twice() {
    let panic = tokio::spawn(async {
        let replay = Replay::expecting([Expect::operation::<List>().returns(page(None))]);
        let client = replay.client().await;
        send(&client, "f").await.unwrap();
        // One more, which is not expected.
        send(&client, "f").await.unwrap();
    });
    assert!(panic.await.unwrap_err().is_panic());
}

#[tokio::test]
async fn a_header_a_parameter_and_a_predicate_are_looked_at_alone() {
    let expect = || {
        Expect::operation::<List>()
            .query("MaxItems", "5")
            .header("x-tenant", "blue")
            .matching("a signed request", |sent| {
                sent.header("authorization").contains("AWS4")
            })
            .returns(page(None))
    };
    let replay = Replay::expecting([expect(), expect()]);
    let client = replay.client().await;
    let tenant = |name: &str| client.with(smithereens::Overrides::new().header("x-tenant", name));
    send(&tenant("blue"), "f").await.unwrap();
    send(&tenant("red"), "f").await.unwrap_err();
    insta::assert_snapshot!(panic_of(|| replay.verify()), @r"
    the requests were not those that the replay expects:

    - request 2 was not expected: Lambda ListFunctionEventInvokeConfigs GET /2019-09-25/functions/f/event-invoke-config/list?MaxItems=5
        It differs from expected request 2 of 2 (- expected, + sent):
          Lambda ListFunctionEventInvokeConfigs
          ?MaxItems=5
        - x-tenant: blue
        + x-tenant: red
          (a signed request)

    - expected request 2 of 2 never came: Lambda ListFunctionEventInvokeConfigs
    ");
}

#[test]
fn a_success_is_no_status_of_an_error() {
    let failure = panic_of(|| {
        let _ = Expect::operation::<List>().fails_with(200, slow_down());
    });
    assert_eq!(failure, "the status of an error, and not 200 OK");
}
