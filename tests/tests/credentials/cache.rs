//! How often the sources are asked.

use crate::caller::Caller;
use crate::stub::{Answer, Stub, json_credentials, json_until};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

fn caller(name: &str, stub: &Stub) -> Caller {
    let uri = format!("{}/container", stub.url());
    Caller::new(name, stub).env("AWS_CONTAINER_CREDENTIALS_FULL_URI", uri)
}

/// A container's endpoint whose first credentials live for an hour; the second response is the given one.
fn hourly(then: fn() -> Answer) -> Stub {
    let count = AtomicU32::new(0);
    let hour = SystemTime::now() + Duration::from_hours(1);
    let expiration = smithereens_types::Timestamp::try_from(hour)
        .unwrap()
        .to_string();
    Stub::start(move |_| match count.fetch_add(1, Ordering::SeqCst) {
        0 => (200, json_until("AKIDFIRST", &expiration)),
        _ => then(),
    })
}

fn keys(stub: &Stub) -> Vec<String> {
    let calls = stub.calls();
    calls
        .iter()
        .map(|call| call.access_key_id().unwrap().to_owned())
        .collect()
}

#[test]
fn a_hundred_calls_at_once_ask_once() {
    let stub = Stub::start(|_| (200, json_credentials("AKIDCONTAINER")));
    caller("a_hundred", &stub).calls(100).succeeds();
    assert_eq!(stub.asked().len(), 1);
    assert_eq!(keys(&stub), ["AKIDCONTAINER"; 100]);
}

#[test]
fn credentials_are_renewed_before_they_expire() {
    let stub = hourly(|| (200, json_credentials("AKIDSECOND")));
    let again = Duration::from_mins(56);
    let caller = caller("renewed", &stub).again_after(again);
    caller.and_once_more().succeeds();
    // The call that finds them ageing goes on with them while they are renewed.
    assert_eq!(keys(&stub), ["AKIDFIRST", "AKIDFIRST", "AKIDSECOND"]);
    assert_eq!(stub.asked().len(), 2);
}

#[test]
fn a_renewal_that_fails_is_no_error_while_credentials_are_valid() {
    let stub = hourly(|| (404, String::new()));
    let again = Duration::from_mins(56);
    let once = caller("not_renewed", &stub).again_after(again);
    once.and_once_more().succeeds();
    assert_eq!(keys(&stub), ["AKIDFIRST", "AKIDFIRST", "AKIDFIRST"]);
    assert_eq!(stub.asked().len(), 2);
    let stub = hourly(|| (404, String::new()));
    let error = caller("expired", &stub)
        .again_after(Duration::from_mins(61))
        .error();
    assert!(
        error.contains("AWS_CONTAINER_CREDENTIALS_FULL_URI"),
        "{error}"
    );
    assert_eq!(keys(&stub), ["AKIDFIRST"]);
}
