//! The credential chain, source by source, against servers on loopback.
//!
//! The providers read the process's own variables, so each test makes its calls in a process of its own.
#![cfg(test)]

mod cache;
mod caller;
mod failures;
mod machine;
mod profiles;
mod stub;
mod web_identity;
