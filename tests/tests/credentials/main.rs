//! The credential chain, source by source, against servers on loopback.
//!
//! The providers read the process's own variables, so each test makes its calls in a process of its own.
#![cfg(test)]

mod cache;
mod caller;
mod failures;
mod files;
mod identity;
mod machine;
#[cfg(unix)]
mod process;
mod profiles;
mod sso_tokens;
mod stub;
#[cfg(unix)]
mod variables;
mod web_identity;
