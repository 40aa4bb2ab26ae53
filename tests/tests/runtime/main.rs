//! The runtime, run through its public interface with a hand-written operation.
#![cfg(test)]

mod configuration;
mod decoding;
mod paging;
mod retry;
mod secrets;
mod signing;
mod sockets;
mod timeouts;
mod wire;
