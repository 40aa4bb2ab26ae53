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
pub mod environment;
pub mod sample;
pub mod speech;

pub use smithereens_testing::{
    ACCESS_KEY_ID, NEW_YEAR, SECRET_ACCESS_KEY, SESSION_TOKEN, builder, credentials, replay, server,
};

/// The part of an [`Operation`](smithereens::codegen::Operation) that reads responses, for one of which nothing is read:
/// its output is `()`, and its model lists no errors.
#[macro_export]
macro_rules! unit_output {
    () => {
        type Output = ();
        type Error = ::smithereens::codegen::endpoint::EndpointError;

        fn output(
            _response: ::smithereens::codegen::Response,
        ) -> ::core::result::Result<(), ::smithereens::codegen::DecodeError> {
            ::core::result::Result::Ok(())
        }

        fn error(
            _code: &str,
            _response: &::smithereens::codegen::Response,
        ) -> ::core::result::Result<
            ::core::option::Option<Self::Error>,
            ::smithereens::codegen::DecodeError,
        > {
            ::core::result::Result::Ok(::core::option::Option::None)
        }
    };
}
