//! Requests are signed with the right time though the machine's clock is wrong, in virtual time.

use aws_credential_types::Credentials;
use aws_smithy_async::time::{SharedTimeSource, TimeSource};
use smithereens::config::Environment;
use smithereens::{Builder, Client};
use smithereens_types::Timestamp;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};
use tests::NEW_YEAR;
use tests::replay::{Outcome, Replay};
use tests::sample::{Elsewhere, ListConfigs};
use tokio::time::Instant;

/// The machine's clock: it starts at New Year, follows tokio's virtual one, and can be set by hand.
#[derive(Clone, Debug)]
struct Machine {
    start: Instant,
    set_back: Arc<AtomicI64>,
}

impl TimeSource for Machine {
    fn now(&self) -> SystemTime {
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(NEW_YEAR) + self.start.elapsed();
        let back = self.set_back.load(Ordering::Relaxed);
        time - Duration::from_secs(back.unsigned_abs())
    }
}

fn machine() -> Machine {
    Machine {
        start: Instant::now(),
        set_back: Arc::default(),
    }
}

fn builder(replay: &Replay) -> Builder {
    tests::builder()
        .time_source(SharedTimeSource::new(machine()))
        .transport(replay.clone())
}

async fn client(replay: &Replay) -> Client {
    builder(replay).build().await.unwrap()
}

/// The `Date` of this many seconds after New Year.
fn date(seconds: i64) -> String {
    let time = i64::try_from(NEW_YEAR).unwrap() + seconds;
    Timestamp::from_epoch_seconds(time).unwrap().http_date()
}

/// A refusal with this code, by a service whose clock is this many seconds ahead of New Year.
fn refusal(code: &str, seconds: i64) -> Outcome {
    Outcome::error(403, code).header("date", &date(seconds))
}

/// The times that requests were signed with, in seconds since New Year.
fn signed(replay: &Replay) -> Vec<i64> {
    let new_year = i64::try_from(NEW_YEAR).unwrap();
    let time = |text: &str| {
        let parts = [&text[..4], &text[4..6], &text[6..11], &text[11..13]];
        let [year, month, day_and_hour, minute] = parts;
        let text = format!("{year}-{month}-{day_and_hour}:{minute}:{}Z", &text[13..15]);
        Timestamp::parse_date_time(&text).unwrap().seconds() - new_year
    };
    let sent = replay.sent();
    sent.iter()
        .map(|sent| time(sent.header("x-amz-date")))
        .collect()
}

/// Sends once to a service that answers so, and would answer well next: the times that were signed.
async fn signed_after(answer: Outcome) -> Vec<i64> {
    let replay = Replay::new([answer, Outcome::ok("{}")]);
    let _ = client(&replay).await.send(ListConfigs::new("f")).await;
    signed(&replay)
}

const HOUR: i64 = 3_600;

#[tokio::test(start_paused = true)]
async fn a_refused_time_is_corrected_and_remembered() {
    for ahead in [HOUR, -HOUR, 400 * 24 * HOUR] {
        let refusal = refusal("RequestTimeTooSkewed", ahead);
        let replay = Replay::new([refusal, Outcome::ok("{}"), Outcome::ok("{}")]);
        let client = client(&replay).await;
        for _ in 0..2 {
            client.clone().send(ListConfigs::new("f")).await.unwrap();
        }
        assert_eq!(signed(&replay), [0, ahead, ahead]);
    }
}

#[tokio::test(start_paused = true)]
async fn the_codes_that_may_be_about_the_time() {
    for code in [
        "AuthFailure",
        "InvalidSignatureException",
        "RequestExpired",
        "RequestInTheFuture",
        "RequestTimeTooSkewed",
        "SignatureDoesNotMatch",
    ] {
        assert_eq!(signed_after(refusal(code, HOUR)).await, [0, HOUR], "{code}");
        // The time was right: the error is another one.
        assert_eq!(signed_after(refusal(code, 3)).await, [0], "{code}");
        assert_eq!(signed_after(Outcome::error(403, code)).await, [0], "{code}");
    }
    assert_eq!(signed_after(refusal("AccessDenied", HOUR)).await, [0]);
}

#[tokio::test(start_paused = true)]
async fn a_skew_counts_from_four_minutes_up() {
    for (ahead, expected) in [
        (239, vec![0]),
        (240, vec![0, 240]),
        (-239, vec![0]),
        (-240, vec![0, -240]),
    ] {
        let signed = signed_after(refusal("RequestExpired", ahead)).await;
        assert_eq!(signed, expected, "{ahead}");
    }
}

#[tokio::test(start_paused = true)]
async fn it_is_measured_at_the_middle_of_the_round_trip() {
    let after = |seconds, ahead| {
        let refusal = refusal("RequestExpired", ahead);
        Outcome::After(Duration::from_secs(seconds), Box::new(refusal))
    };
    // At the middle it is 10 seconds past New Year, and 20 when the second attempt is signed.
    assert_eq!(signed_after(after(20, 249)).await, [0]);
    assert_eq!(signed_after(after(20, 250)).await, [0, 260]);
    assert_eq!(signed_after(after(20, -229)).await, [0]);
    assert_eq!(signed_after(after(20, -230)).await, [0, -220]);
}

#[tokio::test(start_paused = true)]
async fn a_date_that_says_little_is_ignored() {
    let refusal = || refusal("RequestTimeTooSkewed", HOUR);
    for (seconds, expected) in [(60, vec![0, HOUR + 30]), (61, vec![0])] {
        let slow = Outcome::After(Duration::from_secs(seconds), Box::new(refusal()));
        let replay = Replay::new([slow, Outcome::ok("{}")]);
        let client = builder(&replay)
            .attempt_timeout(None)
            .operation_timeout(None);
        let client = client.build().await.unwrap();
        let _ = client.send(ListConfigs::new("f")).await;
        assert_eq!(signed(&replay), expected, "{seconds}");
    }
    assert_eq!(signed_after(refusal().header("age", "0")).await, [0]);
    let dated = |date| Outcome::error(403, "RequestExpired").header("date", date);
    for date in [
        "",
        "tomorrow",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT",
    ] {
        assert_eq!(signed_after(dated(date)).await, [0], "{date}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_retry_is_an_attempt_and_the_only_one_for_this_reason() {
    let refusals = [
        refusal("RequestTimeTooSkewed", HOUR),
        refusal("RequestTimeTooSkewed", 2 * HOUR),
    ];
    let replay = Replay::new(refusals.clone());
    let error = client(&replay).await.send(ListConfigs::new("f")).await;
    let error = error.unwrap_err();
    assert_eq!((error.attempts(), replay.times()), (2, vec![0, 50]));
    // Where there are no retries, the next call has the right time.
    let [first, _] = refusals;
    let replay = Replay::new([first, Outcome::ok("{}")]);
    let client = builder(&replay).max_attempts(1).build().await.unwrap();
    client.send(ListConfigs::new("f")).await.unwrap_err();
    client.send(ListConfigs::new("f")).await.unwrap();
    assert_eq!(signed(&replay), [0, HOUR]);
}

#[tokio::test(start_paused = true)]
async fn calls_that_were_refused_together_are_all_corrected() {
    let late = Outcome::After(
        Duration::from_secs(1),
        Box::new(refusal("RequestTimeTooSkewed", HOUR)),
    );
    let later = Outcome::After(
        Duration::from_secs(2),
        Box::new(refusal("RequestTimeTooSkewed", HOUR)),
    );
    let replay = Replay::new([late, later, Outcome::ok("{}"), Outcome::ok("{}")]);
    let client = client(&replay).await;
    let list = || client.send(ListConfigs::new("f"));
    let (first, second) = tokio::join!(list(), list());
    first.and(second).unwrap();
    let signed = signed(&replay);
    assert_eq!(signed[..2], [0, 0]);
    assert!(signed[2..].iter().all(|time| *time >= HOUR), "{signed:?}");
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_is_set_right_needs_no_correction_any_more() {
    let machine = machine();
    machine.set_back.store(HOUR, Ordering::Relaxed);
    let replay = Replay::new([
        refusal("RequestTimeTooSkewed", 0),
        Outcome::ok("{}"),
        refusal("RequestInTheFuture", 0),
        Outcome::ok("{}"),
    ]);
    let client = builder(&replay).time_source(SharedTimeSource::new(machine.clone()));
    let client = client.build().await.unwrap();
    client.send(ListConfigs::new("f")).await.unwrap();
    machine.set_back.store(0, Ordering::Relaxed);
    client.send(ListConfigs::new("f")).await.unwrap();
    assert_eq!(signed(&replay), [-HOUR, 0, HOUR, 0]);
}

#[tokio::test(start_paused = true)]
async fn a_time_that_was_accepted_is_kept() {
    let odd = Outcome::ok("{}").header("date", &date(HOUR));
    let replay = Replay::new([odd, Outcome::ok("{}")]);
    let client = client(&replay).await;
    for _ in 0..2 {
        client.send(ListConfigs::new("f")).await.unwrap();
    }
    assert_eq!(signed(&replay), [0, 0]);
}

#[tokio::test(start_paused = true)]
async fn the_correction_can_be_turned_off() {
    let disabled =
        |value| Environment::empty().variable("AWS_DISABLE_CLOCK_SKEW_CORRECTION", value);
    let attempts = async |change: &dyn Fn(Builder) -> Builder| {
        let replay = Replay::new([refusal("RequestTimeTooSkewed", HOUR), Outcome::ok("{}")]);
        let client = change(builder(&replay)).build().await.unwrap();
        let _ = client.send(ListConfigs::new("f")).await;
        replay.sent().len()
    };
    let profile = Environment::empty()
        .variable("AWS_CONFIG_FILE", "/c")
        .file("/c", "[default]\ndisable_clock_skew_correction = true\n");
    assert_eq!(attempts(&|builder| builder).await, 2);
    assert_eq!(
        attempts(&|builder| builder.environment(disabled("true"))).await,
        1
    );
    assert_eq!(
        attempts(&|builder| builder.environment(disabled("false"))).await,
        2
    );
    assert_eq!(
        attempts(&|builder| builder.environment(profile.clone())).await,
        1
    );
    let program = |builder: Builder| {
        builder
            .environment(disabled("true"))
            .disable_clock_skew_correction(false)
    };
    assert_eq!(attempts(&program).await, 2);
    let replay = Replay::new([]);
    let built = builder(&replay).environment(disabled("1")).build().await;
    insta::assert_snapshot!(built.unwrap_err(), @"AWS_DISABLE_CLOCK_SKEW_CORRECTION is `1`, which is neither true nor false");
}

#[tokio::test(start_paused = true)]
async fn what_one_host_says_of_the_time_is_no_matter_of_another() {
    let replay = Replay::new([
        refusal("RequestTimeTooSkewed", HOUR),
        Outcome::ok("{}"),
        Outcome::ok("{}"),
        Outcome::ok("{}"),
    ]);
    let client = client(&replay).await;
    client.send(ListConfigs::new("f")).await.unwrap();
    client.send(Elsewhere).await.unwrap();
    client.send(ListConfigs::new("f")).await.unwrap();
    assert_eq!(signed(&replay), [0, HOUR, 0, HOUR]);
}

#[tokio::test(start_paused = true)]
async fn a_correction_that_is_refused_as_well_is_dropped() {
    let year = 365 * 24 * HOUR;
    let odd = || refusal("RequestTimeTooSkewed", 73 * year);
    let replay = Replay::new([
        odd(),
        odd(),
        Outcome::ok("{}"),
        odd(),
        odd(),
        Outcome::ok("{}"),
    ]);
    let client = client(&replay).await;
    for _ in 0..2 {
        client.send(ListConfigs::new("f")).await.unwrap_err();
        client.send(ListConfigs::new("f")).await.unwrap();
    }
    assert_eq!(signed(&replay), [0, 73 * year, 0, 0, 73 * year, 0]);
}

#[tokio::test(start_paused = true)]
async fn credentials_expire_by_the_machines_clock() {
    let replay = Replay::new([
        refusal("RequestTimeTooSkewed", 400 * 24 * HOUR),
        Outcome::ok("{}"),
    ]);
    let expiry = SystemTime::UNIX_EPOCH + Duration::from_secs(NEW_YEAR + 3_600);
    let credentials = Credentials::new("AKID", "secret", None, Some(expiry), "test");
    let client = builder(&replay).credentials_provider(credentials);
    let client = client.build().await.unwrap();
    client.send(ListConfigs::new("f")).await.unwrap();
}
