//! When a failed attempt is made again, and after how long: AWS's standard mode in its 2.1 form, and its adaptive
//! mode, which adds a limit on the rate of attempts.
//!
//! The rules are those that AWS publishes for its SDKs ("Retry behavior" in the AWS SDKs and Tools Reference
//! Guide). A program that knows better of some failures says so with a
//! [classifier](crate::Builder::retry_classifier).

// What is here decides; the layer `stack::retry` acts on it.
mod adaptive;
mod backoff;
mod failed_attempt;
mod quota;
mod retries;
mod services;

pub use crate::error::Classification;
pub(crate) use backoff::Backoff;
pub(crate) use failed_attempt::Classifier;
pub use failed_attempt::FailedAttempt;
pub(crate) use quota::{Payment, Quota};
pub(crate) use retries::Retries;
