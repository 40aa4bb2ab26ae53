//! Helpers for the tests, beside those that everyone has in `smithereens-testing`: a hand-written operation, and what
//! `tracing` records.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper for tests fails as a test does"
)]

pub mod bearer;
pub mod capture;
pub mod sample;

pub use smithereens_testing::{
    ACCESS_KEY_ID, NEW_YEAR, SECRET_ACCESS_KEY, SESSION_TOKEN, builder, credentials, replay, server,
};
