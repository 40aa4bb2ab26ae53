//! The bodies of requests and responses on their way: none may stall, and what fails says so in its own words.

pub(super) mod download;
pub(super) mod outgoing;
pub(super) mod upload;
