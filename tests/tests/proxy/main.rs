//! Proxies that the process's variables name, over real sockets on loopback.
//!
//! The variables are the process's, so each test makes its calls in a process of its own.
#![cfg(test)]

mod caller;
#[path = "../faults/disclosure.rs"]
mod disclosure;
mod plain;
mod refused;
mod setup;
mod silent;
mod tunnel;
mod variables;
