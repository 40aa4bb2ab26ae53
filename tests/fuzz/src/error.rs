//! Reading responses that are errors, of whatever status.

use crate::answer;
use crate::client::{self, Wire};
use crate::mutate::{self, Fragments};
use http::StatusCode;
use lambda_operations::ListFunctionEventInvokeConfigs;
use smithereens::ErrorKind;
use std::sync::LazyLock;

/// What the mutator puts into bodies.
pub static FRAGMENTS: Fragments =
    LazyLock::new(|| mutate::fragments(include_str!("fragments/body.json")));

/// Reads a response that is an error: it becomes one of the service, which a terminal can be shown.
pub fn run(data: &[u8]) {
    let mut answer = answer::parse(data);
    if answer.status().is_success() {
        *answer.status_mut() = StatusCode::BAD_REQUEST;
    }
    let client = client::client(tests::builder(), Wire::new(answer.clone()));
    let outcome = client::block_on(client.send(ListFunctionEventInvokeConfigs::new("f")));
    let error = outcome.expect_err("no success");
    assert_eq!(error.kind(), ErrorKind::Service, "{error}");
    assert_eq!(error.status(), Some(answer.status().as_u16()));
    assert_eq!(error.attempts(), 1);
    let text = error.to_string();
    assert!(!text.contains(char::is_control), "{text:?}");
    assert!(text.len() < 8_000, "{} bytes of text", text.len());
    let _ = (
        error.code(),
        error.message(),
        error.request_id(),
        error.hint(),
    );
    let _ = (
        client::all_of(&error),
        error.service().map(ToString::to_string),
    );
}
