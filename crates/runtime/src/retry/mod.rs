//! When a failed attempt is made again, and after how long: AWS's standard mode in its 2.1 form.
//!
//! The rules are those that AWS publishes for its SDKs ("Retry behavior" in the AWS SDKs and Tools Reference
//! Guide). What is here decides; [`stack::retry`](crate::stack) acts on it.

mod backoff;
mod quota;
mod verdict;

pub(crate) use backoff::{Backoff, retry_after};
pub(crate) use quota::Quota;
pub(crate) use verdict::{Verdict, is_about_time, of_fault};
