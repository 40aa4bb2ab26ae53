//! Generated crates on disk: what is written, what is left alone, and what is only compared.
//!
//! The generator (`smithereens-codegen`) makes texts; what stands in a repository is read and written here, for the command and
//! for the jobs of this repository alike.

// First, for the macros in it.
#[macro_use]
pub mod say;

mod apply;
#[cfg(feature = "tool")]
mod checksum;
#[cfg(feature = "tool")]
pub mod command;
#[cfg(feature = "tool")]
mod diff;
pub mod disk;
#[cfg(feature = "tool")]
mod download;
#[cfg(feature = "tool")]
mod edit;
#[cfg(feature = "tool")]
mod fetch;
#[cfg(feature = "tool")]
mod generate;
#[cfg(feature = "tool")]
mod github;
#[cfg(feature = "tool")]
mod init;
#[cfg(feature = "tool")]
mod listing;
mod lock;
pub mod models;
mod ownership;
#[cfg(feature = "tool")]
mod progress;
mod report;
pub mod rustfmt;
pub mod settings;

pub use apply::{Summary, apply, list};
pub use lock::{Lock, lock};
pub use ownership::refuse_foreign;
pub use report::{remarks, report};
