//! Runs the test cases that a Smithy model brings along, on the code that was generated from it.
//!
//! A generated program makes a [`Suite`], gives it the cases one by one, and [finishes](Suite::finish) it. What
//! becomes of each case goes to standard output as it is run, a line of JSON for each, for `cargo xtask conformance` to
//! count.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper for tests fails as a test does"
)]

mod body;
mod case;
mod cbor;
mod endpoint;
mod events;
mod exchange;
mod request;
mod same;
mod suite;
mod xml;

pub use case::{EndpointCase, RequestCase, ResponseCase};
pub use same::{same, same_bytes, same_form, same_text};
pub use suite::Suite;
pub use xml::same_xml;
