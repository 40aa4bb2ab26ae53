//! Operations that a build script generated run as those of crates do.
#![allow(clippy::unwrap_used, reason = "this is a test")]

use build_script::{retries, set_retries};
use smithereens_testing::replay::{Outcome, Replay};

#[tokio::test]
async fn operations_of_a_module_are_sent_and_read() {
    let replay = Replay::new([Outcome::ok(r#"{"MaximumRetryAttempts": 2}"#)]);
    let client = replay.client().await;
    assert_eq!(retries(&client, "f").await.unwrap(), Some(2));
}

#[tokio::test]
async fn errors_of_a_module_are_typed() {
    let replay = Replay::new([Outcome::error(404, "ResourceNotFoundException")]);
    let client = replay.client().await;
    let error = retries(&client, "f").await.unwrap_err();
    assert!(error.service().unwrap().is_resource_not_found_exception());
}

#[test]
fn operations_of_a_module_are_values() {
    assert_eq!(set_retries("f", 1).maximum_retry_attempts, Some(1));
}
