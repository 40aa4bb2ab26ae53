//! Proxies that the process's variables name, over real sockets on loopback.
//!
//! The variables are the process's, so each test makes its calls in a process of its own.
#![cfg(test)]

mod caller;
mod plain;
mod refused;
mod setup;
mod silent;
#[path = "../faults/told.rs"]
mod told;
mod tunnel;
mod variables;
