//! The command as a process, in repositories of its own.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "this is a test"
)]

mod diff;
mod errors;
mod fetch;
mod repository;
